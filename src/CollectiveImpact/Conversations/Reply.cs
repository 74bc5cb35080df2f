using CollectiveImpact.Cards;

namespace CollectiveImpact.Conversations;

/// <summary>Everything that can come of a turn.</summary>
public abstract record Reply
{
    /// <summary>A sentence. After a press it is shown beside the card, which stays as it is.</summary>
    public static Reply Says(string text) => new Words(text);

    /// <summary>A card. After a press it takes the place of the pressed one, for good.</summary>
    public static Reply Shows(AdaptiveCard card) => new NewCard(card);

    /// <summary>The same form again, with what was wrong at its field and everything kept that was typed; only its sender sees it.</summary>
    public static Reply AsksAgain(AdaptiveCard form) => new SameForm(form);

    public sealed record Words(string Text) : Reply;

    public sealed record NewCard(AdaptiveCard Card) : Reply;

    public sealed record SameForm(AdaptiveCard Card) : Reply;
}

/// <summary>Answers a turn of a member of an initiative.</summary>
public interface IMemberListener
{
    Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel);
}

/// <summary>Answers a turn of anyone, in an initiative or not.</summary>
public interface IListener
{
    Task<Reply> Answer(Turn turn, CancellationToken cancel);
}
