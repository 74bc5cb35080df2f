using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Time;

namespace CollectiveImpact.Messages;

/// <summary>Draws a message as partners read it, the look at it before it is sent, and what became of it.</summary>
public static class MessageCard
{
    public const string EditVerb = "messages.edit";
    public const string SendVerb = "messages.send";
    public const string ShowVerb = "messages.show";

    internal const string IdField = "message";

    // Lines beyond them stand in one block: each costs much more than its words.
    private const int MostBlocks = 30;
    private const int LongestNames = 300;
    private const string Whole = "whole";
    private static readonly (int Lines, int Length)[] Sizes = [(20, 300), (20, 120), (8, 120), (3, 60)];

    public static string IdOf(Form form) => form[IdField];

    /// <summary>What a partner's person reads.</summary>
    public static AdaptiveCard Letter(Initiative initiative, PartnersMessage message, CultureInfo culture) => new()
    {
        FallbackText = new Texts(culture).LetterInShort(message.ByName, message.Subject),
        Body = LetterBody(initiative, message, culture, isForOthers: true),
    };

    public static AdaptiveCard Preview(Initiative initiative, IReadOnlyList<RunningRound> open, PartnersMessage message, IReadOnlyList<Member> to, CultureInfo culture) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        var reachable = to.Where(m => m.WhyNot is null).ToArray();
        var partners = reachable.Select(m => m.PartnerId).OfType<PartnerId>().Distinct().Count();
        var nobody = message.To?.Whom == ToWhom.Partners ? message.Partners.Where(p => to.All(m => m.PartnerId != p)).Select(p => initiative.Partner(p)?.Name).OfType<string>().ToArray() : [];
        return new AdaptiveCard
        {
            FallbackText = t.PreviewTitle,
            Body =
            [
                Heading.Of(t.PreviewTitle),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new Container([.. LetterBody(initiative, message, culture)]) { Style = ContainerStyle.Emphasis },
                RichTextBlock.Of(t.For(PeoplesWords.Shorten(MessageForm.InWords(initiative, open, message, culture), LongestNames))),
                new TextBlock(reachable.Length == 0 ? t.ReachesNobody : partners == 0 ? t.GoesToPeople(reachable.Length) : t.GoesTo(reachable.Length, partners)) { Weight = TextWeight.Bolder },
                .. nobody.Length == 0 ? [] : new Element[] { RichTextBlock.Of(t.NobodyAt(PeoplesWords.Shorten(string.Join(", ", nobody), LongestNames))) },
                .. CantReach(initiative, [.. to.Where(m => m.WhyNot is not null).Select(m => (m, m.WhyNot!))], size, t),
            ],
            Actions =
            [
                .. reachable.Length == 0 ? [] : new CardAction[] { Button(SendVerb, t.Send(reachable.Length), initiative, message) with { Style = ActionStyle.Positive } },
                Button(EditVerb, t.Edit, initiative, message),
            ],
        };
    }));

    /// <summary>What became of a message.</summary>
    public static AdaptiveCard Sent(Initiative initiative, PartnersMessage message, Reached reached, CultureInfo culture, DateTimeZone zone) => CardJson.FirstThatFits(Sizes.Select(size =>
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.HaveIt(reached.Have, reached.All),
            Body =
            [
                RichTextBlock.Of(message.Subject, TextWeight.Bolder, TextSize.Large),
                RichTextBlock.Of($"{initiative.Name} · {SentBy(message, t, zone)}", isSubtle: true),
                new TextBlock(t.HaveIt(reached.Have, reached.All)),
                .. reached.Wait == 0 ? [] : new Element[] { new TextBlock(t.Wait(reached.Wait)) },
                .. reached.Left == 0 ? [] : new Element[] { new TextBlock(t.HaveLeft(reached.Left)) },
                .. CantReach(initiative, reached.CantReach, size, t),
                new ActionSet([new ToggleVisibility([Whole]) { Title = t.Read }]),
                new Container([.. LetterBody(initiative, message, culture)]) { Id = Whole, IsVisible = false, Style = ContainerStyle.Emphasis },
            ],
            Actions =
            [
                Button(ShowVerb, t.Refresh, initiative, message),
                Conversation.SayButton(t.OfferMessages, Spoken.Messages, initiative.Id),
            ],
        };
    }));

    /// <summary>The messages that were sent last.</summary>
    public static AdaptiveCard List(Initiative initiative, IReadOnlyList<(PartnersMessage Message, Reached Reached)> messages, bool more, CultureInfo culture, DateTimeZone zone)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.Messages,
            Body =
            [
                Heading.Of(t.Messages),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. messages.Count == 0 ? [new TextBlock(t.NoneYet)] : messages.SelectMany(m => new Element[]
                {
                    RichTextBlock.Of(m.Message.Subject, TextWeight.Bolder) with { Separator = true },
                    RichTextBlock.Of(SentBy(m.Message, t, zone), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None },
                    new TextBlock(t.HaveIt(m.Reached.Have, m.Reached.All)) { Spacing = Spacing.None },
                    QuietActions.About(m.Message.Subject, Button(ShowVerb, t.Show, initiative, m.Message)),
                }),
                .. more ? new Element[] { new TextBlock(t.Older) { IsSubtle = true, Separator = true } } : [],
            ],
            Actions = [Conversation.SayButton(t.WriteTitle, Spoken.MessagePartners, initiative.Id)],
        };
    }

    /// <param name="isForOthers">Whether those read it to whom it is written, who may read another language than it is written in.</param>
    private static IReadOnlyList<Element> LetterBody(Initiative initiative, PartnersMessage message, CultureInfo culture, bool isForOthers = false)
    {
        var t = new Texts(culture);
        var by = RichTextBlock.Of(t.WrittenBy(message.ByName, initiative.Name), isSubtle: true);
        var lines = message.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return
        [
            RichTextBlock.Of(message.Subject, TextWeight.Bolder, TextSize.Large),
            isForOthers ? by.Marked(culture, message.Subject, message.Text) : by,
            .. lines.Take(MostBlocks - 1).Select(l => RichTextBlock.Of(l)),
            .. lines.Length < MostBlocks ? [] : new Element[] { RichTextBlock.Of(string.Join('\n', lines.Skip(MostBlocks - 1))) },
            RichTextBlock.Of(t.HowToAnswer(message.ByName), isSubtle: true, size: TextSize.Small) with { Separator = true },
        ];
    }

    private static IEnumerable<Element> CantReach(Initiative initiative, IReadOnlyList<(Member Member, string Why)> people, (int Lines, int Length) size, Texts t)
    {
        if (people.Count == 0)
        {
            yield break;
        }

        yield return Heading.Section(t.CantReach(people.Count));
        foreach (var (member, why) in people.Take(size.Lines))
        {
            var (name, words) = (PeoplesWords.Shorten(member.Name, size.Length), Reasons.InWords(why, t.Culture));
            yield return RichTextBlock.Of(initiative.Partner(member.PartnerId) is { } partner ? t.PersonAt(name, PeoplesWords.Shorten(partner.Name, size.Length), words) : t.Person(name, words)) with { Spacing = Spacing.Small };
        }

        if (people.Count > size.Lines)
        {
            yield return new TextBlock(t.More(people.Count - size.Lines)) { IsSubtle = true, Spacing = Spacing.Small };
        }
    }

    private static string SentBy(PartnersMessage message, Texts t, DateTimeZone zone) =>
        t.SentBy(PeoplesWords.Shorten(message.ByName, LongestNames), (message.SentAt ?? message.WrittenAt).InZone(zone).OnShortWeekdayOfYearAtTime(t.Culture));

    private static Execute Button(string verb, string title, Initiative initiative, PartnersMessage message) =>
        Conversation.PressButton(verb, title, initiative.Id, (IdField, message.Id));
}
