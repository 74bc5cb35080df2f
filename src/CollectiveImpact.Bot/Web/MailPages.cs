using System.Globalization;
using CollectiveImpact.Bot.Web.About;
using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Mail;
using CollectiveImpact.Pages;
using CollectiveImpact.People;
using CollectiveImpact.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CollectiveImpact.Bot.Web;

/// <summary>The way in for people without Teams: the link in a mail, a code with an address, and another link for whoever has lost theirs.</summary>
/// <remarks>
/// Opening an address does nothing but show: what only looks at links, as mail filters do, opens none. A browser in which the same person
/// has pressed before is no filter: there it leads on at once.
/// </remarks>
internal static class MailPages
{
    public const string MyPlace = "/me";

    private const string AddressField = "address";
    private const string NameField = "name";
    private const string CodeField = "code";
    private const string StaysField = "stays";
    private const int LongestName = 80;
    private const string BrowserCookie = "ci-browser";
    private const string PersonCookie = "ci-person";
    private const string LinksPlace = "/" + MailLinks.Place;

    // As long as browsers keep a cookie at most.
    private static readonly TimeSpan s_browserIsKnown = TimeSpan.FromDays(400);

    public static void Map(WebApplication app)
    {
        var links = Group(LinksPlace + "/{code}");
        links.MapGet("", Show);
        links.MapPost("", Follow);
        links.MapGet("/stop", ShowStop);
        links.MapPost("/stop", Stop);
        links.Map("/{**rest}", (HttpRequest request) => Over(PageLanguage.TextsFor(request)));

        var mine = Group(MyPlace);
        mine.MapGet("", (HttpRequest request, Deliveries.MailChannel mail) => mail.IsOn ? AskAddress(PageLanguage.TextsFor(request), "", null) : Off(request));
        mine.MapPost("", SendLink);

        var join = Group("/" + InviteLetter.JoinPlace + "/{code?}");
        join.MapGet("", (HttpRequest request, string? code, Deliveries.MailChannel mail) => mail.IsOn ? AskToJoin(PageLanguage.TextsFor(request), code ?? "", "", "", []) : Off(request));
        join.MapPost("", Join);

        RouteGroupBuilder Group(string address) => app.MapGroup(address).AddEndpointFilter<RouteGroupBuilder, PageErrors>().AddEndpointFilter(Door.FromOurPagesOnly);
    }

    /// <summary>Below an initiative's pages: a card that came by mail, with its buttons.</summary>
    public static void Map(RouteGroupBuilder pages) => pages.MapGet($"/{MailLinks.CardPlace}/{{name}}", ShowCard);

    private static async Task<IResult> Show(string code, HttpContext context, MailLinks links, CancellationToken cancel) =>
        await links.Look(code, BrowserOf(context.Request), cancel) switch
        {
            MailVisit.Invited invited => AskWhetherToJoin(invited, context.Request),
            MailVisit.Opens { Link.Mailbox: null } opens when HasPressedBefore(context.Request, opens.Link.Person) is { } stays => await Open(opens, context, stays, opens.Link.Place, cancel),
            MailVisit.Opens opens => AskToOpen(opens),
            MailVisit.Elsewhere elsewhere => AskForAnother(elsewhere),
            _ => Over(PageLanguage.TextsFor(context.Request)),
        };

    private static async Task<IResult> Follow(string code, HttpContext context, MailLinks links, AnswerByMail answers, MyPage mine, IGrainFactory grains, CancellationToken cancel)
    {
        var request = context.Request;
        var form = await Door.Typed(request, cancel);
        switch (await links.Look(code, BrowserOf(request), cancel))
        {
            case MailVisit.Invited invited:
                var culture = PageLanguage.TextsFor(request, invited.Initiative).Culture;
                if (form["step"] == "decline")
                {
                    await answers.Decline(invited, culture, cancel);
                    return Door.Notice(culture, new Texts(culture).Declined, new Texts(culture).DeclinedMeans);
                }

                await answers.Accept(invited, culture, cancel);
                // From here on they are a member, and the link is theirs to open.
                return await links.Look(code, BrowserOf(request), cancel) is MailVisit.Opens joined
                    ? await Open(joined, context, form[StaysField] == "true", $"{await FirstPage(joined.Here, grains)}?{DeskPages.IsNew}", cancel)
                    : Over(PageLanguage.TextsFor(request));
            case MailVisit.Opens opens:
                return await Open(opens, context, form[StaysField] == "true", opens.Link.Place, cancel);
            case MailVisit.Elsewhere elsewhere:
                await mine.SendAnother(elsewhere.Link, cancel);
                return IsOnItsWay(TextsOf(elsewhere.Person, elsewhere.Here.Initiative), null);
            default:
                return Over(PageLanguage.TextsFor(request));
        }
    }

