using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.CheckIns;

/// <summary>The newest closed rounds that asked for an indicator, and what partners' values in them were before.</summary>
/// <param name="Boards">The newest first.</param>
/// <param name="Changes">As far as somebody may see them.</param>
public sealed record LateRounds(IReadOnlyList<Board> Boards, IReadOnlyList<ValueChange> Changes);

/// <summary>Reads what partners reported of late for one indicator, and what was put right.</summary>
public sealed class ReadLateRounds(IGrainFactory grains, IRoundStore rounds)
{
    private const int MostRounds = 12;
    private const int MostChanges = 20;

    // What was answered twice may have changed in another number: however many partners there are, no more of them are looked through.
    private const int MostLookedThrough = 60;

    /// <param name="alone">Whether nobody else reads along.</param>
    /// <param name="sees">How much may be shown where it is read.</param>
    public async Task<LateRounds> Of(Here here, bool alone, Sharing sees, Indicator indicator, Timetable timetable, CancellationToken cancel)
    {
        var boards = (await Task.WhenAll(timetable.NewestClosed.Take(MostRounds).Select(r => grains.GetGrain<IRoundGrain>(RoundGrain.Key(here.Initiative.Id, r)).Board())))
            .OfType<Board>()
            .Where(b => b.Round.Indicators.Contains(indicator.Id))
            .OrderByDescending(b => b.Round.OpenedAt)
            .ToArray();
        var changes = new List<ValueChange>();
        foreach (var (board, entry) in boards.SelectMany(b => b.Entries.Where(e => e.Revision > 1 && MaySee(here, alone, sees, indicator, e.Partner)).Select(e => (b, e))).Take(MostLookedThrough))
        {
            if (changes.Count < MostChanges)
            {
                var revisions = await rounds.Revisions(here.Initiative.Id, board.Round.Id, entry.Partner, cancel);
                // Words are shared as their partner shares what it learned.
                if (!Kind.Of(indicator.Kind).IsNumeric && !IsOwn(here, alone, entry.Partner) && revisions.Any(r => r.Learning.Audience < sees))
                {
                    continue;
                }

                changes.AddRange(ValueChange.Of(board.Round, indicator, revisions).Select(c => here.IsBackbone || IsOwn(here, alone, entry.Partner) ? c : c with { By = "" }));
            }
        }

        return new(boards, changes);
    }

    /// <summary>Whether somebody may see what one partner reported: it is shared with them, or their own.</summary>
    public static bool MaySee(Here here, bool alone, Sharing sees, Indicator indicator, PartnerId partner) => indicator.PartnerSharing >= sees || IsOwn(here, alone, partner);

    private static bool IsOwn(Here here, bool alone, PartnerId partner) => alone && partner == here.Partner?.Id;
}

/// <summary>A partner's value that became another.</summary>
/// <param name="Before">Null when there was none.</param>
/// <param name="After">Null when it was taken back.</param>
/// <param name="By">Who changed it; empty where that isn't for the reader.</param>
public sealed record ValueChange(Round Round, PartnerId Partner, ReportedValue? Before, ReportedValue? After, string By, Instant At, string? Because, bool AfterSignOff)
{
    /// <param name="revisions">All states of one partner's entry, oldest first.</param>
    public static IEnumerable<ValueChange> Of(Round round, Indicator indicator, IReadOnlyList<Entry> revisions) => revisions
        .Zip(revisions.Skip(1))
        .Select(r => new ValueChange(
            round, r.Second.Partner, r.First.Values.GetValueOrDefault(indicator.Id), r.Second.Values.GetValueOrDefault(indicator.Id), r.Second.ByName, r.Second.At, r.Second.CorrectedBecause, r.Second.AfterSignOff))
        .Where(c => c.Before != c.After);

    /// <summary>When, by whom as far as the reader may know, and why: "Ana, 27 November: counted twice".</summary>
    public string HowInWords(int longest, CultureInfo culture, DateTimeZone zone)
    {
        var by = By.Length == 0 ? "" : $"{PeoplesWords.Shorten(By, longest)}, ";
        return $"{by}{At.InZone(zone).OnDay(culture)}{(Because is { } why ? $": {PeoplesWords.Shorten(why, longest)}" : "")}{(AfterSignOff ? " " + new Texts(culture).AfterSignOff : "")}";
    }

    /// <summary>What it was and what it is: "41 children → 14 children".</summary>
    public string WhatInWords(Indicator indicator, int longest, CultureInfo culture)
    {
        return $"{Text(Before)} → {Text(After)}";

        string Text(ReportedValue? value) => value is null ? new Texts(culture).NoAnswer : PeoplesWords.Shorten(value.InWords(indicator, culture), longest);
    }
}
