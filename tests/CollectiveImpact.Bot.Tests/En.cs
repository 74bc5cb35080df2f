using CollectiveImpact.Bot.Pages;

namespace CollectiveImpact;

/// <summary>And on its pages.</summary>
internal static partial class En
{
    public static readonly Texts Pages = new(English);
}
