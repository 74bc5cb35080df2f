using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Draws the partners with their reporters, and what is asked about a new one.</summary>
public static class PartnersCard
{
    public const string AddVerb = "backbone.addpartner";
    public const string InviteVerb = "backbone.invite";

    private const string NameField = "name";
    private const string ZoneField = "timezone";
    internal const string PartnerField = "partner";
    internal const int LongestName = 80;

    /// <summary>Stands for the backbone where a button names a partner; no partner's id begins so.</summary>
    public const string BackboneInvite = "~backbone";

    /// <summary>In the place of a partner: the code is for an observer.</summary>
    public const string ObserverInvite = "~observer";
    private const int MostListed = 60;

    // What was typed is far longer than a name by then.
    private const int LongestShown = 1000;

    /// <summary>The new partner's name, without space that means nothing.</summary>
    public static string NameOf(Form form) => string.Join(' ', form[NameField].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The id of the partner that somebody is invited for, or what stands for the backbone and for observers.</summary>
    public static string InvitedFor(Form form) => form[PartnerField];

    /// <summary>Reads the new partner, who has no id yet; without one, the faults say why, by field.</summary>
    public static (Partner? Partner, IReadOnlyDictionary<string, string> Faults) Read(Form form, Initiative initiative, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (partner, faults) = Fields(initiative, t).Read(form.With(new Dictionary<string, string> { [NameField] = NameOf(form) }), new Partner(new(""), ""));
        if (!faults.ContainsKey(NameField) && (partner.Name.Length == 0 ? t.PartnersNameMissing
            : initiative.OwnPartners.Any(p => string.Equals(p.Name, partner.Name, StringComparison.OrdinalIgnoreCase)) ? t.PartnersNameTaken
            : null) is { } fault)
        {
            faults[NameField] = fault;
        }

        return (faults.Count > 0 ? null : partner, faults);
    }

    /// <param name="typed">What was typed of a new partner.</param>
    /// <param name="faults">Why it was not added, by field.</param>
    /// <param name="news">What has just been done.</param>
    /// <param name="mailIsOn">Whether people can be invited by mail here.</param>
    public static AdaptiveCard List(Initiative initiative, CultureInfo culture, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null, string? news = null, bool mailIsOn = false)
    {
        var full = WithButtons(initiative, culture, typed, faults, news, mailIsOn);
        return CardJson.FirstThatFits(
        [
            full,
            .. new[] { (60, 100), (60, 40), (25, 40) }.Select(size => WithChoice(full, initiative, culture, size.Item1, size.Item2)),
        ]);
    }

    // None is required as the client sees it: the same card invites for the partners that are there.
    private static Form<Partner> Fields(Initiative initiative, Texts t) => new(t.Culture,
    [
        new TextField<Partner>(NameField, t.PartnersNewName, p => p.Name, (p, name) => p with { Name = name }) { Longest = LongestName },
        new TimeZoneField<Partner>(ZoneField, t.PartnersTimeZone, p => p.TimeZone, (p, zone) => p with { TimeZone = zone }) { Placeholder = initiative.TimeZone },
    ]);

    // Where a button for each partner takes too much room: a line for each, and one choice whom to invite for.
    private static AdaptiveCard WithChoice(
        AdaptiveCard full, Initiative initiative, CultureInfo culture, int lines, int longest)
    {
        var t = new Texts(culture);
        var present = initiative.PresentPartners.ToArray();
        var listed = present.Take(lines).Select(p =>
        {
            var reporters = string.Join(", ", initiative.ReportersOf(p.Id).Select(m => Reach(m, t)));
            return (Element)(new RichTextBlock(
            [
                TextRun.Plain(Short(p.Name) + ": ") with { Weight = TextWeight.Bolder },
                TextRun.Plain(reporters.Length == 0 ? t.PartnersNobodyReports : Short(reporters)),
            ])
            {
                Spacing = Spacing.Small,
            });
        });
        var more = present.Length > lines
            ? (IEnumerable<Element>)[new TextBlock(t.More(present.Length - lines)) { IsSubtle = true, Spacing = Spacing.Small }]
            : [];
        var choice = new ChoiceInput([.. present.Take(MostListed).Select(p => new Choice(PeoplesWords.Plain(Short(p.Name)), p.Id))])
        {
            Id = PartnerField,
            Label = t.PartnersInviteFor,
            Style = ChoiceStyle.Compact,
        };
        var isPartner = (Element e) => e is Container { Separator: true, Style: null };
        return full with
        {
            Body = [.. full.Body.TakeWhile(e => !isPartner(e)), .. listed, .. more, choice, .. full.Body.SkipWhile(e => !isPartner(e)).Where(e => !isPartner(e))],
            Actions =
            [
                .. full.Actions!,
                new Execute(InviteVerb, new Dictionary<string, string> { [Conversation.InitiativeField] = initiative.Id }) { Title = t.PartnersInvite },
            ],
        };

        string Short(string text) => text.Length > longest ? text[..longest] + "…" : text;
    }

    private static AdaptiveCard WithButtons(Initiative initiative, CultureInfo culture, Form? typed, IReadOnlyDictionary<string, string>? faults, string? news, bool mailIsOn)
    {
        var t = new Texts(culture);
        var body = new List<Element>
        {
            Heading.Of(t.Partners),
            RichTextBlock.Of(initiative.Name, isSubtle: true),
            RichTextBlock.Of(t.PartnersBackbone(string.Join(", ", initiative.Backbone.Select(m => m.Name))), size: TextSize.Small),
        };
        if (news is not null)
        {
            body.Insert(0, new Container([RichTextBlock.Of(news)]) { Style = ContainerStyle.Emphasis });
        }

        if (initiative.Members.Where(m => m.Role == Role.Observer).Select(m => m.Name).ToArray() is { Length: > 0 } observers)
        {
            body.Add(RichTextBlock.Of(t.PartnersObservers(string.Join(", ", observers)), size: TextSize.Small) with { Spacing = Spacing.None });
        }

        var present = initiative.PresentPartners.ToArray();
        foreach (var partner in present.Take(MostListed))
        {
            var reporters = initiative.ReportersOf(partner.Id).Select(m => Reach(m, t)).ToArray();
            body.Add(new Container(
            [
                RichTextBlock.Of(partner.Name, TextWeight.Bolder),
                RichTextBlock.Of(reporters.Length == 0 ? t.PartnersNobodyReports : string.Join(", ", reporters), isSubtle: true, size: TextSize.Small) with { Spacing = Spacing.None },
                QuietActions.About(partner.Name, PartnerCard.OpenButton(initiative, partner, culture), Invite(t.PartnersInvite, initiative.Id, partner.Id)),
            ])
            {
                Separator = true,
            });
        }

        if (present.Length > MostListed)
        {
            body.Add(new TextBlock(t.More(present.Length - MostListed)) { IsSubtle = true });
        }

        if (initiative.OwnPartners.Where(p => p.LeftAt is not null).Select(p => p.Name).ToArray() is { Length: > 0 } gone)
        {
            body.Add(RichTextBlock.Of(t.PartnersHaveLeft(PeoplesWords.Shorten(string.Join(", ", gone), 600)), isSubtle: true) with { Separator = true });
        }

        var shown = typed is null ? Form.Empty : new Form(new Dictionary<string, string> { [NameField] = Cut(NameOf(typed)), [ZoneField] = Cut(typed[ZoneField]) });
        var drawn = Fields(initiative, t).Draw(shown, faults ?? new Dictionary<string, string>(), SizeLadder.Forms[0]);
        body.AddRange(drawn.Body.Select((e, i) => i == 0 ? e with { Separator = true } : e));
        return new AdaptiveCard
        {
            FallbackText = t.PartnersCount(present.Length),
            Body = body,
            Actions =
            [
                new Execute(AddVerb, drawn.With((Conversation.InitiativeField, initiative.Id))) { Title = t.PartnersAdd, Style = ActionStyle.Positive },
                Invite(t.PartnersInviteBackbone, initiative.Id, BackboneInvite),
                Invite(t.PartnersInviteObserver, initiative.Id, ObserverInvite),
                .. MailInviteCard.Button(initiative, culture, mailIsOn) is { } byMail ? new CardAction[] { byMail } : [],
                InvitesCard.Button(initiative, null, culture),
            ],
        };

        static string Cut(string text) => text.Length > LongestShown ? text[..LongestShown] : text;
    }

    private static Execute Invite(string title, InitiativeId initiative, string whom) => Conversation.PressButton(InviteVerb, title, initiative, (PartnerField, whom));

    private static string Reach(Member member, Texts t) => member.WhyNot is { } why ? t.NotReachable(member.Name, Reasons.InWords(why, t.Culture)) : member.Name;
}
