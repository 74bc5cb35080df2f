using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Mail;

/// <summary>Draws how somebody is written to, and the mails that bring a way in.</summary>
public static class ByMailCard
{
    public const string AddressVerb = "mail.address";
    public const string StopVerb = "mail.stop";
    public const string AgainVerb = "mail.again";
    public const string ChatVerb = "mail.chat";
    public const string DigestsVerb = "mail.digests";

    /// <summary>On the cards of mails alone: following the mail's link does it, and no chat has a door for it.</summary>
    public const string ConfirmVerb = "mail.confirm";

    /// <summary>The same of a mail that only brings a link.</summary>
    public const string OpenVerb = "mail.open";

    internal const string PersonField = "person";
    private const string AddressField = "address";
    private const string WantsField = "wants";
    private const string OccasionField = "occasion";
    internal const string PlaceField = "place";

    public static bool WantsOf(Form form) => form[WantsField] == "true";

    /// <param name="news">What has just been done.</param>
    /// <param name="typed">The address that was typed, which can't be one.</param>
    public static AdaptiveCard Of(Here here, KnownPerson known, CultureInfo culture, string? news = null, Form? typed = null)
    {
        var t = new Texts(culture);
        var isStopped = known.Unreachable == Reasons.NoMail;
        var form = Fields(t);
        var faults = typed is null ? new Dictionary<string, string>() : new() { [AddressField] = t.AddressWrong };
        var drawn = form.Draw(typed ?? form.Of(""), faults, SizeLadder.Forms[0]);
        return new AdaptiveCard
        {
            FallbackText = news ?? t.HowIWriteToYou,
            Body =
            [
                .. news is null ? [] : new Element[] { new Container([RichTextBlock.Of(news)]) { Style = ContainerStyle.Emphasis } },
                Heading.Of(t.HowIWriteToYou),
                known.IsByMail && known.Mailbox is { } mailbox ? RichTextBlock.Of(isStopped ? t.NoMailAnyMore(mailbox) : t.ByMailAt(mailbox)) : new TextBlock(t.InTeams),
                .. known.IsByMail ? [new TextBlock(here.Member.WantsDigests ? t.DigestsCome : t.DigestsDont)] : Array.Empty<Element>(),
                .. known is { IsByMail: true, Personal: null } ? [new TextBlock(t.HowToTeams(Spoken.ThisIsMeToo.In(culture)))] : Array.Empty<Element>(),
                .. known.IsByMail ? [] : new Element[] { new TextBlock(t.HowToMail) { Separator = true } }.Concat(drawn.Body),
            ],
            Actions =
            [
                .. known.IsByMail
                    ? (CardAction[])
                    [
                        .. isStopped ? [Press(here, AgainVerb, t.MailMeAgain)] : Array.Empty<CardAction>(),
                        known.Personal is null ? Conversation.SayButton(t.ToTeams, Spoken.ThisIsMeToo) : Press(here, ChatVerb, t.ToTeams),
                        // Last, for they take something away.
                        Conversation.PressButton(DigestsVerb, here.Member.WantsDigests ? t.NoDigests : t.WantDigests, here.Initiative.Id, (WantsField, here.Member.WantsDigests ? "false" : "true")),
                        .. isStopped ? Array.Empty<CardAction>() : [Press(here, StopVerb, t.StopMail)],
                    ]
                    : [.. known.Mailbox is null ? Array.Empty<CardAction>() : [Press(here, AgainVerb, t.MailMeAgain)], new Execute(AddressVerb, drawn.With((Conversation.InitiativeField, here.Initiative.Id))) { Title = t.MailMe, Style = ActionStyle.Positive }],
            ],
        };
    }

    /// <summary>Where no mail is set up.</summary>
    public static AdaptiveCard InTeamsAlone(CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard { FallbackText = t.HowIWriteToYou, Body = [Heading.Of(t.HowIWriteToYou), new TextBlock(t.InTeams), new TextBlock(t.MailIsOff)] };
    }

    /// <summary>The address that was typed; null when it can't be one.</summary>
    public static string? AddressOf(Form form) => Mailboxes.Read(form[AddressField]);

    /// <summary>A mail to somebody who wants mail from now on.</summary>
    /// <param name="occasion">See <see cref="Link"/>.</param>
    public static AdaptiveCard Confirm(Initiative initiative, PersonKey person, string occasion, CultureInfo culture)
    {
        var t = new Texts(culture);
        return Letter(t.ConfirmTitle, t.ConfirmMeans(initiative.Name), initiative, new Execute(ConfirmVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id, [PersonField] = person.ToString(), [OccasionField] = occasion }) { Title = t.OpenIt });
    }

    /// <summary>A mail to somebody who asked for a link.</summary>
    /// <param name="occasion">What tells it from another that says the same: a mailbox may show two that are alike once.</param>
    /// <param name="place">The page of the desk that it leads to; empty for the overview.</param>
    public static AdaptiveCard Link(Initiative initiative, string occasion, string place, CultureInfo culture)
    {
        var t = new Texts(culture);
        return Letter(t.LinkTitle(initiative.Name), t.LinkMeans, initiative, Conversation.PressButton(OpenVerb, t.OpenIt, initiative.Id, (OccasionField, occasion), (PlaceField, place)));
    }

    private static AdaptiveCard Letter(string title, string means, Initiative initiative, Execute open) => new()
    {
        FallbackText = title,
        Body = [RichTextBlock.Of(title, TextWeight.Bolder, TextSize.Medium), RichTextBlock.Of(initiative.Name, isSubtle: true), RichTextBlock.Of(means)],
        Actions = [open],
    };

    private static Execute Press(Here here, string verb, string title) => Conversation.PressButton(verb, title, here.Initiative.Id);

    private static Form<string> Fields(Texts t) => new(t.Culture, [new TextField<string>(AddressField, t.YourAddress, a => a, (_, address) => address.Trim()) { Longest = Mailboxes.Longest, Placeholder = t.MailAddressExample }]);
}
