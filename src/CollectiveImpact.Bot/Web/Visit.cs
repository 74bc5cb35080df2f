using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace CollectiveImpact.Bot.Web;

/// <summary>Somebody's look at a page: who reads, as the cookie says that a link of the bot or the tab in Teams has set, and when.</summary>
internal sealed class Visit(HttpContext context)
{
    private Reader? _reader;

    /// <exception cref="InvalidOperationException">Nobody was let in.</exception>
    public Reader Reader => _reader ?? throw new InvalidOperationException("Nobody was let in.");

    public Instant At { get; } = context.RequestServices.GetRequiredService<IClock>().GetCurrentInstant();

    /// <summary>The day where the reader is.</summary>
    public LocalDate Today => At.InZone(Reader.Zone).Date;

    public Initiative Initiative => Reader.Here.Initiative;

    public Texts T => new(Reader.Culture);

    // Nothing is read yet: what fails here, no filter sees.
    public static ValueTask<Visit> BindAsync(HttpContext context) => ValueTask.FromResult(new Visit(context));

    /// <summary>Looks up who reads.</summary>
    /// <returns>False when nobody is let in: then there is no page.</returns>
    public async Task<bool> Enter(Sessions sessions)
    {
        if (context.Request.RouteValues["initiative"] is not string id || !Codes.IsId(id))
        {
            return false;
        }

        InitiativeId initiative = new(id);
        if (await By(Door.TabCookieOf(initiative)) is { } inTeams)
        {
            _reader = inTeams;
            TeamsFrame.Allow(context);
        }
        else
        {
            _reader = await By(Door.CookieOf(initiative));
        }

        return _reader is not null;

        async Task<Reader?> By(string cookie) => context.Request.Cookies[cookie] is { } code ? await sessions.Enter(initiative, code, context.RequestAborted) : null;
    }

    /// <summary>A page, with what it shows besides its reader.</summary>
    public IResult Shows<TPage>(params (string Name, object? Value)[] shown)
        where TPage : ReadersPage =>
        Door.Draw(new RazorComponentResult<TPage>(new Dictionary<string, object?>(shown.Select(s => KeyValuePair.Create(s.Name, s.Value)))
        {
            [nameof(ReadersPage.Reader)] = Reader,
            [nameof(ReadersPage.At)] = At,
        }));

    /// <summary>A card of the product as a part of a page.</summary>
    /// <param name="typed">What stands in its fields instead of what it has for them.</param>
    /// <param name="isPart">See <see cref="CardOnPage.IsPart"/>.</param>
    /// <param name="above">See <see cref="CardOnPage.Above"/>.</param>
    /// <param name="isOpen">See <see cref="CardOnPage.IsOpen"/>.</param>
    public CardOnPage Draws(AdaptiveCard card, Form? typed = null, bool isPart = false, int above = 0, bool isOpen = false) =>
        new(card, typed, button => PagePaths.Of(button, Initiative), isOpen) { IsPart = isPart, Above = above };

    /// <summary>That there is no such page, or none that the reader may see: the two are not told apart.</summary>
    public IResult NothingHere() => Door.Notice(Reader.Culture, T.NothingHere, T.PageIsGone, StatusCodes.Status404NotFound, Reader);
}