    // What is asked now, or else what can be done: an answer that a colleague gave some time ago is no beginning.
    private static async Task<string> FirstPage(Here here, IGrainFactory grains) =>
        here.Partner is not null && (await grains.GetGrain<IClockGrain>(here.Initiative.Id).Get()).Running.Count > 0 ? "desk/check-in" : "desk";

    private static async Task<IResult> Open(MailVisit.Opens visit, HttpContext context, bool stays, string place, CancellationToken cancel)
    {
        var (services, request) = (context.RequestServices, context.Request);
        if (visit.Link.Mailbox is { } mailbox)
        {
            var isTheirs = await services.GetRequiredService<OwnMailbox>().Confirm(visit.Link, mailbox, cancel);
            var t = TextsOf(visit.Person, visit.Here.Initiative);
            return isTheirs
                ? Door.Notice(t.Culture, t.MailboxIsYours(mailbox), "")
                : Door.Notice(t.Culture, t.MailboxIsTaken, t.MailboxIsTakenMeans(OwnMailbox.ThisIsMeToo(t.Culture)), StatusCodes.Status409Conflict);
        }

        var browser = BrowserOf(request) ?? MailLinks.NewBrowser();
        var device = Device.Of(request.Headers.UserAgent.ToString());
        if (await services.GetRequiredService<MailLinks>().Open(visit, browser, stays, PageLanguage.Told(request), device, cancel) is not { } opened)
        {
            return AskForAnother(new MailVisit.Elsewhere(visit.Link, visit.Here, visit.Person));
        }

        var initiative = visit.Here.Initiative.Id;
        context.Response.Cookies.Append(BrowserCookie, browser, Door.Kept(request, LinksPlace, s_browserIsKnown));
        context.Response.Cookies.Append(PersonCookie, MarkOf(visit.Link.Person, stays), Door.Kept(request, LinksPlace, s_browserIsKnown));
        context.Response.Cookies.Append(Door.CookieOf(initiative), opened.Code, Door.Kept(request, PagePaths.Overview(initiative), (stays ? MailLinks.StaysSignedIn : Session.Lifetime).ToTimeSpan()));
        var page = visit.Link.Card is not null ? $"{MailLinks.CardPlace}/{MailCode.NameOf(visit.Link)}" : place;
        return Door.Draw(Results.LocalRedirect($"{PagePaths.Overview(initiative)}/{page}".TrimEnd('/')));
    }

    private static async Task<IResult> ShowCard(Visit visit, string name, MailLinks links, CancellationToken cancel) =>
        await links.CardOf(visit.Reader, name, cancel) is { Card: { } card } && Cards.CardJson.Read(card) is { } sent
            ? visit.Shows<DeskPage>((nameof(DeskPage.Card), visit.Draws(sent)), (nameof(DeskPage.Said), ""), (nameof(DeskPage.Apart), ""), (nameof(DeskPage.Address), PagePaths.Desk(visit.Initiative.Id)))
            : visit.NothingHere();

    private static async Task<IResult> ShowStop(string code, HttpRequest request, MailLinks links, OwnMailbox mailbox, CancellationToken cancel)
    {
        var t = PageLanguage.TextsFor(request);
        return await links.Find(code, cancel) is not { } link ? Over(t)
            : await mailbox.IsStopped(link) ? Stopped(t)
            : Ask(t, t.StopMailAsk, [t.StopMailMeans], [("all", t.StopMailYes), ("digests", t.StopDigests)]);
    }

    private static IResult Stopped(Texts t) => Ask(t, t.MailStopped, [t.MailStoppedMeans], [("again", t.MailAgain)]);

