using System.Globalization;
using CollectiveImpact.Bot.Teams;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Door;

/// <summary>A fault is told in the language of whoever waits for an answer, with what to do next, and without what the fault says.</summary>
public sealed class TeamsErrorsTests
{
    public static TheoryData<Exception, string, string> Faults => new()
    {
        { new StorageUnavailableException(), En.Teams.NotSavedPressed, En.Teams.NotSavedSaid },
        { new InvalidOperationException("In a grain.", new StaleStateException()), En.Teams.NotSavedPressed, En.Teams.NotSavedSaid },
        { new TimeoutException(), En.Teams.TooSlowPressed, En.Teams.TooSlowSaid },
        { new FormatException("Bruno's words"), En.Piece(En.Teams.WentWrongPressed(En.Unknown)), En.Piece(En.Teams.WentWrongSaid(En.Unknown)) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_with_what_to_do_next(Exception fault, string pressed, string said)
    {
        Assert.Contains(pressed, Told(fault, pressed: true, "en-GB"), StringComparison.Ordinal);
        Assert.Contains(said, Told(fault, pressed: false, "en-GB"), StringComparison.Ordinal);
        Assert.DoesNotContain("Bruno", Told(fault, pressed: true, "en-GB"), StringComparison.Ordinal);
        Assert.All([true, false], isPressed => Assert.StartsWith("[", Told(fault, isPressed, PseudoLanguage.Name), StringComparison.Ordinal));
    }

    private static string Told(Exception fault, bool pressed, string language) =>
        Assert.IsType<Reply.Words>(new TeamsErrors(NullLogger<TeamsErrors>.Instance).Explain(fault, pressed, CultureInfo.GetCultureInfo(language))).Text;
}
