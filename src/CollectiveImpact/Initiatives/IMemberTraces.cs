namespace CollectiveImpact.Initiatives;

/// <summary>Keeps something of members besides the initiative's settings, and lets go of it when they leave.</summary>
public interface IMemberTraces
{
    Task Forget(InitiativeId initiative, PersonKey person, CancellationToken cancel);
}
