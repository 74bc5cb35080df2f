using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Backbone;

/// <summary>Draws the partners with their reporters, and the answer with an invite code.</summary>
public static class PartnersCard
{
    public const string AddVerb = "backbone.addpartner";
    public const string InviteVerb = "backbone.invite";

    private const string NameField = "name";
    private const string TimeZoneField = "timezone";
    private const string PartnerField = "partner";
    private const int LongestName = 80;

    /// <summary>Stands for the backbone where a button names a partner; no partner's id begins so.</summary>
    public const string BackboneInvite = "~backbone";

    /// <summary>In the place of a partner: the code is for an observer.</summary>
    public const string ObserverInvite = "~observer";
    private const int MostListed = 60;

    public static string NameOf(Form form) => string.Join(' ', form[NameField].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The time zone that was typed, empty for the initiative's.</summary>
    public static string TimeZoneOf(Form form) => form[TimeZoneField];

    public static string PartnerOf(Form form) => form[PartnerField];

    public static string? TimeZoneFaultOf(string timeZone) => timeZone.Length == 0 || TimeZones.Find(timeZone) is not null
        ? null
        : TimeZones.WhyNot(timeZone) + " Or leave it empty.";

    public static string? FaultOf(string name, Initiative initiative) => name switch
    {
        "" => "What is the partner called?",
        { Length: > LongestName } => $"Please keep it to {LongestName} characters; this has {name.Length}.",
        _ when initiative.Partners.Any(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)) => "There is a partner with this name already.",
        _ => null,
    };

    public static AdaptiveCard List(Initiative initiative, CultureInfo culture, string typed = "", string? fault = null, string timeZone = "", string? timeZoneFault = null)
    {
        var full = WithButtons(initiative, culture, typed, fault, timeZone, timeZoneFault);
        return CardJson.FirstThatFits(
        [
            full,
            .. new[] { (60, 100), (60, 40), (25, 40) }.Select(size => WithChoice(full, initiative, culture, size.Item1, size.Item2)),
        ]);
    }

    // Where a button for each partner takes too much room: a line for each, and one choice whom to invite for.
    private static AdaptiveCard WithChoice(
        AdaptiveCard full, Initiative initiative, CultureInfo culture, int lines, int longest)
    {
        var listed = initiative.Partners.Take(lines).Select(p =>
        {
            var reporters = string.Join(", ", initiative.ReportersOf(p.Id).Select(m => $"{m.Name}{Reach(m, culture)}"));
            return (Element)(new RichTextBlock(
            [
                TextRun.Plain(Short(p.Name) + ": ") with { Weight = TextWeight.Bolder },
                TextRun.Plain(reporters.Length == 0 ? "nobody reports yet" : Short(reporters)),
            ])
            {
                Spacing = Spacing.Small,
            });
        });
        var more = initiative.Partners.Count > lines
            ? (IEnumerable<Element>)[new TextBlock($"and {initiative.Partners.Count - lines} more") { IsSubtle = true, Spacing = Spacing.Small }]
            : [];
        var choice = new ChoiceInput([.. initiative.Partners.Take(MostListed).Select(p => new Choice(PeoplesWords.Plain(Short(p.Name)), p.Id))])
        {
            Id = PartnerField,
            Label = "Invite a reporter for",
            Style = ChoiceStyle.Compact,
        };
        var isPartner = (Element e) => e is ColumnSet;
        return full with
        {
            Body = [.. full.Body.TakeWhile(e => !isPartner(e)), .. listed, .. more, choice, .. full.Body.SkipWhile(e => !isPartner(e)).Where(e => !isPartner(e))],
            Actions =
            [
                .. full.Actions!,
                new Execute(InviteVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id }) { Title = "Invite" },
            ],
        };