    // What a mail program's own button sends has no step: it means all.
    private static async Task<IResult> Stop(string code, HttpRequest request, MailLinks links, OwnMailbox mailbox, CancellationToken cancel)
    {
        var t = PageLanguage.TextsFor(request);
        if (await links.Find(code, cancel) is not { } link)
        {
            return Over(t);
        }

        switch ((await Door.Typed(request, cancel))["step"].ToString())
        {
            case "digests":
                await mailbox.Digests(link, wants: false);
                return Ask(t, t.DigestsStopped, [t.CheckInsStillCome], [("digests-again", t.DigestsAgain), ("all", t.StopMailYes)]);
            case "digests-again":
                await mailbox.Digests(link, wants: true);
                return Door.Notice(t.Culture, t.DigestsAreBack, "");
            case "again":
                await mailbox.Again(link);
                return Door.Notice(t.Culture, t.MailIsBack, "");
            default:
                await mailbox.Stop(link);
                return Stopped(t);
        }
    }

    private static async Task<IResult> SendLink(HttpRequest request, MyPage mine, Deliveries.MailChannel mail, CancellationToken cancel)
    {
        var t = PageLanguage.TextsFor(request);
        var typed = (await Door.Typed(request, cancel))[AddressField].ToString();
        if (!mail.IsOn)
        {
            return Off(request);
        }

        if (Mailboxes.Read(typed) is not { } address)
        {
            return AskAddress(t, typed, t.MailAddressNotRead);
        }

        await mine.Send(address, cancel);
        return IsOnItsWay(t, MyPlace);
    }

    private static async Task<IResult> Join(HttpRequest request, MyPage mine, Deliveries.MailChannel mail, CancellationToken cancel)
    {
        if (!mail.IsOn)
        {
            return Off(request);
        }

        var (t, form) = (PageLanguage.TextsFor(request), await Door.Typed(request, cancel));
        var (code, name, typed) = (form[CodeField].ToString(), form[NameField].ToString().Trim(), form[AddressField].ToString());
        var faults = new Dictionary<string, string>();
        if (name.Length is 0 or > LongestName)
        {
            faults[NameField] = t.YourNameMissing;
        }

        if (Mailboxes.Read(typed) is not { } address)
        {
            faults[AddressField] = t.MailAddressNotRead;
        }
        else if (faults.Count == 0 && await mine.Invite(code, name, address, t.Culture.Name, cancel))
        {
            return Draw(new(t.Culture, t.LookInYourMail, [t.InviteIsOnItsWay(address)], []) { Links = [($"/{InviteLetter.JoinPlace}/{Uri.EscapeDataString(code)}", t.OtherAddress)] });
        }
        else if (faults.Count == 0)
        {
            faults[CodeField] = t.CodeOpensNothing;
        }

        return AskToJoin(t, code, name, typed, faults);
    }

    private static IResult AskWhetherToJoin(MailVisit.Invited invited, HttpRequest request)
    {
        var t = PageLanguage.TextsFor(request, invited.Initiative);
        var (yes, no) = InvitationCard.Buttons(t.Culture);
        return Draw(new(
            t.Culture, invited.Initiative.Name, [t.MailLinkIsFor(invited.Person.Name)], [("join", yes), ("decline", no)])
        {
            About = InvitationPost.Draw(invited.Initiative, invited.Invite, invited.Person.Contact, t.Culture),
            Box = (StaysField, t.StaySignedIn),
            Links = [(AboutPages.Privacy, t.BeforeYouJoin)],
        });
    }

    private static IResult AskToOpen(MailVisit.Opens visit)
    {
        var t = TextsOf(visit.Person, visit.Here.Initiative);
        return Draw(new(t.Culture, visit.Here.Initiative.Name, [t.MailLinkIsFor(visit.Here.Member.Name)], [("open", t.ContinueAs(visit.Here.Member.Name))]) { Box = visit.Link.Mailbox is null ? (StaysField, t.StaySignedIn) : null });
    }

    // Whose mailbox it is, only they can tell from this.
    private static IResult AskForAnother(MailVisit.Elsewhere visit)
    {
        var t = TextsOf(visit.Person, visit.Here.Initiative);
        return Ask(t, t.MailLinkElsewhere, [t.MailLinkElsewhereMeans(Mailboxes.Hidden(visit.Person.Mailbox ?? ""))], [("send", t.SendNewLink)]);
    }

