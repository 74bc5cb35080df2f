using CollectiveImpact.Templates;

namespace CollectiveImpact.Sample;

/// <summary>What the sample initiative says, as it is written in its file; its numbers are made by arithmetic.</summary>
internal sealed record SampleFile(
    string Name,
    string Vision,
    string Problem,
    string Evidence,
    IReadOnlyList<SampleFile.Organisation> Partners,
    IReadOnlyList<SampleFile.Aim> Goals,
    IReadOnlyList<IndicatorContent> Indicators,
    IReadOnlyList<TermContent> Terms,
    IReadOnlyList<SampleFile.Activity> Activities,
    IReadOnlyList<string> Decisions,
    string Commitment,
    IReadOnlyList<SampleFile.Step> Actions,
    string Concern,
    SampleFile.Notice Ask,
    SampleFile.Notice Offer,
    SampleFile.Circle Group,
    string Skipped,
    IReadOnlyList<string> Books,
    IReadOnlyList<string> Worked,
    IReadOnlyList<string> DidNot,
    IReadOnlyList<string> Needed)
{
    internal sealed record Organisation(string Id, string Name, string Reporter);

    internal sealed record Aim(string Id, string Text, IReadOnlyList<string> Indicators);

    internal sealed record Activity(string Partner, string What, string Goal, string Place = "", string ForWhom = "", string HowMuch = "", string? DependsOn = null);

    internal sealed record Step(string Text, int InDays, string Who = "");

    internal sealed record Notice(string What, string Place = "");

    internal sealed record Circle(string Name, string Purpose);
}
