using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Messages;

/// <summary>The form in which backbone staff write to partners.</summary>
public static class MessageForm
{
    public const string PreviewVerb = "messages.preview";
    public const string PartnersVerb = "messages.partners";

    private const string SubjectField = "subject";
    private const string TextField = "text";
    private const string ToField = "to";
    private const string PartnersField = "partners";

    /// <param name="open">The rounds that are open.</param>
    public static AdaptiveCard Of(Initiative initiative, IReadOnlyList<RunningRound> open, PartnersMessage message, CultureInfo culture) =>
        Again(initiative, open, message.Id, Fields(initiative, open, culture).Of(message), new Dictionary<string, string>(), culture);

    public static AdaptiveCard Again(Initiative initiative, IReadOnlyList<RunningRound> open, string id, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture) => SizeLadder.Fit(room =>
    {
        var t = new Texts(culture);
        var drawn = Fields(initiative, open, culture).Draw(typed, faults, room);
        return new AdaptiveCard
        {
            FallbackText = t.WriteTitle,
            Body =
            [
                Heading.Of(t.WriteTitle),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                .. drawn.Body,
            ],
            Actions = [new Execute(PreviewVerb, drawn.With((Conversation.InitiativeField, initiative.Id), (MessageCard.IdField, id))) { Title = t.Preview, Style = ActionStyle.Positive }],
        };
    });

    public static (PartnersMessage Message, IReadOnlyDictionary<string, string> Faults) Read(Form form, Initiative initiative, IReadOnlyList<RunningRound> open, PartnersMessage before, CultureInfo culture)
    {
        var (message, faults) = Fields(initiative, open, culture).Read(form, before);
        var t = new Texts(culture);
        if (!faults.ContainsKey(ToField) && !faults.ContainsKey(PartnersField))
        {
            if (message.To?.Whom == ToWhom.Partners && message.Partners.Count == 0)
            {
                faults[PartnersField] = t.PartnersMissing;
            }
            else if (message.To?.Whom != ToWhom.Partners && message.Partners.Count > 0)
            {
                faults[ToField] = t.PartnersAsWell(t.ToPartners);
            }
        }

        return (message, faults);
    }

    /// <summary>A partner that can be chosen, found by typing.</summary>
    public static Finding Found(Partner partner, CultureInfo culture) =>
        new(partner.Id.Value, partner.Name, "", new AdaptiveCard { FallbackText = new Texts(culture).APartner, Body = [RichTextBlock.Of(partner.Name)] });

    /// <summary>Whom a message is for.</summary>
    public static string InWords(Initiative initiative, IReadOnlyList<RunningRound> open, PartnersMessage message, CultureInfo culture)
    {
        var t = new Texts(culture);
        return message.To switch
        {
            { Whom: ToWhom.Partners } => string.Join(", ", message.Partners.Select(p => initiative.Partner(p)?.Name).OfType<string>()),
            { } to => Choices(initiative, open, t).FirstOrDefault(c => c.Value == to.Code)?.Title ?? t.NotThereAnyMore,
            null => t.NotThereAnyMore,
        };
    }

    private static IReadOnlyList<Choice> Choices(Initiative initiative, IReadOnlyList<RunningRound> open, Texts t) =>
    [
        new Choice(t.ToEveryone, new Addressed(ToWhom.Everyone).Code),
        .. open.Select(r => new Choice(t.ToMissing(r.Name, r.Period.InWords(t.Culture)), new Addressed(ToWhom.Missing, r.Id).Code)),
        .. initiative.Groups.Select(g => new Choice(t.ToGroup(g.Name), new Addressed(ToWhom.Group, g.Id).Code)),
        new Choice(t.ToPartners, new Addressed(ToWhom.Partners).Code),
    ];

    private static Form<PartnersMessage> Fields(Initiative initiative, IReadOnlyList<RunningRound> open, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new(culture,
        [
            new TextField<PartnersMessage>(SubjectField, t.Subject, m => m.Subject, (m, text) => m with { Subject = text.ReplaceLineEndings(" ") })
            {
                Longest = PartnersMessage.LongestSubject, Required = t.SubjectMissing, Placeholder = t.SubjectExample,
            },
            new TextField<PartnersMessage>(TextField, t.Text, m => m.Text, (m, text) => m with { Text = text.ReplaceLineEndings("\n") })
            {
                Longest = PartnersMessage.LongestText, IsMultiline = true, Required = t.TextMissing,
            },
            new ChoiceField<PartnersMessage>(ToField, t.To, Choices(initiative, open, t), m => m.To?.Code, (m, chosen) => m with { To = chosen is null ? null : Addressed.Read(chosen) })
            {
                Required = t.ToWhomMissing, NotOffered = t.NotThereAnyMore, Style = ChoiceStyle.Compact,
            },
            new MultiChoiceField<PartnersMessage>(
                PartnersField, t.WhichPartners, [.. initiative.PresentPartners.Select(p => new Choice(p.Name, p.Id))], m => [.. m.Partners.Select(p => p.Value)], (m, chosen) => m with { Partners = [.. chosen.Select(c => new PartnerId(c))] })
            {
                NotOffered = t.PartnerGone, Style = ChoiceStyle.Compact, More = new ChoiceQuery($"{PartnersVerb}:{initiative.Id}"),
            },
        ]);
    }
}
