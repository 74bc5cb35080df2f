namespace CollectiveImpact;

/// <summary>And on its pages.</summary>
internal static partial class En
{
    public static readonly Bot.Web.Texts Web = new(English);
}
