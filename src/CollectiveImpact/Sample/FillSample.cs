using System.Globalization;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.People;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Sample;

/// <summary>Fills a sample initiative, so that a newcomer sees living cards in a minute. In Development only.</summary>
public sealed class FillSample(
    IGrainFactory grains, IRoundStore rounds, IHistoryStore history, ILearningStore learnings, IAgendaStore agenda, ICommitmentStore commitments) : IListener
{
    private const int WeeksAtOnce = 8;

    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says(new Texts(turn.Culture).SampleNotHere);
        }

        var zone = turn.TimeZone is { } id && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null ? id : "Europe/Lisbon";
        var initiative = new Initiative(
            new(Codes.NewId()),
            SampleInitiative.Name,
            SampleInitiative.Vision,
            SampleInitiative.Problem,
            zone,
            turn.Culture.Name == "en-US" ? "en-US" : "en-GB",
            [],
            [],
            [],
            []);
        var grain = grains.GetGrain<IInitiativeGrain>(initiative.Id);
        // Whoever looks around is backbone staff, and reports for one partner to see both sides.
        await grain.SetUp(initiative, new Member(turn.Person, turn.Name, Role.Backbone, SampleInitiative.Partners[0].Id));
        var invite = new Invite(Codes.NewInvite(initiative.Id), SampleInitiative.Partners[1].Id, turn.Now + InviteLetter.Lasts, null) { By = turn.Person, MadeAt = turn.Now };
        await grain.Change(new InitiativeChange
        {
            Goals = SampleInitiative.Goals,
            Partners = SampleInitiative.Partners,
            Members = [.. SampleInitiative.Partners.Select((p, i) => new Member(SampleInitiative.ReporterOf(p), SampleInitiative.NameOf(i), Role.Reporter, p.Id)).Skip(1)],
            Groups = [SampleInitiative.Group(turn.Person)],
            Invites = [invite],
        });
        await Task.WhenAll(FillTerms(initiative.Id, turn), FillIndicators(initiative.Id), FillWork((await grain.Get())!, turn, cancel));
        var last = await FillHistory(initiative, turn.Now, cancel);
        await grains.GetGrain<IClockGrain>(initiative.Id).Follow(Schedule.Usual(initiative, turn.Now), last);
        await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Joined(initiative.Id);
        return Reply.Shows(Ready(initiative, invite, turn.Culture));
    }

    private async Task FillTerms(InitiativeId initiative, Turn turn)
    {
        var drafts = SampleInitiative.Terms.Select(t => new Draft(null, null, t, turn.Person, turn.Name, turn.Now - Duration.FromDays(7 * SampleInitiative.Weeks)));
        await grains.GetGrain<IGlossaryGrain>(initiative).BringIn([.. drafts], inForce: true);
    }

    private async Task FillIndicators(InitiativeId initiative)
    {
        var indicators = grains.GetGrain<IIndicatorsGrain>(initiative);
        foreach (var indicator in SampleInitiative.Indicators)
        {
            await indicators.Save(indicator);
        }
    }

    // What was agreed four weeks ago and is done since: nothing of it is news of the next digest.
    private async Task FillWork(Initiative initiative, Turn turn, CancellationToken cancel)
    {
        var (then, today) = (turn.Now - Duration.FromDays(28), turn.Now.InZone(TimeZones.Of(initiative.TimeZone)).Date);
        var book = grains.GetGrain<IAgendaGrain>(initiative.Id);
        await book.Write(SampleInitiative.AgendaOf(initiative, today), (await book.Get()).Revision);
        await book.PutForward(1);
        foreach (var endorsement in SampleInitiative.Endorsements(then))
        {
            await book.Endorse(1, endorsement);
        }

        await book.BringIntoForce(1, then);
        var work = grains.GetGrain<IActivitiesGrain>(initiative.Id);
        foreach (var activity in SampleInitiative.Activities(then))
        {
            await work.Save(activity);
        }

        foreach (var notice in SampleInitiative.Notices(then))
        {
            await work.Post(notice, today);
        }

        foreach (var (text, index) in SampleInitiative.Decisions.Select((d, i) => (d, i)))
        {
            await agenda.Save(initiative.Id, new Decided(Codes.NewId(), text, SampleInitiative.NameOf(0), then - Duration.FromDays(21 - (7 * index)), [.. initiative.Partners.Take(5).Select(p => p.Name)]), cancel);
        }

        await commitments.Save(initiative.Id, new Commitment(Codes.NewId(), SampleInitiative.Commitment, turn.Name, turn.Now, null, "", null), null, cancel);
    }

    /// <returns>The id of the newest round.</returns>
    private async Task<string> FillHistory(Initiative initiative, Instant now, CancellationToken cancel)
    {
        var zone = TimeZones.Of(initiative.TimeZone);
        var monday = now.InZone(zone).Date.Previous(IsoDayOfWeek.Monday);
        var values = new List<PastValue>();
        var totals = new List<Total>();
        var weeks = new List<(Round Round, Entry[] Entries)>();
        RoundId? last = null;
        for (var week = 0; week < SampleInitiative.Weeks; week++)
        {
            var opened = monday.PlusWeeks(week - SampleInitiative.Weeks).At(new LocalTime(9, 0)).InZoneLeniently(zone).ToInstant();
            var period = Period.Of(opened.InZone(zone).Date, Frequency.Weekly);
            var round = new Round(
                initiative.Id,
                new($"{period}.{Schedule.UsualId}"),
                Schedule.UsualName,
                1,
                period,
                opened.InZone(zone).Date,
                new LocalTime(9, 0),
                opened,
                opened + Duration.FromDays(3),
                opened + Duration.FromDays(3),
                [.. SampleInitiative.Indicators.Select(i => i.Id)],
                [.. SampleInitiative.Partners.Select(p => p.Id)],
                [],
                last);
            last = round.Id;
            var entries = SampleInitiative.Partners.Select((_, p) => SampleInitiative.EntryOf(week, p, opened + Duration.FromHours(2 + p))).ToArray();
            weeks.Add((round, entries));
            var part = round.Project(entries, entries, SampleInitiative.Indicators);
            values.AddRange(part.Values);
            totals.AddRange(part.Totals);
        }

        // A year one after the other would take longer than anybody waits on a slow machine.
        await Parallel.ForEachAsync(weeks, new ParallelOptions { MaxDegreeOfParallelism = WeeksAtOnce, CancellationToken = cancel }, async (week, stop) =>
        {
            await rounds.Import(week.Round, week.Entries, stop);
            await learnings.Write(initiative.Id, week.Round.Learnings(week.Entries, week.Entries.Count(e => e.SkippedBecause is null)), stop);
        });
        await history.Write(initiative.Id, new HistoryPart(values, [], totals, IsLate: false), cancel);
        return last!;
    }

    private static AdaptiveCard Ready(Initiative initiative, Invite invite, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.SampleInShort(initiative.Name),
            Body =
            [
                Heading.Of(t.SampleReady(initiative.Name)),
                new TextBlock(t.SampleMeans),
                new TextBlock(t.SampleBegin),
                RichTextBlock.AroundBold($"{Spoken.Join.In(culture)} {invite.Code}", t.SampleJoin),
            ],
            Actions =
            [
                Conversation.SayButton(t.SampleOpenCheckIn, Spoken.OpenCheckIn, initiative.Id),
                Conversation.SayButton(t.Agenda, Spoken.Agenda, initiative.Id),
                Conversation.SayButton(t.WhoDoesWhat, Spoken.Activities, initiative.Id),
                Conversation.SayButton(t.Health, Spoken.Health, initiative.Id),
                Conversation.SayButton(t.SampleWhatIs, Spoken.WhatIs, initiative.Id, (GlossaryCards.TermPlace, "attendance")),
                Conversation.SayButton(t.Help, Spoken.Help, initiative.Id),
            ],
        };
    }
}
