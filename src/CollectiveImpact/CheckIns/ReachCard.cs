using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.CheckIns;

/// <summary>Backbone staff look for a way to the people whom a check-in can't reach.</summary>
public sealed class ShowWaysToReach(IDirectory directory) : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        Member[] people = [.. here.Initiative.Reporting.SelectMany(p => here.Initiative.ReportersOf(p.Id)).Where(m => m.WhyNot is not null)];
        var t = new Texts(turn.Culture);
        return Task.FromResult(
            !turn.IsPersonal ? Reply.Says(t.ReachForYouAlone)
            : people.Length == 0 ? Reply.Says(t.EveryoneReached)
            : Reply.Shows(ReachCard.Of(here.Initiative, people, turn.Culture, directory.ConsentPage)));
    }
}

/// <summary>Draws what can be done about each person whom the bot can't write to: what they have to do, a text to send them, and their partner's page to invite somebody else.</summary>
public static class ReachCard
{
    public const string ShowVerb = "checkin.reach";

    private static readonly (int People, int Longest)[] Sizes = [(12, 80), (6, 60), (3, 40)];

    /// <param name="consent">Where an administrator lets the app come to people; null where there is nothing to allow.</param>
    public static AdaptiveCard Of(Initiative initiative, IReadOnlyList<Member> people, CultureInfo culture, Uri? consent = null) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        var may = consent is not null && people.Any(m => m.WhyNot == Reasons.NeverOpened);
        return new AdaptiveCard
        {
            FallbackText = t.ReachInShort(people.Count),
            Body =
            [
                Heading.Of(t.ReachTitle),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. people.Take(size.People).SelectMany(m => Person(initiative, m, size.Longest, t)),
                .. people.Count > size.People ? new Element[] { new TextBlock(t.More(people.Count - size.People)) { IsSubtle = true } } : [],
                Heading.Section(t.TextToSend),
                RichTextBlock.Of(t.PleaseOpenMe(PeoplesWords.Shorten(initiative.Name, size.Longest))),
                .. may ? new Element[] { new TextBlock(t.ReachByAdministrator) { IsSubtle = true, Separator = true } } : [],
            ],
            Actions = may ? [new OpenUrl(consent!.AbsoluteUri) { Title = t.ForAdministrators }] : null,
        };
    }));

    private static IEnumerable<Element> Person(Initiative initiative, Member member, int longest, Texts t)
    {
        var partner = initiative.Partner(member.PartnerId)?.Name ?? "";
        var who = t.NamedAt(PeoplesWords.Shorten(member.Name, longest), PeoplesWords.Shorten(partner, longest));
        yield return RichTextBlock.Of(who, TextWeight.Bolder) with { Separator = true };
        yield return new TextBlock(Advice(member.WhyNot!, t)) { Spacing = Spacing.None };
        yield return QuietActions.About(who, Conversation.SayButton(t.InviteSomebodyElse, Spoken.PartnerName, initiative.Id, (WhichRound.Place, partner)));
    }

    // What can't be helped from here is tried again by the outbox itself.
    private static string Advice(string why, Texts t) => why switch
    {
        Reasons.NeverOpened => t.ReachNeverOpened,
        Reasons.AppRemoved or Reasons.RemovedOrBlocked => t.ReachRemoved,
        Reasons.Blocked => t.ReachBlocked,
        Reasons.Forbidden or Reasons.SwitchedOff => t.ReachForbidden,
        _ => t.ReachLater(Reasons.InWords(why, t.Culture)),
    };
}
