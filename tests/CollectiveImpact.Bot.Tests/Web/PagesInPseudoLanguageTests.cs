using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CollectiveImpact.Activities;
using CollectiveImpact.Agenda;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Bot.Web;
using CollectiveImpact.Bot.Web.Components;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Commitments;
using CollectiveImpact.Conversations;
using CollectiveImpact.Files;
using CollectiveImpact.Glossary;
using CollectiveImpact.Health;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Learnings;
using CollectiveImpact.Localization;
using CollectiveImpact.Pages;
using CollectiveImpact.People;
using CollectiveImpact.Reports;
using CollectiveImpact.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Web;

/// <summary>Whoever reads a page in another language reads no English: every page for a browser that asks for the language in brackets, about people who write no Latin letter.</summary>
public sealed partial class PagesInPseudoLanguageTests(Azurite azurite) : StoryTest(azurite)
{
    private const string DataHeading = "Period,Partner,Indicator,Part,Value,Numerator,Denominator,Text,No value because\r\n";
    private const string QuestionsHeading = "Indicator id,Version,Text,Own words,Check again,Українська";
    private const string GlossaryHeading = "Term key,Language,Name,Definition,Other names,Related\r\n";

    // What columns of our files are called, and formats, is the same in every language; and so is what whoever sets up writes, and a day alone.
    private static readonly string[] Known = [.. ImportTemplate.Columns.Concat(GlossaryHeading.Trim().Split(',')).Concat(QuestionsHeading.Split(',')).Concat(["Question", "Definition"]).Concat(["NotCollected", "DHIS2", "JSON-LD", "Every child reads.", "25 November 2026", "25 November"]).OrderByDescending(k => k.Length)];

    private readonly List<(string Name, string Page)> _pages = [];

    [Fact]
    public async Task No_page_says_a_word_that_was_not_given_to_a_translator()
    {
        var carmen = await Riverside();
        foreach (var (card, name) in new[] { (await carmen.Asks("export"), "export"), (await carmen.Asks("import"), "import"), (await carmen.Asks("export glossary"), "glossary"), (await carmen.Asks("import glossary"), "terms") })
        {
            foreach (var (title, link) in card.Links)
            {
                await Opens($"{name}: {title}", link);
            }
        }

        await Data((await carmen.Asks("import")).Links[En.Files.BringFile]);
        await Terms((await carmen.Asks("import glossary")).Links[En.Files.BringFile]);
        await Questions(carmen);
        var gone = (await carmen.Asks("import")).Links[En.Files.BringFile];
        await Opens("nothing", gone + "/nowhere");
        await World.ItIs(World.Clock.GetCurrentInstant() + NodaTime.Duration.FromMinutes(15));
        await Opens("over", gone);
        await OfInitiative();
        foreach (var page in new[] { "/", "/privacy", "/terms", "/support", "/accessibility" })
        {
            await Opens(page, new Uri(World.Address, page).AbsoluteUri);
        }

        await Fails("not now", new StorageUnavailableException());
        await Fails("a fault", new InvalidOperationException("Сломалось."));

        Assert.True(_pages.Count > 25, $"{_pages.Count} pages");
        Assert.All(_pages, p => Assert.Contains('[', p.Page));
        var found = _pages.SelectMany(p => Lines(p.Page).Select(line => (p.Name, Line: line, Left: Left(line)))).Where(f => Latin().IsMatch(f.Left)).Select(f => $"{f.Left.Trim()} | {f.Line} | {f.Name}").Distinct().ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
        NothingWentWrong();
    }

    [Theory]
    [InlineData("<p>[Ťéxť~~]</p>", "")]
    [InlineData("<p>[Ťéxť <b>Школа</b>~~]</p><td>Press it</td>", "Press it")]
    [InlineData("<script>let a = 'Text';</script><button value=\"check\">Check &amp; go</button>", "Check & go")]
    [InlineData("<input placeholder=\"Type here\">", "Type here")]
    public void A_word_outside_the_brackets_is_found(string page, string left) => Assert.Equal(left, string.Concat(Lines(page).Select(Left)).Trim());