        string Short(string text) => text.Length > longest ? text[..longest] + "…" : text;
    }

    private static AdaptiveCard WithButtons(Initiative initiative, CultureInfo culture, string typed, string? fault, string timeZone, string? timeZoneFault)
    {
        var body = new List<Element>
        {
            new TextBlock("Partners") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            RichTextBlock.Of(initiative.Name, isSubtle: true),
        };
        body.Add(RichTextBlock.Of($"Backbone staff: {string.Join(", ", initiative.Backbone.Select(m => m.Name))}", size: TextSize.Small));
        if (initiative.Members.Where(m => m.Role == Role.Observer).Select(m => m.Name).ToArray() is { Length: > 0 } observers)
        {
            body.Add(RichTextBlock.Of($"Observers: {string.Join(", ", observers)}", size: TextSize.Small) with { Spacing = Spacing.None });
        }

        foreach (var partner in initiative.Partners.Take(MostListed))
        {
            var reporters = initiative.ReportersOf(partner.Id).Select(m => $"{m.Name}{Reach(m, culture)}").ToArray();
            body.Add(new ColumnSet(
            [
                new Column(
                [
                    RichTextBlock.Of(partner.Name, TextWeight.Bolder),
                    RichTextBlock.Of(reporters.Length == 0 ? "nobody reports yet" : string.Join(", ", reporters), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None },
                ]),
                new Column([new ActionSet([Invite("Invite", initiative.Id, partner.Id)])], "auto"),
            ])
            {
                Separator = true,
            });
        }

        if (initiative.Partners.Count > MostListed)
        {
            body.Add(new TextBlock($"and {initiative.Partners.Count - MostListed} more") { IsSubtle = true });
        }

        body.Add(new TextInput { Id = NameField, Label = "A new partner's name", Value = typed, Separator = true });
        if (fault is not null)
        {
            body.Add(FieldFaults.Line(fault));
        }

        body.Add(new TextInput { Id = TimeZoneField, Label = "Its time zone, if it isn't the initiative's", Placeholder = initiative.TimeZone, Value = timeZone });
        if (timeZoneFault is not null)
        {
            body.Add(FieldFaults.Line(timeZoneFault));
        }

        return new AdaptiveCard
        {
            FallbackText = $"{initiative.Partners.Count} partners",
            Body = body,
            Actions =
            [
                new Execute(AddVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id }) { Title = "Add partner", Style = ActionStyle.Positive },
                Invite("Invite backbone staff", initiative.Id, BackboneInvite),
                Invite("Invite an observer", initiative.Id, ObserverInvite),
            ],
        };
    }

    /// <param name="partner">The partner, or null for backbone staff and observers.</param>
    public static AdaptiveCard Invitation(Initiative initiative, Partner? partner, Invite invite, CultureInfo culture, DateTimeZone zone) => new()
    {
        FallbackText = $"Invite code for {For(partner, invite)}",
        Body =
        [
            new RichTextBlock([TextRun.Plain("An invite code for "), TextRun.Plain(For(partner, invite)) with { Weight = TextWeight.Bolder }]),
            RichTextBlock.Of(invite.Code, TextWeight.Bolder, TextSize.ExtraLarge),
            new TextBlock($"{(invite.ForObserver ? "Pass it on to somebody of a funder or of the steering committee: they read digests and what is shared with the steering committee, and change nothing." : partner is null ? "Pass it on to your colleague; they can do all that you can." : "Pass it on to the person who reports for them.")} They open a chat with me, in any tenant, and say **join {invite.Code}**."),
            new TextBlock($"It works for one person, until {invite.Expires.InZone(zone).ToString("d MMMM yyyy", culture)}.") { IsSubtle = true },
        ],
        Actions =
        [
            Invite("Another code", initiative.Id, partner?.Id ?? (invite.ForObserver ? ObserverInvite : BackboneInvite)),
            Conversation.SayButton("Partners", "partners", initiative.Id),
        ],
    };

    private static Execute Invite(string title, string initiative, string partner) => new(InviteVerb, new Dictionary<string, string>
    {
        [Conversation.InitiativeField] = initiative,
        [PartnerField] = partner,
    })
    {
        Title = title,
        AssociatedInputs = AssociatedInputs.None,
    };

    private static string For(Partner? partner, Invite invite) => partner?.Name ?? (invite.ForObserver ? "an observer" : "backbone staff");

    private static string Reach(Member member, CultureInfo culture) => member.WhyNot is { } why ? $" (not reachable: {Reasons.InWords(why, culture)})" : "";
}
