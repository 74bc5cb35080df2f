using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Search;
using CollectiveImpact.Time;

namespace CollectiveImpact.Agenda;

/// <summary>Backbone staff write down a decision.</summary>
public sealed class Decide(IAgendaStore store, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var text = turn.Words["text"].Trim();
        if (text.Length is 0 or > Decided.LongestText)
        {
            return Reply.Says(text.Length == 0 ? t.DecisionMissing : t.TooLong(text.Length, Decided.LongestText));
        }

        var newest = await store.Decisions(here.Initiative.Id, upTo: null, cancel).Take(1).ToListAsync(cancel);
        // Sent again by an impatient finger, it is one.
        var decided = newest is [var last] && last.Text == text ? last : new Decided(Codes.NewId(), text, turn.Name, turn.Now, []);
        await store.Save(here.Initiative.Id, decided, cancel);
        await audit.Keep(turn, here, ActKind.Decided, AuditLog.About("decision", decided.Id), text, at: decided.At, cancel: cancel);
        return Reply.Shows(DecisionsCard.New(here, decided, turn.Culture));
    }
}

/// <summary>Backbone staff add who agreed to a decision.</summary>
public sealed class AddWhoAgreed(IAgendaStore store, ReadDecisions decisions, AuditLog audit) : IMemberListener
{
    // Who agreed is added in the days after.
    private const int MostLookedThrough = 200;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (id, partners) = DecisionsCard.Read(turn.Form);
        if (await store.Decisions(here.Initiative.Id, upTo: null, cancel).Take(MostLookedThrough).FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } decided)
        {
            return Reply.Says(new Texts(turn.Culture).DecisionGone);
        }

        var names = partners.Select(p => here.Initiative.Partner(p)?.Name).OfType<string>().ToArray();
        await store.Save(here.Initiative.Id, decided with { AgreedBy = names }, cancel);
        if (!decided.AgreedBy.SequenceEqual(names))
        {
            await audit.Keep(turn, here, ActKind.DecisionAgreedBy, AuditLog.About("decision", decided.Id), decided.Text, string.Join(", ", names), cancel: cancel);
        }

        return await FindDecisions.List(decisions, turn, here, cancel);
    }
}

/// <summary>Shows decisions, all or those about something.</summary>
public sealed class FindDecisions(ReadDecisions decisions) : IMemberListener
{
    private const int MostShown = 10;

    /// <summary>How a decision is told to the bot: with these words, and then what was decided.</summary>
    public static string SaidAs(CultureInfo culture) => Spoken.Decide.In(culture);

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => List(decisions, turn, here, cancel);

    internal static async Task<Reply> List(ReadDecisions decisions, Turn turn, Here here, CancellationToken cancel)
    {
        var words = turn.Words.GetValueOrDefault("words") ?? "";
        return Reply.Shows(DecisionsCard.Of(here.Initiative, words, await decisions.Of(here.Initiative, words, upTo: null, MostShown, cancel), turn.Culture, here.Zone(turn)));
    }
}

/// <summary>Decisions that were found, newest first.</summary>
/// <param name="Older">The moment from which older ones go on; null where there are none.</param>
public sealed record FoundDecisions(IReadOnlyList<Decided> Decisions, Instant? Older);

/// <summary>Finds what was decided: every member may read it.</summary>
public sealed class ReadDecisions(IAgendaStore store)
{
    private const int MostRead = 2_000;

    /// <param name="words">What they are about; empty for anything.</param>
    /// <param name="upTo">The newest moment to begin with; null for the newest of all.</param>
    /// <param name="most">How many are wanted at once.</param>
    public async Task<FoundDecisions> Of(Initiative initiative, string words, Instant? upTo, int most, CancellationToken cancel)
    {
        var sought = new TextQuery(words, [.. initiative.AllLanguages]);
        var found = new List<Decided>();
        var read = 0;
        await foreach (var decided in store.Decisions(initiative.Id, upTo, cancel))
        {
            // The next begins the next page; after so many without one, whoever looks goes on where this stopped.
            var isFound = sought.Finds(decided.Text);
            if (isFound ? found.Count == most : read >= MostRead)
            {
                return new(found, decided.At);
            }

            read++;
            if (isFound)
            {
                found.Add(decided);
            }
        }

        return new(found, Older: null);
    }
}

/// <summary>Draws decisions.</summary>
public static class DecisionsCard
{
    public const string AgreedVerb = "agenda.agreed";

    private const string IdField = "decision";
    private const string PartnersField = "partners";

    // Up to how many partners they can be chosen from.
    private const int MostPartners = 60;

    // Some twenty partners.
    private const int LongestNames = 300;
    private static readonly int[] Lengths = [Decided.LongestText, 300, 120];

    public static (string Id, PartnerId[] Partners) Read(Form form) =>
        (form[IdField], [.. form[PartnersField].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => new PartnerId(p))]);

    /// <summary>When it was decided, and who agreed.</summary>
    public static string About(Decided decided, CultureInfo culture, DateTimeZone zone)
    {
        var day = decided.At.InZone(zone).Date.OnDayOfYear(culture);
        return decided.AgreedBy.Count == 0 ? day : $"{day} · {new Texts(culture).AgreedBy(PeoplesWords.Shorten(string.Join(", ", decided.AgreedBy), LongestNames))}";
    }

    public static AdaptiveCard New(Here here, Decided decided, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.DecisionWritten,
            Body =
            [
                Heading.Of(t.DecisionWritten),
                RichTextBlock.Of(decided.Text),
                new TextBlock(t.DigestTells) { IsSubtle = true, Spacing = Spacing.Small },
                .. here.Initiative.Partners.Count == 0 ? [] : (IEnumerable<Element>)
                [
                    new ChoiceInput([.. here.Initiative.OwnPartners.Take(MostPartners).Select(p => new Choice(PeoplesWords.Plain(PeoplesWords.Shorten(p.Name, 60)), p.Id))]) { Id = PartnersField, Label = t.WhoAgreed, IsMultiSelect = true, Style = ChoiceStyle.Compact },
                ],
            ],
            Actions = here.Initiative.Partners.Count == 0 ? null : [new Execute(AgreedVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = here.Initiative.Id, [IdField] = decided.Id }) { Title = t.SaveWhoAgreed }],
        };
    }

    public static AdaptiveCard Of(Initiative initiative, string words, FoundDecisions found, CultureInfo culture, DateTimeZone zone) => CardJson.FirstThatFits(Lengths.Select(longest =>
    {
        var t = new Texts(culture);
        var title = words.Length == 0 ? t.WhatWeDecided : t.WhatWeDecidedAbout(PeoplesWords.Shorten(words, 60));
        var body = new List<Element>
        {
            Heading.OfOurs(title, isOurs: words.Length == 0),
            RichTextBlock.Of(initiative.Name, isSubtle: true),
        };
        if (found.Decisions.Count == 0)
        {
            body.Add(new TextBlock(words.Length == 0 ? t.NoDecisions : t.NoDecisionAbout));
        }

        foreach (var decided in found.Decisions)
        {
            body.Add(RichTextBlock.Of(PeoplesWords.Shorten(decided.Text, longest)).Marked(culture, decided.Text) with { Separator = true });
            body.Add(RichTextBlock.Of(About(decided, culture, zone), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None });
        }

        if (found.Older is not null)
        {
            body.Add(new TextBlock(t.MoreDecisions) { IsSubtle = true, Separator = true });
        }

        return new AdaptiveCard { FallbackText = title, Body = body };
    }));
}