    private async Task<Person> Riverside()
    {
        var carmen = Teams.Person("Кармен", "backbone");
        await carmen.SetsUp("Речные чтения");
        await carmen.AddsIndicator("Дети на занятиях");
        await carmen.AddsIndicator("Чтение", En.Indicators.KindPercentage);
        await carmen.AddsPartner("Библиотека");
        await (await carmen.Asks("suggest посещаемость: В комнате целый час")).Press(En.Glossary.Agree);
        await (await carmen.Asks("suggest прогул: Не в школе")).Press(En.Glossary.Agree);
        return carmen;
    }

    private async Task Data(string link)
    {
        await Sends("no file", link, "", "check", "файл.csv");
        await Sends("no table", link, "x", "check", "файл.pdf");
        await Sends("no value", link, DataHeading, "check");
        await Sends("faults", link, DataHeading
            + "2026-W54,Библиотека,Дети на занятиях,,1,,,,\r\n2026-W40,Библиотеки,Дети на занятиях,,1,,,,\r\n2026-W40,Библиотека,Дети,,1,,,,\r\n2026-W41,Библиотека,Дети на занятиях,,много,,,,\r\n"
            + "2026-W43,Библиотека,Дети на занятиях,,-1,,,,\r\n2026-W44,Библиотека,Чтение,,,30,20,,\r\n2026-W45,Библиотека,Чтение,,,30,,,\r\n2026-W46,Библиотека,Дети на занятиях,,7,,,,\r\n"
            + "2026-W46,Библиотека,Дети на занятиях,,7,,,,\r\n2026-W47,Библиотека,Дети на занятиях,,7,,,,NotCollected\r\n2026-W47,Библиотека,Дети на занятиях,Восток,7,,,,\r\n", "import");
        await Sends("many faults", link, DataHeading + string.Concat(Enumerable.Range(1, 40).Select(i => $"2026-W{i:00},Библиотеки,Дети,,1,,,,\r\n")), "import");
        await Sends("questions", link, "Period;Partner;Indicator;Value\r\n2026-W45;Библиотека;Дети на занятиях;12,500\r\n1926-W46;Библиотека;Дети на занятиях;13,250\r\n", "check");
        await Sends("columns", link, "Неделя;Кто;Что;Заметки;Сколько\r\n2026-W40;Библиотека;Дети на занятиях;дождь;12,5\r\n", "check");
        await Sends("fine", link, DataHeading + "2026-W45,Библиотека,Дети на занятиях,,38,,,,\r\n", "check");
        await Sends("fine at times", link, DataHeading + "2026-W44,Библиотека,Дети на занятиях,,37,,,,\r\n2026-W45,Библиотека,Дети на занятиях,,38,,,,\r\n", "check");
        await Sends("in", link, DataHeading + "2026-W45,Библиотека,Дети на занятиях,,38,,,,\r\n", "import");
    }

    private async Task Terms(string link)
    {
        const string Mixed = GlossaryHeading + ",,Посещаемость,Полчаса,,\r\n,,Прогул,Не в школе,побег,\r\n,,Наставник,Друг,,\r\n,ru,Наставник,Друг,,\r\n";
        await Sends("no glossary", link, "x", "check", "файл.pdf");
        await Sends("no terms", link, GlossaryHeading, "check");
        await Sends("faulty terms", link, GlossaryHeading + string.Concat(Enumerable.Range(0, 60).Select(i => $",,Слово {i},,,\r\n,zz-zz-zz,,,,\r\n")), "check");
        var preview = await Sends("preview", link, Mixed, "check");
        await Sends("unread", link, Mixed, "import");
        await Sends("kept", link, Mixed, "import", seen: preview);
        await Sends("the same", link, GlossaryHeading + ",,Прогул,Не в школе,,\r\n", "check");
    }

