namespace CollectiveImpact;

/// <summary>And on its pages, and where Teams itself is spoken to.</summary>
internal static partial class En
{
    public static readonly Bot.Web.Texts Web = new(English);
    public static readonly Bot.Mail.Texts Mail = new(English);
    public static readonly Bot.Web.About.Texts About = new(English);
    public static readonly Bot.Teams.Texts Teams = new(English);
}
