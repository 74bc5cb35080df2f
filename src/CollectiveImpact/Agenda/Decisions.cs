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

        var newest = await store.Decisions(here.Initiative.Id, cancel).Take(1).ToListAsync(cancel);
        // Sent again by an impatient finger, it is one.
        var decided = newest is [var last] && last.Text == text ? last : new Decided(Codes.NewId(), text, turn.Name, turn.Now, []);
        await store.Save(here.Initiative.Id, decided, cancel);
        await audit.Keep(turn, here, ActKind.Decided, AuditLog.About("decision", decided.Id), text, at: decided.At, cancel: cancel);
        return Reply.Shows(DecisionsCard.New(here, decided, turn.Culture));
    }
}

/// <summary>Backbone staff add who agreed to a decision.</summary>
public sealed class AddWhoAgreed(IAgendaStore store, AuditLog audit) : IMemberListener
{
    // Who agreed is added in the days after.
    private const int MostLookedThrough = 200;

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var (id, partners) = DecisionsCard.Read(turn.Form);
        if (await store.Decisions(here.Initiative.Id, cancel).Take(MostLookedThrough).FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } decided)
        {
            return Reply.Says(new Texts(turn.Culture).DecisionGone);
        }

        var names = partners.Select(p => here.Initiative.Partner(p)?.Name).OfType<string>().ToArray();
        await store.Save(here.Initiative.Id, decided with { AgreedBy = names }, cancel);
        if (!decided.AgreedBy.SequenceEqual(names))
        {
            await audit.Keep(turn, here, ActKind.DecisionAgreedBy, AuditLog.About("decision", decided.Id), decided.Text, string.Join(", ", names), cancel: cancel);
        }

        return await FindDecisions.List(store, turn, here, cancel);
    }
}

/// <summary>Shows decisions, all or those about something.</summary>
public sealed class FindDecisions(IAgendaStore store) : IMemberListener
{
    private const int MostRead = 2_000;
    private const int MostShown = 10;

    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => List(store, turn, here, cancel);

    internal static async Task<Reply> List(IAgendaStore store, Turn turn, Here here, CancellationToken cancel)
    {
        var words = turn.Words.GetValueOrDefault("words") ?? "";
        var sought = new TextQuery(words, [.. here.Initiative.AllLanguages]);
        var found = await store.Decisions(here.Initiative.Id, cancel).Take(MostRead).Where(d => sought.Finds(d.Text)).Take(MostShown + 1).ToListAsync(cancel);
        return Reply.Shows(DecisionsCard.Of(here.Initiative, words, found, MostShown, turn.Culture, here.Zone(turn)));
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
    private static readonly int[] Lengths = [Decided.LongestText, 300, 120];

    public static (string Id, PartnerId[] Partners) Read(Form form) =>
        (form[IdField], [.. form[PartnersField].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => new PartnerId(p))]);

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

    public static AdaptiveCard Of(Initiative initiative, string words, IReadOnlyList<Decided> found, int most, CultureInfo culture, DateTimeZone zone) => CardJson.FirstThatFits(Lengths.Select(longest =>
    {
        var t = new Texts(culture);
        var title = words.Length == 0 ? t.WhatWeDecided : t.WhatWeDecidedAbout(PeoplesWords.Shorten(words, 60));
        var body = new List<Element>
        {
            Heading.OfOurs(title, isOurs: words.Length == 0),
            RichTextBlock.Of(initiative.Name, isSubtle: true),
        };
        if (found.Count == 0)
        {
            body.Add(new TextBlock(words.Length == 0 ? t.NoDecisions : t.NoDecisionAbout));
        }

        foreach (var decided in found.Take(most))
        {
            body.Add(RichTextBlock.Of(PeoplesWords.Shorten(decided.Text, longest)).Marked(culture, decided.Text) with { Separator = true });
            body.Add(RichTextBlock.Of($"{decided.At.InZone(zone).Date.OnDayOfYear(culture)}{(decided.AgreedBy.Count > 0 ? $" · {t.AgreedBy(PeoplesWords.Shorten(string.Join(", ", decided.AgreedBy), 300))}" : "")}", isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None });
        }

        if (found.Count > most)
        {
            body.Add(new TextBlock(t.MoreDecisions) { IsSubtle = true, Separator = true });
        }

        return new AdaptiveCard { FallbackText = title, Body = body };
    }));
}