    private async Task Questions(Person carmen)
    {
        await (await carmen.Asks("glossary rules")).Fill(En.Glossary.OtherLanguages("English"), "Ukrainian").Press(En.Glossary.Save);
        var card = await carmen.Asks("translate questions");
        foreach (var (title, link) in card.Links)
        {
            await Opens($"questions: {title}", link);
        }

        var page = card.Links[En.Files.BringTableBack];
        var filled = $"{QuestionsHeading}\r\nдети-на-занятиях,1,Question,Дети на занятиях,,Діти\r\nчтение,1,Question,Чтение,,Читання\r\n";
        await Sends("no file of questions", page, "", "check", "файл.csv");
        await Sends("no table of questions", page, GlossaryHeading, "check");
        await Sends("no words", page, QuestionsHeading + "\r\n", "check");
        var preview = await Sends("new words", page, filled, "check");
        await Sends("new words unread", page, filled, "import");
        await Sends("new words written", page, filled, "import", seen: preview);
        await Sends("words that change", page, filled.Replace("Діти", "Малята", StringComparison.Ordinal), "check");
        await Sends("faulty words", page, $"{QuestionsHeading}\r\nдети-на-занятиях,1,Question,Дети на занятиях,,{new string('ї', 300)}\r\nчтение,1,Question,Чтение,,Читання\r\nчтение,1,Question,Чтение,,=Текст\r\n", "check");
        await Sends("words left out", page, $"{QuestionsHeading},Клингонский\r\nдети-на-занятиях,1,Question,Взрослые,,Дорослі,да\r\nдети,1,Question,Дети,,Діти,\r\n,,,,,Діти,\r\nчтение,7,Question,Чтение,,Книжки,\r\nчтение,1,Цвет,Чтение,,Книжки,\r\n", "check");
    }

