namespace CollectiveImpact.Bot.Teams;

/// <summary>How long somebody waits for an answer before they are told that it takes longer; what was begun goes on.</summary>
public sealed record TeamsPatience(TimeSpan Longest)
{
    /// <summary>Teams shows its own "unable to reach app" after some 10 to 15 seconds; ours says what to do.</summary>
    public static readonly TeamsPatience Usual = new(TimeSpan.FromSeconds(10));
}
