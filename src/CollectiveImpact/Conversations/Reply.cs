using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Conversations;

/// <summary>Everything that can come of a turn.</summary>
public abstract record Reply
{
    /// <summary>A sentence. After a press it is shown beside the card, which stays as it is.</summary>
    public static Reply Says(string text) => new Words(text);

    /// <summary>A card. After a press it takes the place of the pressed one, for good.</summary>
    public static Reply Shows(AdaptiveCard card) => new NewCard(card);

    /// <summary>
    /// The same, and words in a message of their own, to be copied or forwarded: nothing that is pressed on a card takes them away.
    /// </summary>
    public static Reply Shows(AdaptiveCard card, string apart) => new NewCard(card) { Apart = apart };

    /// <summary>
    /// The same form again, with what was wrong at its field and everything kept that was typed; only its sender sees it. Where it is too
    /// long to be drawn, <see cref="Conversation"/> says instead what was wrong.
    /// </summary>
    public static Reply AsksAgain(AdaptiveCard form) => new SameForm(form);

    /// <summary>
    /// A file, which Teams asks the person to allow; once they have, <see cref="OfferedFile.Verb"/> is pressed with where to put it, and
    /// <see cref="OfferedFile.DeclineVerb"/> when they don't want it.
    /// </summary>
    /// <remarks>In the personal chat only: Teams takes files from bots nowhere else.</remarks>
    public static Reply Offers(OfferedFile file) => new FileOffer(file);

    /// <summary>A file that is in the person's own drive now.</summary>
    public static Reply Gives(GivenFile file) => new FileGift(file);

    /// <summary>A file that comes with the answer, to somebody on a page: no drive has to be asked.</summary>
    /// <remarks>Whoever answers with it closes its content.</remarks>
    public static Reply Hands(HandedFile file) => new FileInHand(file);

    /// <summary>What was found for somebody who is still typing, best first.</summary>
    public static Reply Finds(IReadOnlyList<Finding> findings) => new Findings(findings);

    /// <summary>The reply as whoever reads this language sees it.</summary>
    public Reply In(CultureInfo culture) => this switch
    {
        NewCard shown => shown with { Card = shown.Card.In(culture) },
        SameForm form => new SameForm(form.Card.In(culture)),
        Findings(var found) => new Findings([.. found.Select(f => f with { Card = f.Card.In(culture) })]),
        _ => this,
    };

    public sealed record Words(string Text) : Reply;

    public sealed record NewCard(AdaptiveCard Card) : Reply
    {
        /// <summary>What comes in a message of its own besides; null for nothing.</summary>
        public string? Apart { get; init; }
    }

    public sealed record SameForm(AdaptiveCard Card) : Reply;

    public sealed record FileOffer(OfferedFile File) : Reply;

    public sealed record FileGift(GivenFile File) : Reply;

    public sealed record FileInHand(HandedFile File) : Reply;

    public sealed record Findings(IReadOnlyList<Finding> Found) : Reply;
}

/// <param name="Value">What a form sends when it is chosen.</param>
/// <param name="Card">What a message gets when it is chosen; it can't be pressed there.</param>
public sealed record Finding(string Value, string Title, string Line, AdaptiveCard Card);

/// <param name="Size">In bytes; what comes may differ a little.</param>
/// <param name="Data">What the press brings back.</param>
public sealed record OfferedFile(string Name, string Description, long Size, string Verb, string DeclineVerb, IReadOnlyDictionary<string, string> Data);

/// <param name="Content">Read from where it stands.</param>
public sealed record HandedFile(string Name, string ContentType, Stream Content);

/// <param name="Id">As the drive names it.</param>
/// <param name="Type">As its name ends: "xlsx".</param>
public sealed record GivenFile(string Name, string Url, string Id, string Type);

/// <summary>Where in a person's drive an allowed file goes, as fields of the press that says so.</summary>
public sealed record FilePlace(string Upload, string Url, string Id, string Type)
{
    private const string UploadField = "file.upload";
    private const string UrlField = "file.url";
    private const string IdField = "file.id";
    private const string TypeField = "file.type";

    public static FilePlace Read(Form form) => new(form[UploadField], form[UrlField], form[IdField], form[TypeField]);

    public IReadOnlyDictionary<string, string> Fields => new Dictionary<string, string>
    {
        [UploadField] = Upload,
        [UrlField] = Url,
        [IdField] = Id,
        [TypeField] = Type,
    };
}

/// <summary>Puts a file where a person has allowed it.</summary>
public interface IDrive
{
    /// <summary>Whether an address is in a drive of the cloud that the person writes from. Files go to no other.</summary>
    bool Has(string address, ConversationAddress from);

    /// <exception cref="HttpRequestException">The drive didn't take it, or the address is none of a drive.</exception>
    Task Put(string upload, ConversationAddress from, Stream content, CancellationToken cancel);
}

/// <summary>Answers a turn of a member of an initiative.</summary>
public interface IMemberListener
{
    Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel);
}

/// <summary>Answers a turn of a member for all their initiatives at once, each named.</summary>
public interface IEverywhereListener
{
    /// <param name="everywhere">At least one.</param>
    Task<Reply> Answer(Turn turn, IReadOnlyList<Here> everywhere, CancellationToken cancel);
}

/// <summary>Answers a turn of anyone, in an initiative or not.</summary>
public interface IListener
{
    Task<Reply> Answer(Turn turn, CancellationToken cancel);
}
