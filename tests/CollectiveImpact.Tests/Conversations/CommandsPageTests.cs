using System.Globalization;
using System.Text;
using CollectiveImpact.Conversations;
using CollectiveImpact.Localization;
using CollectiveImpact.Testing;

namespace CollectiveImpact.Tests.Conversations;

/// <summary>The page about what people say is what the doors say.</summary>
public sealed class CommandsPageTests
{
    [Fact]
    public async Task The_page_about_what_people_say_says_what_the_doors_say()
    {
        var page = RepositoryRoot.PathOf("docs", "guides", "commands.md");
        var drawn = Page(PhraseMeaningTests.Product());
        if (Environment.GetEnvironmentVariable("WRITE_COMMANDS") == "1")
        {
            await File.WriteAllTextAsync(page, drawn, TestContext.Current.CancellationToken);
        }

        Assert.Equal(drawn, (await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"));
    }

    private static string Page(Listeners doors)
    {
        var page = new StringBuilder("""
            # What people say

            In a personal chat, or after @mentioning the bot in a channel or group chat. Case, punctuation around it and "please" don't matter, and a hyphen is as good as a space. In braces stand words of one's own. Phrases of every language that the bot knows are heard, a person's own language first.

            `help` shows what one can do, as buttons.

            Made from the doors and each subject's `Spoken.resx` by `CommandsPageTests`. After a change: `WRITE_COMMANDS=1 dotnet test --project tests/CollectiveImpact.Tests --filter-class "*CommandsPageTests"`.

            """.ReplaceLineEndings("\n"));
        foreach (var who in Enum.GetValues<Audience>())
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Title(who)}\n| say | what happens | or say |\n|---|---|---|\n");
            foreach (var door in doors.Said.Where(d => d.Who == who).OrderBy(d => d.Command.Id, StringComparer.Ordinal))
            {
                var main = InWords(door.Command.Phrases[0].Pattern);
                var others = door.Command.Phrases.GroupBy(p => p.Language, p => InWords(p.Pattern)).Select(l => (l.Key == Command.English ? "" : l.Key + ": ") + string.Join(", ", l.Except([main])));
                page.Append(CultureInfo.InvariantCulture, $"| {main} | {door.Command.Does} | {string.Join("<br>", others)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Title(Audience who) => who switch
    {
        Audience.Anyone => "Anyone",
        Audience.Visitors => "Members, and whoever stands in a home channel",
        Audience.Members => "Members",
        Audience.Reporters => "Reporters",
        _ => "Backbone",
    };

    private static string InWords(PhrasePattern pattern) => $"`{pattern.Text.Replace("*", "", StringComparison.Ordinal)}`";
}
