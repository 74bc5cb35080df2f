using System.Net;
using System.Text.RegularExpressions;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Digests;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;
using Period = CollectiveImpact.Time.Period;
using SpokenIn = DocumentFormat.OpenXml.Wordprocessing.Languages;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>A report for a board and funders: on a page, and as a document.</summary>
public sealed partial class ReportTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Hostile = "<script>alert(1)</script> & \"<b>\" _x0041_ ]]> {{DATE()}}";

    // As it may have come from elsewhere: what XML has no place for, and what turns the rest around.
    private const string Broken = "Reading\u0001 out\u000bdoors \ufffe\u202e \ud83d\ude00 مرحبا";

    private const string Quarter = "?time=this-quarter";

    private InitiativeId? _id;

    [Fact]
    public async Task It_says_the_same_to_every_member_and_no_more_than_all_may_read()
    {
        var people = await Told();
        var (pages, documents) = (new List<string>(), new List<string>());
        foreach (var person in people)
        {
            using var visitor = await Visitor.Of(person, World.Address);
            var page = await visitor.Opens(At("report") + Quarter);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(person == people[0], page.Says(En.Web.HealthStaysHere));
            Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
            pages.Add(Article().Match(page.Html).Value);
            var (name, content) = await visitor.Fetches(At("report.docx") + Quarter);
            Assert.Equal($"riverside-reads-{En.Reports.Report}-2026-10-01-2026-12-31.docx", name);
            documents.Add(TextOf(content));
        }

        Assert.Single(pages.Distinct());
        Assert.Single(documents.Distinct());
        foreach (var read in new[] { WebUtility.HtmlDecode(Tag().Replace(pages[0], "\n")), documents[0] })
        {
            string[] told =
            [
                En.Reports.ReportOn(En.Time.PeriodQuarter(4, "2026")), En.Reports.Covers("1 October 2026", "31 December 2026"), En.Reports.NotOver, En.Reports.ForAll, "Every child reads", En.Reports.AtAGlance,
                // The last whole number, and not what is still coming in.
                "130 children", En.Reports.Unfinished(En.Time.PeriodWeek(47, "2026"), "20 children", En.Indicators.FromPartners(1, 6))[1..],
                En.Reports.Was("90 children", En.Time.PeriodWeek(39, "2026"), En.Indicators.FromPartners(6, 6)), En.Reports.DontCompareCountedAnew,
                En.Reports.CountedAnewFrom(En.Time.PeriodWeek(44, "2026")), "Only whole hours count now", Hostile,
                En.Reports.CountedDifferently, En.Digests.Breakdown("Age", $"Under 6 {En.Digests.TooFewToShow} · 6 to 9 {En.Digests.TooFewToShow} · Over 9 96"),
                En.Reports.SomeKeptBack, "😀 مرحبا", "The bus broke down", En.CheckIns.OneOfUs, "Eastside School",
                "Meet on Tuesdays", "Reading club · East end", En.Activities.Gap, En.Reports.ReadUnranked,
            ];
            Assert.All(told, words => Assert.Contains(words, read, StringComparison.Ordinal));
            string[] kept =
            [
                "Secret number", "7 families", "For the board alone", "A quiet wish", "Nobody came", "Left out of the digest", "Of last summer", "Sam", "Decided in summer",
            ];
            Assert.All(kept, words => Assert.DoesNotContain(words, read, StringComparison.Ordinal));
        }

        Assert.Contains("Reading out\ndoors", documents[0], StringComparison.Ordinal);
        // Taking the document away is kept as of every file.
        Assert.Contains(En.Reports.Report + "-2026-10-01", (await people[0].Asks("audit")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task The_document_is_valid_and_can_be_read_by_everybody_in_every_language()
    {
        var carmen = (await Told())[0];
        foreach (var locale in new[] { "en-GB", "es-MX", "fr-FR", "pt-BR", "de-DE", "ar-EG" })
        {
            carmen.Locale = locale;
            using var visitor = await Visitor.Of(carmen, World.Address);
            var t = new Reports.Texts(System.Globalization.CultureInfo.GetCultureInfo(locale));
            var (name, content) = await visitor.Fetches(At("report.docx") + Quarter);
            Assert.Contains($"-{t.Report}-2026", name, StringComparison.Ordinal);
            using var word = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);
            Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(word, TestContext.Current.CancellationToken).Select(e => $"{locale}, {e.Path?.XPath}: {e.Description}"));

            var (main, isArabic) = (word.MainDocumentPart!, locale == "ar-EG");
            var body = main.Document!.Body!;
            Assert.Equal(body.Elements<Paragraph>().First().InnerText, word.PackageProperties.Title);
            Assert.Equal(locale, word.PackageProperties.Language);
            var spoken = main.StyleDefinitionsPart!.Styles!.DocDefaults!.Descendants<SpokenIn>().Single();
            Assert.Equal(locale, isArabic ? spoken.Bidi?.Value : spoken.Val?.Value);
            Assert.Equal(isArabic, body.GetFirstChild<SectionProperties>()!.GetFirstChild<BiDi>() is not null);
            var tables = body.Elements<Table>().ToArray();
            Assert.True(tables.Length >= 3);
            Assert.All(tables, table =>
            {
                Assert.NotNull(table.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>());
                Assert.Equal(isArabic, table.GetFirstChild<TableProperties>()!.GetFirstChild<BiDiVisual>() is not null);
                Assert.NotEmpty(table.GetFirstChild<TableProperties>()!.GetFirstChild<TableCaption>()!.Val!.Value!);
            });
            var title = body.Elements<Paragraph>().First();
            Assert.Equal(isArabic, title.ParagraphProperties!.GetFirstChild<BiDi>() is not null);
            Assert.Equal(isArabic, title.Descendants<RightToLeftText>().Any());
            // Each heading is one below the one before, or above it.
            int[] levels = [.. body.Elements<Paragraph>().Select(p => p.ParagraphProperties?.ParagraphStyleId?.Val?.Value).OfType<string>().Where(s => s.StartsWith("Heading", StringComparison.Ordinal)).Select(s => s[^1] - '0')];
            Assert.Equal(1, levels[0]);
            Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.InRange(pair.Second, 2, pair.First + 1));
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task A_day_that_is_none_is_told_at_its_field_and_what_was_typed_stays()
    {
        var (carmen, _) = await Riverside();
        using var visitor = await Visitor.Of(carmen, World.Address);
        foreach (var (asked, field, fault) in new[]
        {
            ("", "from", En.Web.DayMissing),
            ("&from=2026-13-01&to=2026-11-20", "from", En.Web.NoSuchDay("2026-11-25")),
            ("&from=2026-11-20&to=2026-11-19", "to", En.Web.ToBeforeFrom),
            ("&from=2026-11-26&to=2026-11-27", "from", En.Web.DayToCome),
            ("&from=2023-11-20&to=2026-11-20", "to", En.Web.TimeTooLong(3)),
            ($"&from={Uri.EscapeDataString(Hostile)}&to=2026-11-20", "from", En.Web.NoSuchDay("2026-11-25")),
        })
        {
            foreach (var page in new[] { await visitor.Opens($"{At("report")}?time=dates{asked}"), await visitor.Presses($"{At("report.docx")}?time=dates{asked}") })
            {
                Assert.Equal(HttpStatusCode.OK, page.Status);
                Assert.True(page.Says($"id=\"{field}-fault\">{fault}"), page.Html);
                Assert.Contains($"aria-describedby=\"{field}-fault\"", page.Html, StringComparison.Ordinal);
                Assert.All(asked.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(a => Uri.UnescapeDataString(a.Split('=')[1])), typed => Assert.True(page.Says($"value=\"{typed[..Math.Min(40, typed.Length)]}\""), page.Html));
                Assert.DoesNotContain("<article", page.Html, StringComparison.Ordinal);
                Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
            }
        }

        Assert.True((await visitor.Opens(At("report") + "?time=dates&from=2026-11-02&to=2026-11-20")).Says(En.Reports.ReportOn(En.Reports.FromTo("2 November 2026", "20 November 2026"))));
        Assert.True((await visitor.Opens(At("report") + "?time=yesterday%27s&from=x")).Says(En.Reports.ReportOn(En.Reports.FromTo("26 November 2025", "25 November 2026"))));
        NothingWentWrong();
    }

    [Fact]
    public async Task Where_there_is_nothing_to_tell_it_says_so_and_what_is_open_is_told_as_such()
    {
        var (carmen, rui) = await Riverside();
        var sam = Teams.Person("Sam", "school");
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        string[] nothing = [En.Reports.NoNumbers, En.Reports.NoGoals, En.Reports.NoLessons, En.Reports.NoDecisions, En.Reports.NoWork];
        await Says("last-year", nothing);
        using (var visitor = await Visitor.Of(rui, World.Address))
        {
            var document = TextOf((await visitor.Fetches(At("report.docx") + "?time=last-year")).Content);
            Assert.All(nothing, words => Assert.Contains(words, document, StringComparison.Ordinal));
        }

        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "40");
        await Submits(await sam.Receives(), "30");
        await Closes(carmen, rui);
        await World.ItIs(World.Start + Duration.FromDays(7));
        await carmen.OpensCheckIn();
        await Submits(await rui.Receives(), "44");
        await World.AllIsSent();

        // In November both, in December one so far.
        var (whole, part) = (En.Indicators.FromPartners(2, 2), En.Indicators.FromPartners(1, 2));
        await Says("this-quarter", [En.Reports.StillOpen(1), "70", En.Reports.Stood(En.Time.PeriodWeek(48, "2026"), whole)[1..], En.Reports.NothingBefore]);
        await Closes(carmen, rui);
        World.Clock.MoveTo(Instant.FromUtc(2026, 12, 7, 9, 0));
        await Says("dates&from=2026-12-01&to=2026-12-06", [En.Reports.Was("70", En.Time.PeriodWeek(48, "2026"), whole), En.Reports.DontCompare, En.Reports.AtTheSamePartners(1, "40", "44"), En.Reports.NotWhole, part]);
        await Says("dates&from=2020-01-01&to=2020-12-31", nothing);
        NothingWentWrong();

        async Task Says(string time, string[] words)
        {
            // Weeks pass, and no session lasts so long.
            using var visitor = await Visitor.Of(rui, World.Address);
            var read = WebUtility.HtmlDecode((await visitor.Opens($"{At("report")}?time={time}")).Html);
            Assert.All(words, w => Assert.Contains(w, read, StringComparison.Ordinal));
        }
    }

    /// <summary>An initiative with a quarter to tell of, and one of each role in it: the backbone, two reporters, an observer.</summary>
    private async Task<Person[]> Told()
    {
        var (carmen, rui) = await Riverside("Secret number");
        var (sam, olga) = (Teams.Person("Sam", "school"), Teams.Person("Olga", "foundation"));
        await sam.Joins(await carmen.AddsPartner("Eastside School"));
        await olga.Joins(await carmen.InvitesObserver());
        var services = World.Services;
        var grains = services.GetRequiredService<IGrainFactory>();
        var indicators = grains.GetGrain<IIndicatorsGrain>(Id());
        await indicators.Save((await indicators.All())[0] with { Sharing = Sharing.Steering });
        var children = new Indicator("children", "Children in sessions", "children", IndicatorKind.Number, GoodDirection.Up, RollUp.Sum, 200, [], 1, Retired: false)
        {
            Definition = Hostile,
            Breakdown = new("Age", [new("a", "Under 6"), new("b", "6 to 9"), new("c", "Over 9")], Sharing.Partners),
        };
        await indicators.Save(children);
        await indicators.Save(children with { WhatChanged = "Only whole hours count now" }, Edit.Meaning);
        await indicators.Save(children with { Id = "families", Question = "Families met", Unit = "families", Definition = "", Breakdown = null, PartnerSharing = Sharing.Backbone });
        var parts = new Dictionary<string, decimal> { ["a"] = 3, ["b"] = 31, ["c"] = 96 };
        await services.GetRequiredService<IHistoryStore>().Write(
            Id(),
            new HistoryPart(
                [],
                [],
                [
                    new("children", Week(39), 90, 6, 6), new("children", Week(40), 95, 6, 6), new("children", Week(43), 99, 6, 6),
                    new("children", Week(44), 120, 6, 6) { Version = 2 }, new("children", Week(46), 130, 6, 6) { Version = 2, Parts = parts, PartsCover = 6 }, new("children", Week(47), 20, 1, 6) { Version = 2 },
                    new("families", Week(46), 7, 2, 6), new((await indicators.All())[0].Id, Week(46), 4_711, 6, 6),
                ],
                IsLate: false),
            CancellationToken.None);

        await Learned(46, "City Library", answered: 6, new(LessonKind.Worked, Broken, null, Attribution.Partner), new(LessonKind.DidNot, "The bus broke down", null, Attribution.Nobody), new(LessonKind.Needed, "A quiet wish", Sharing.Backbone, Attribution.Partner));
        await Learned(46, "Eastside School", answered: 6, new(LessonKind.Worked, "Eastside reads aloud", null, Attribution.Named), new(LessonKind.WouldChange, "For the board alone", Sharing.Steering, Attribution.Partner), new(LessonKind.DidNot, "Left out of the digest", null, Attribution.Partner));
        await Learned(45, "City Library", answered: 4, new Lesson(LessonKind.DidNot, "Nobody came", null, Attribution.Nobody));
        await Learned(30, "City Library", answered: 6, new Lesson(LessonKind.Worked, "Of last summer", null, Attribution.Partner));
        await services.GetRequiredService<IDigestStore>().Save(
            Id(), new DigestWords(Round(46)) { WithoutLessons = [DigestWords.KeyOf(new Lesson(LessonKind.DidNot, "Left out of the digest", null, Attribution.Partner))] }, before: null, CancellationToken.None);

        var agenda = services.GetRequiredService<IAgendaStore>();
        await agenda.Save(Id(), new Decided(Codes.NewId(), "Meet on Tuesdays", "Carmen", World.Start - Duration.FromDays(9), ["City Library"]), CancellationToken.None);
        await agenda.Save(Id(), new Decided(Codes.NewId(), "Decided in summer", "Carmen", World.Start - Duration.FromDays(120), []), CancellationToken.None);
        var form = await (await carmen.Asks("agenda")).Press(En.Agenda.EditAgenda);
        await form.Fill(En.Agenda.GoalsByLine, "Every child reads\nNobody is hungry").Press(En.Agenda.SaveDraft);
        var putForward = await (await (await carmen.Asks("agenda")).Press(En.Agenda.ReadDraft)).Press(En.Agenda.PutItForward);
        await (await putForward.Press(En.Agenda.BringIntoForce)).Press(En.Agenda.BringIntoForce);
        var goal = (await grains.GetGrain<IAgendaGrain>(Id()).Get()).InForce.Goals[0].Id;
        await grains.GetGrain<IActivitiesGrain>(Id()).Save(new SharedActivity(Codes.NewId(), await IdOf("City Library"), "Reading club", [goal], "East end", World.Start));
        return [carmen, rui, sam, olga];
    }

    private async Task Learned(int week, string partner, int answered, params Lesson[] lessons) => await World.Services.GetRequiredService<ILearningStore>().Write(
        Id(), [new PastLearning(Round(week), Week(week), Week(week).LastDay, await IdOf(partner), new Learning(lessons, Sharing.Partners) { By = "Sam" }, answered)], CancellationToken.None);

    private async Task<PartnerId> IdOf(string partner) => (await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IInitiativeGrain>(Id()).Get())!.Partners.Single(p => p.Name == partner).Id;

    private static Period Week(int number) => new($"2026-W{number}");

    private static RoundId Round(int week) => new($"{Week(week)}.check-in");

    /// <summary>All that a document says, a line a paragraph.</summary>
    private static string TextOf(byte[] content)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);
        return string.Join('\n', word.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(p => string.Concat(p.Descendants().Select(d => d switch { Text text => text.Text, Break => "\n", _ => "" }))));
    }

    /// <summary>The one that there is.</summary>
    private InitiativeId Id() => _id ??= World.Services.GetRequiredService<IInitiativeStore>().ListAll(CancellationToken.None).GetAwaiter().GetResult().Single();

    private string At(string page) => $"/i/{Id()}/{page}";

    [GeneratedRegex("<article class=\"report\">.*</article>", RegexOptions.Singleline, 1000)]
    private static partial Regex Article();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();
}