    private async Task Opens(string name, string link)
    {
        using var http = Browser();
        using var answer = await http.GetAsync(link, TestContext.Current.CancellationToken);
        if (answer.Content.Headers.ContentType?.MediaType == "text/html")
        {
            _pages.Add((name, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }
    }

    /// <param name="seen">The page that was read before, with its mark.</param>
    private async Task<string> Sends(string name, string link, string content, string step, string file = "файл.csv", string seen = "")
    {
        using var http = Browser();
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", file },
            { new StringContent(step), "step" },
            { new StringContent(Seen().Match(seen).Groups["mark"].Value), "seen" },
        };
        using var answer = await http.PostAsync(link, form, TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        _pages.Add((name, page));
        return page;
    }

    private async Task OfInitiative()
    {
        var grains = World.Services.GetRequiredService<IGrainFactory>();
        var id = (await World.Services.GetRequiredService<IInitiativeStore>().ListAll(TestContext.Current.CancellationToken)).Single();
        var initiative = (await grains.GetGrain<IInitiativeGrain>(id).Get())!;
        var now = World.Clock.GetCurrentInstant();
        var reader = new Reader(new Here(initiative, initiative.Members[0]), new Session(id, "", initiative.Members[0].Person, "en-GB", now) { LookedBefore = now - NodaTime.Duration.FromDays(1) }) { Culture = CultureInfo.GetCultureInfo(PseudoLanguage.Name) };
        var overview = await World.Services.GetRequiredService<ReadOverview>().Of(reader, now, TestContext.Current.CancellationToken);
        await Draws<OverviewPage>("overview", new { Reader = reader, Overview = overview, At = now });
        Assert.NotEmpty(overview.Others);
        foreach (var number in overview.Others)
        {
            var story = await World.Services.GetRequiredService<ReadIndicatorStory>().Of(reader, number.Indicator.Id, now.InUtc().Date, TestContext.Current.CancellationToken);
            await Draws<IndicatorPage>("a number", new { Reader = reader, Story = story!, At = now });
        }

        await Draws<PartnersPage>("partners", new { Reader = reader, Partners = (await World.Services.GetRequiredService<ReadPartners>().All(reader, TestContext.Current.CancellationToken))!, At = now });
        await Words(reader, now);
        await Work(reader, overview, now);
        await Draws<OpenPage>("a link", new { Reader = reader });
        await Opens("not signed in", new Uri(World.Address, $"/i/{id}").AbsoluteUri);
        await Opens("a link that is over", new Uri(World.Address, "/open/nothing").AbsoluteUri);
    }

    private async Task Words(Reader reader, NodaTime.Instant now)
    {
        var glossary = World.Services.GetRequiredService<IGrainFactory>().GetGrain<IGlossaryGrain>(reader.Here.Initiative.Id);
        var person = reader.Here.Member.Person;
        var term = (await glossary.All())[0];
        var draft = new Draft(term.Slug, term.Version, term.Wording with { Definition = "В классе полчаса", Not = "В школе", Examples = "Урок", Source = "Закон", Synonyms = ["Явка"] }, person, "Руй", now);
        var proposed = ((ProposeOutcome.Proposed)await glossary.Propose(draft)).Term;
        await glossary.Say(term.Slug, proposed.Version, new Opinion(person, "Руй", null, Agrees: false, "Не видно"), 0, now);
        var agreed = (await glossary.Agree(term.Slug, proposed.Version, now, person))!;
        await glossary.Propose(draft with { Version = agreed.Version, Wording = agreed.Wording with { Examples = "" } });
        var terms = await glossary.All();
        var letters = Alphabet.ByLetter(terms, t => t.Name, reader.Culture);
        CardOnPage Part(CollectiveImpact.Cards.AdaptiveCard card) => new(card, null, _ => null) { IsPart = true };
        await Draws<WordsPage>("the glossary", new { Reader = reader, Letters = letters, InVain = Part(GlossaryCards.Missed(reader.Here, [new("школа", 2, now)], reader.Culture)), At = now });
        await Draws<WordsPage>("a letter", new { Reader = reader, Letters = letters, letters[0].Letter, At = now });
        await Draws<WordsPage>("words found", new { Reader = reader, Found = terms, Asked = "прогул", At = now });
        await Draws<WordsPage>("no terms", new { Reader = reader, Found = (IReadOnlyList<Term>)[], Asked = "школа", At = now });
        await Draws<WordsPage>("no glossary", new { Reader = reader, At = now });
        await Draws<BookletPage>("all terms", new { Reader = reader, Letters = letters, Count = terms.Count + 1, At = now });
        await Draws<BookletPage>("none to print", new { Reader = reader, Letters = (IReadOnlyList<(string, IReadOnlyList<Term>)>)[], Count = 0, At = now });
        var shown = (await World.Services.GetRequiredService<ReadTerm>().Of(reader.Here, term.Slug, null, reader.Culture, TestContext.Current.CancellationToken))!;
        await Draws<WordPage>("a term", new { Reader = reader, Shown = shown with { HasEarlier = true }, Card = Part(shown.Card), At = now });
    }

    private async Task Work(Reader reader, Overview overview, NodaTime.Instant now)
    {
        var (initiative, day) = (reader.Here.Initiative, now.InUtc().Date);
        AgendaGoal[] goals = [new("школа", "Школа", []), new("обед", "Обед", []), new("игра", "Игра", [])];
        var agenda = new CommonAgenda(1, "", "", "", goals, []);
        var partner = initiative.Partners[0];
        SharedActivity Activity(string id, params string[] goals) => new(id, partner.Id, "Кружок", goals, $"Улица {id}", now) { Until = day.PlusDays(9), ExcelsAt = "Сказки", DependsOn = partner.Id };
        var map = WorkMap.Of(initiative, agenda, [.. Enumerable.Range(0, 30).Select(i => Activity($"{i}", "школа")), Activity("а", "игра"), Activity("б")], day);
        FoundLesson[] lessons = [.. Enum.GetValues<LessonKind>().SelectMany(k => Enum.GetValues<Attribution>(), (k, a) => new Lesson(k, "Читали #лето", null, a)).Select((l, i) => new FoundLesson(l, new CollectiveImpact.Time.Period("2026-W48"), l.SignedAs(partner.Name, "Руй", reader.Culture), (Sharing)(i % 3)) { Round = new("2026-W48.а") })];
        var found = new FoundLessons(lessons, new(day, 1), IsCut: false);
        var empty = WorkMap.Of(initiative, agenda with { Goals = [] }, [], day);
        var decided = new Decided("а", "Решили", "Кармен", now, ["Библиотека"]);
        await Reports(reader, now, map, empty, lessons, decided);
        var (indicator, week) = (overview.Others[0].Indicator, new CollectiveImpact.Time.Period("2026-W48"));
        var round = new Round(initiative.Id, new("2026-W48.check-in"), "Опрос", 1, week, day, null, now, now, now, [indicator.Id], [partner.Id], [], null);
        var entry = new Entry(partner.Id, 2, reader.Here.Member.Person, "Руй", now, new Dictionary<string, ReportedValue> { [indicator.Id] = new ReportedValue.Number(12) }, Status.AtRisk, Learning.None, null)
        {
            Commitment = "Позвоним",
            Kept = new Kept("Спросим", CommitmentOutcome.Dropped, "Некогда"),
            CorrectedBecause = "Ошибка",
            Notes = new Dictionary<string, string> { [indicator.Id] = "Каникулы" },
        };
        var change = new ValueChange(round, partner.Id, new ReportedValue.Number(21), null, "Руй", now, "Ошибка", AfterSignOff: true);
        (Round, Entry?)[] rounds = [(round, entry), (round, entry with { Revision = 1, At = now + NodaTime.Duration.FromDays(1) }), (round, entry with { SkippedBecause = "Каникулы" }), (round, null), (round with { ClosedAt = null }, null), (round with { Partners = [] }, null)];
        var page = new PartnerPage(partner with { Notes = "Тихо", PausedUntil = day.PlusDays(9) }, rounds, [indicator]);
        var values = new PastValue[] { new(indicator.Id, partner.Id, new("2026-W47"), new ReportedValue.Number(10)), new(indicator.Id, partner.Id, week, new ReportedValue.Number(12)) { Version = 2 } };
        var own = new PartnerNow(page, [new(indicator, values)], [(indicator, change)], [Activity("а", "школа")], [.. Enum.GetValues<NoticeKind>().Select(k => new PartnersNotice("а", k, partner.Id, "Книги", "Улица", day, reader.Here.Member.Person, "Руй", now))], lessons);
        Total[] totals = [new(indicator.Id, new("2026-W47"), 10, 1, 1), new(indicator.Id, week, 12, 1, 2) { Version = 2 }];
        var story = new IndicatorStory(
            new IndicatorNow(indicator, totals), [indicator, indicator with { Version = 2, ComparesFrom = 2, WhatChanged = "Иначе" }], "", new ByPartner([week], [(partner, new Dictionary<CollectiveImpact.Time.Period, ReportedValue> { [week] = new ReportedValue.Missing(MissingBecause.NotCollected) })], IsWhole: false), [change]);
        var news = new SinceLastLook(now, [round], [decided], await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IGlossaryGrain>(initiative.Id).All(), 2, false, [(indicator, true), (indicator, false)], [partner]);
        foreach (var role in Enum.GetValues<Role>())
        {
            var member = reader with { Here = new Here(initiative, new Member(reader.Here.Member.Person, "Руй", role, role == Role.Reporter ? partner.Id : null)) };
            await Draws<PartnersOwnPage>("a partner", new { Reader = member, Now = own, At = now });
            await Draws<PartnersOwnPage>("a partner that left", new { Reader = member, Now = own with { Page = new(partner with { LeftAt = now }, [], []), Numbers = [], Changes = [] }, At = now });
            await Draws<PartnersPage>("partners of late", new { Reader = member, Partners = (IReadOnlyList<ListedPartner>)[new(page, 3, 2), new(page with { Rounds = [] }, 3, 2), new(new(partner with { LeftAt = now }, [], []), 3, 0)], At = now });
            await Draws<IndicatorPage>("a number with its story", new { Reader = member, Story = story, At = now });
            await Draws<News>("news", new { Reader = member, Since = news });
            await Draws<News>("much news", new { Reader = member, Since = news with { HasMoreLessons = true } });
            await Draws<ActivitiesPage>("who does what", new { Reader = member, Map = map, Goal = (AgendaGoal?)null, Partner = (Partner?)null, At = now });
            await Draws<ActivitiesPage>("a gap", new { Reader = member, Map = map, Goal = goals[1], Partner = partner, At = now });
            await Draws<ActivitiesPage>("no activities", new { Reader = member, Map = empty, Goal = (AgendaGoal?)null, Partner = (Partner?)null, At = now });
            await Draws<LearningsPage>("learnings", new { Reader = member, Found = found, Asked = new AskedLessons("", null, null, null, null), Map = map, At = now });
            await Draws<LearningsPage>("learnings further on", new { Reader = member, Found = found, Asked = new AskedLessons("лето", partner, goals[0], 3, new(day, 1)), Map = map, At = now });
            await Draws<LearningsPage>("learnings in vain", new { Reader = member, Found = new FoundLessons([], null, IsCut: false), Asked = new AskedLessons("лето", null, null, null, null), Map = map, At = now });
            await Draws<LearningsPage>("learnings not looked through", new { Reader = member, Found = new FoundLessons([], new(day, 0), IsCut: true), Asked = new AskedLessons("лето", null, null, null, null), Map = map, At = now });
            await Draws<LearningsPage>("no learnings", new { Reader = member, Found = new FoundLessons([], null, IsCut: false), Asked = new AskedLessons("", null, null, null, null), Map = empty, At = now });
            await Draws<DecisionsPage>("decisions", new { Reader = member, Found = new FoundDecisions([decided], now), Asked = "", IsFirst = false, At = now });
            await Draws<DecisionsPage>("no decisions", new { Reader = member, Found = new FoundDecisions([], null), Asked = "", IsFirst = true, At = now });
            await Draws<DecisionsPage>("decisions in vain", new { Reader = member, Found = new FoundDecisions([], null), Asked = "лето", IsFirst = true, At = now });
        }
    }

    private async Task Reports(Reader reader, NodaTime.Instant now, WorkMap map, WorkMap empty, IReadOnlyList<FoundLesson> lessons, Decided decided)
    {
        var day = now.InUtc().Date;
        var indicator = (await World.Services.GetRequiredService<IGrainFactory>().GetGrain<IIndicatorsGrain>(reader.Here.Initiative.Id).All())[0] with { Target = 90, WhatChanged = "Иначе", Version = 2, Definition = "Час", Breakdown = new("Возраст", [new("а", "Малыши"), new("б", "Школьники")], Sharing.Partners) };
        Total Total(int week, decimal value, int covers, int version) => new(indicator.Id, new($"2026-W{week}"), value, covers, 6) { Version = version, Parts = new Dictionary<string, decimal> { ["а"] = 2, ["б"] = value }, PartsCover = 3 };
        ReportedNumber[] numbers =
        [
            new(indicator, [.. Enumerable.Range(20, 20).Select(w => Total(w, w, 6, w < 30 ? 1 : 2)), Total(40, 9, 2, 2)], Total(19, 30, 6, 1), IsKeptBack: true),
            new(indicator with { Id = "б" }, [Total(40, 9, 2, 2)], Total(19, 30, 6, 2), IsKeptBack: false) { Same = new(9, 8, 2) },
            new(indicator with { Id = "в" }, [Total(39, 9, 6, 2), Total(40, 9, 6, 2)], Total(19, 9, 6, 2), IsKeptBack: false),
            new(indicator with { Id = "г" }, [], null, IsKeptBack: true),
            new(indicator with { Id = "д" }, [], null, IsKeptBack: false),
        ];
        var full = new Report(new(day.PlusMonths(-6), day), now, map with { Agenda = map.Agenda with { Vision = "Все читают", Problem = "Не все" } }, [new(map.Agenda.Goals[0], numbers), new(map.Agenda.Goals[1], [])], numbers[..1], new(lessons, 7, IsCut: false), [decided], HasMoreDecisions: true, StillOpen: 2);
        var bare = new Report(new(day.PlusYears(-1), day), now, empty, [], [], new([], 0, IsCut: false), [], HasMoreDecisions: false, StillOpen: 0);
        var health = await World.Services.GetRequiredService<ReadHealth>().Of(reader.Here.Initiative, null, day, now);
        var asked = new AskedReport("this-year", "", "", full.Time, "", "");
        var t = new CollectiveImpact.Bot.Web.Texts(reader.Culture);
        await Draws<ReportPage>("a report", new { Reader = reader, Asked = asked, Report = full, Health = health, At = now });
        await Draws<ReportPage>("a report of little", new { Reader = reader, Asked = asked, Report = bare with { Others = numbers, Lessons = new(lessons, 7, IsCut: true) }, Health = (InitiativeHealth?)null, At = now });
        await Draws<ReportPage>("a report of nothing", new { Reader = reader, Asked = asked, Report = bare, Health = (InitiativeHealth?)null, At = now });
        await Draws<ReportPage>("no report", new { Reader = reader, Asked = new AskedReport(AskedReport.OwnDates, "", "7", null, t.DayMissing, t.NoSuchDay("2026-11-25")), Report = (Report?)null, Health = (InitiativeHealth?)null, At = now });
    }

    private async Task Draws<T>(string name, object parameters)
        where T : IComponent
    {
        using var body = new MemoryStream();
        await using var scope = World.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (http.Request.Scheme, http.Request.Host, http.Response.Body) = (World.Address.Scheme, new HostString(World.Address.Authority), body);
        await new RazorComponentResult<T>(parameters).ExecuteAsync(http);
        _pages.Add((name, Encoding.UTF8.GetString(body.ToArray())));
    }

    private async Task Fails(string name, Exception fault)
    {
        await using var scope = World.Services.CreateAsyncScope();
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (http.Request.Scheme, http.Request.Host) = (World.Address.Scheme, new HostString(World.Address.Authority));
        http.Request.Headers.AcceptLanguage = PseudoLanguage.Name;
        http.Response.Body = body;
        var answer = await new PageErrors(NullLogger<PageErrors>.Instance).InvokeAsync(EndpointFilterInvocationContext.Create(http), _ => throw fault);
        await ((IResult)answer!).ExecuteAsync(http);
        _pages.Add((name, Encoding.UTF8.GetString(body.ToArray())));
    }

    private static HttpClient Browser()
    {
        var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Accept-Language", PseudoLanguage.Name);
        return http;
    }

    // What is read of a page, line by line: the words between tags and within the attributes that are shown or spoken.
    private static IEnumerable<string> Lines(string page)
    {
        var html = Unread().Replace(page, "");
        return Shown().Matches(html).Select(m => m.Groups["words"].Value).Concat(Block().Split(html).Select(line => Tag().Replace(line, ""))).Select(line => WebUtility.HtmlDecode(line)).Where(line => line.Trim().Length > 0);
    }

    private static string Left(string line)
    {
        var (left, depth) = (new StringBuilder(), 0);
        foreach (var c in FileName().Replace(line, ""))
        {
            depth += c == '[' ? 1 : 0;
            left.Append(depth == 0 ? c.ToString() : "");
            depth -= c == ']' && depth > 0 ? 1 : 0;
        }

        return Known.Aggregate(left.ToString(), (text, known) => text.Replace(known, "", StringComparison.Ordinal));
    }

    [GeneratedRegex("<(script|style)[^>]*>.*?</(script|style)>|<!doctype[^>]*>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unread();

    [GeneratedRegex("(placeholder|title|alt|aria-label)=\"(?<words>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shown();

    [GeneratedRegex("</?(?:p|h1|h2|h3|section|article|ul|li|dl|dt|dd|figure|figcaption|details|summary|header|footer|nav|search|td|th|tr|table|caption|legend|fieldset|label|button|option|select|div|form|main|body|head|title|html|br|input|meta)\\b[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\S+\.(xlsx|csv|zip|json|jsonld|ttl|pdf)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileName();

    [GeneratedRegex("name=\"seen\" value=\"(?<mark>[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Seen();

    [GeneratedRegex("[A-Za-z]{2,}", RegexOptions.None, 1000)]
    private static partial Regex Latin();
}