    private static IResult AskAddress(Texts t, string typed, string? fault) => Draw(new(t.Culture, t.MyPage, [t.MyPageMeans], [("send", t.SendNewLink)]) { Fields = [Address(t, typed, fault)] });

    private static IResult AskToJoin(Texts t, string code, string name, string address, Dictionary<string, string> faults) => Draw(new(t.Culture, t.JoinByMail, [t.JoinByMailMeans], [("send", t.SendLink)])
    {
        Fields =
        [
            new(CodeField, t.InviteCode, "text", "off", 60, code, faults.GetValueOrDefault(CodeField)),
            new(NameField, t.YourName, "text", "name", LongestName, name, faults.GetValueOrDefault(NameField)),
            Address(t, address, faults.GetValueOrDefault(AddressField)),
        ],
        Links = [(AboutPages.Privacy, t.BeforeYouJoin)],
    });

    private static AskedField Address(Texts t, string typed, string? fault) => new(AddressField, t.MailAddress, "email", "email", Mailboxes.Longest, typed, fault);

    private static IResult Ask(Texts t, string title, IReadOnlyList<string> words, IReadOnlyList<(string, string)> answers) => Draw(new(t.Culture, title, words, answers));

    /// <param name="again">Where the address was typed; null where it wasn't.</param>
    private static IResult IsOnItsWay(Texts t, string? again) => Draw(new(t.Culture, t.LookInYourMail, [t.LinkIsOnItsWay], []) { Links = again is null ? [] : [(again, t.OtherAddress)] });

    private static IResult Off(HttpRequest request)
    {
        var t = PageLanguage.TextsFor(request);
        return Door.Notice(t.Culture, t.NothingHere, t.MailIsOff, StatusCodes.Status404NotFound);
    }

    private static IResult Over(Texts t) => Door.Draw(new RazorComponentResult<AskPage>(new AskedPage(t.Culture, t.LinkOver, [t.MailLinkOver], []) { Links = [(MyPlace, t.SendNewLink)] }.Parameters) { StatusCode = StatusCodes.Status410Gone });

    private static IResult Draw(AskedPage page) => Door.Draw(new RazorComponentResult<AskPage>(page.Parameters));

    private static Texts TextsOf(KnownPerson person, Initiative initiative) => new(Languages.CultureOf(person.Culture, initiative.Language));

    // It lets nobody in: the link does. A browser that only fetches what might be opened says so.
    private static bool? HasPressedBefore(HttpRequest request, PersonKey person) =>
        request.Headers.ContainsKey("Sec-Purpose") ? null
        : request.Cookies[PersonCookie] is not { } mark ? null
        : mark == MarkOf(person, stays: true) ? true
        : mark == MarkOf(person, stays: false) ? false
        : null;

    private static string MarkOf(PersonKey person, bool stays) => MailLink.KeyOf($"{person}{(stays ? " stays" : "")}")[..32];

    private static string? BrowserOf(HttpRequest request) => request.Cookies[BrowserCookie] is { Length: 64 } browser ? browser : null;

    /// <summary>What an <see cref="AskPage"/> shows.</summary>
    private sealed record AskedPage(CultureInfo Culture, string Title, IReadOnlyList<string> Words, IReadOnlyList<(string Answer, string Title)> Answers)
    {
        public Cards.AdaptiveCard? About { get; init; }

        public IReadOnlyList<AskedField> Fields { get; init; } = [];

        public (string Name, string Label)? Box { get; init; }

        public IReadOnlyList<(string Address, string Name)> Links { get; init; } = [];

        public Dictionary<string, object?> Parameters => new()
        {
            [nameof(AskPage.Culture)] = Culture,
            [nameof(AskPage.Title)] = Title,
            [nameof(AskPage.Words)] = Words,
            [nameof(AskPage.About)] = About,
            [nameof(AskPage.Fields)] = Fields,
            [nameof(AskPage.Box)] = Box,
            [nameof(AskPage.Answers)] = Answers,
            [nameof(AskPage.Links)] = Links,
        };
    }
}
