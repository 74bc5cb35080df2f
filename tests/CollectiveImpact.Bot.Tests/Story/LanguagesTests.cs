using System.Globalization;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Testing;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Everybody reads, and is understood, in their own language.</summary>
public sealed class LanguagesTests(Azurite azurite) : StoryTest(azurite)
{
    private const string Question = "Children in sessions";

    private static readonly string InOwnWords = En.Indicators.InOwnWords(En.Indicators.Question, Question);

    public static TheoryData<string> Others => [.. Languages.Ours.Where(l => l != "en")];

    [Fact]
    public async Task In_one_round_each_reporter_answers_in_their_own_language_and_all_of_it_is_one_number()
    {
        var (carmen, rui, channel) = await WithHome();
        var people = new List<(Person Person, CultureInfo Culture)> { (rui, CultureInfo.GetCultureInfo("en-GB")) };
        foreach (var tag in new[] { "es-MX", "fr-FR", "pt-BR", "de-DE", "ar-EG" })
        {
            var person = Teams.Person("Person " + tag, "school-" + tag);
            await person.Joins(await carmen.AddsPartner("School " + tag));
            person.Locale = tag;
            Assert.Contains(new Onboarding.Texts(CultureInfo.GetCultureInfo(tag)).HelpWhatYouCanDo, (await person.Asks(CollectiveImpact.Spoken.Help.In(CultureInfo.GetCultureInfo(tag)))).AllText, StringComparison.Ordinal);
            people.Add((person, CultureInfo.GetCultureInfo(tag)));
        }

        await carmen.OpensCheckIn();
        foreach (var (person, culture) in people)
        {
            var t = new CheckIns.Texts(culture);
            var form = await person.Receives();
            Assert.Contains(t.YourCheckIn, form.AllText, StringComparison.Ordinal);
            Assert.Equal(culture.TextInfo.IsRightToLeft ? true : null, (bool?)form.Json!["rtl"]);
            var receipt = await form.Fill(Question, "10").Press(t.Submit);
            Assert.Contains(t.ThankYou, receipt.AllText, StringComparison.Ordinal);
        }

        await carmen.ClosesCheckIn();
        var digest = await channel.Receives();
        Assert.Contains("60", digest.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Digests.OurNumbers, digest.AllText, StringComparison.Ordinal);
        Assert.Null(digest.Json!["rtl"]);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_the_initiative_asks_is_read_in_each_ones_language_and_is_one_number()
    {
        var (carmen, rui, channel) = await WithHome();
        await (await carmen.Asks("glossary rules")).Fill(En.Glossary.OtherLanguages("English"), "Spanish").Press(En.Glossary.Save);
        var ana = Teams.Person("Ana", "casa");
        await ana.Joins(await carmen.AddsPartner("Casa Norte"));
        ana.Locale = "es-MX";
        await ana.Asks("ayuda");
        var spanish = new CheckIns.Texts(CultureInfo.GetCultureInfo("es"));

        var languages = await (await carmen.Asks("indicators")).Press(En.Indicators.OtherLanguages);
        var missing = await languages.Press(En.Indicators.WrittenInLanguage("Español", 0, 1));
        Assert.Contains(En.Indicators.NotWritten, missing.AllText, StringComparison.Ordinal);
        var wrong = await (await missing.Press(En.Indicators.WriteTranslation)).Fill(InOwnWords, "").Press(En.Indicators.Save);
        var form = wrong.Buttons.Contains(En.Indicators.Save) ? wrong : await wrong.Press(En.Indicators.WriteTranslation);
        var written = await form.Fill(InOwnWords, "Niños en sesiones").Press(En.Indicators.Save);
        Assert.Contains("Niños en sesiones", written.AllText, StringComparison.Ordinal);
        Assert.Contains(En.Indicators.WrittenInLanguage("Español", 1, 1), (await written.Press(En.Indicators.OtherLanguages)).Buttons);

        await carmen.OpensCheckIn();
        var asked = await ana.Receives();
        Assert.DoesNotContain(Question, asked.AllText, StringComparison.Ordinal);
        Assert.Contains("Niños en sesiones", (await asked.Fill("Niños en sesiones", "muchos").Press(spanish.Submit)).AllText, StringComparison.Ordinal);
        var receipt = await (await ana.Asks("cuestionario")).Fill("Niños en sesiones", "12").Press(spanish.Submit);
        Assert.Contains("Niños en sesiones", receipt.AllText, StringComparison.Ordinal);
        await (await rui.Receives()).Fill(Question, "8").Press(En.CheckIns.Submit);
        Assert.Contains("Niños en sesiones", (await ana.Asks("indicadores")).AllText, StringComparison.Ordinal);
        await carmen.ClosesCheckIn();
        Assert.Contains("Niños en sesiones", (await ana.Asks("historial niños")).AllText, StringComparison.Ordinal);
        var digest = await channel.Receives();
        Assert.Contains("20", digest.AllText, StringComparison.Ordinal);
        Assert.Contains(Question, digest.AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Fact]
    public async Task What_people_of_three_languages_wrote_bears_its_language_where_others_read_it()
    {
        var (carmen, rui, channel) = await WithHome();
        (Person Person, CultureInfo Culture, string Wrote)[] people =
        [
            (rui, CultureInfo.GetCultureInfo("en-GB"), "We moved the homework club to Thursday and twice as many children came."),
            (Teams.Person("Ana", "casa"), CultureInfo.GetCultureInfo("es-MX"), "Cambiamos el taller al jueves y vino el doble de niños."),
            (Teams.Person("Omar", "dar"), CultureInfo.GetCultureInfo("ar-EG"), "نقلنا الورشة إلى يوم الخميس فحضر ضعف عدد الأطفال."),
        ];
        await people[1].Person.Joins(await carmen.AddsPartner("Casa Norte"));
        await people[2].Person.Joins(await carmen.AddsPartner("Dar"));
        await carmen.OpensCheckIn();
        foreach (var (person, culture, wrote) in people)
        {
            var t = new CheckIns.Texts(culture);
            var form = await person.Receives();
            person.Locale = culture.Name;
            form = await person.Asks(CollectiveImpact.Spoken.CheckIn.In(culture));
            form = form.Inputs.ContainsKey(t.Worked) ? form : form.Unfold(t.AddWhatYouLearned);
            var receipt = await form.Fill(Question, "10").Fill(t.Worked, wrote).Press(t.Submit);
            Assert.Contains(wrote, receipt.AllText, StringComparison.Ordinal);
            Assert.DoesNotContain(Mark(culture), receipt.AllText, StringComparison.Ordinal);
        }

        await carmen.ClosesCheckIn();
        ReadBy(CultureInfo.GetCultureInfo("en-GB"), (await channel.Receives()).Unfolded());
        foreach (var (person, culture, _) in people)
        {
            ReadBy(culture, await person.ReceivesAnswer(await person.Says(CollectiveImpact.Spoken.Learnings.In(culture))));
        }

        NothingWentWrong();

        // Behind what is in another language, and behind nothing else.
        void ReadBy(CultureInfo reader, ReceivedCard card)
        {
            var text = card.AllText.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);
            Assert.All(people, p => Assert.Contains(p.Wrote, text, StringComparison.Ordinal));
            Assert.All(people, p => Assert.Equal(p.Culture != reader, text.Contains(p.Wrote + Mark(p.Culture), StringComparison.Ordinal)));
        }

        static string Mark(CultureInfo culture) => $" · {Languages.NativeName(culture.TwoLetterISOLanguageName)}";
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Who_chose_a_language_is_written_to_in_it_whatever_their_client_tells(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var (carmen, rui) = await Riverside();
        var card = await rui.Asks("language");
        Assert.Contains(En.People.LanguageAsClient, card.AllText, StringComparison.Ordinal);

        var chosen = await card.Press(Languages.NativeName(language));

        Assert.Contains(new People.Texts(culture).LanguageAsChosen, chosen.AllText, StringComparison.Ordinal);
        await carmen.OpensCheckIn();
        var t = new CheckIns.Texts(culture);
        var form = await rui.Receives();
        Assert.Contains(t.YourCheckIn, form.AllText, StringComparison.Ordinal);
        // What is said in it is understood, and in English too.
        Assert.Contains(t.YourCheckIn, (await rui.Asks(CollectiveImpact.Spoken.CheckIn.In(culture))).AllText, StringComparison.Ordinal);
        Assert.Contains(t.YourCheckIn, (await rui.Asks("check in")).AllText, StringComparison.Ordinal);

        Assert.Equal(culture.TextInfo.IsRightToLeft, (bool?)chosen.Json!["rtl"]);
        // Who can't read what stands here says the name of what they can read.
        Assert.Contains(En.People.LanguageAsChosen, (await rui.Asks("English")).AllText, StringComparison.Ordinal);
        var again = await (await rui.Asks("language")).Press(En.People.LanguageAsTeams);
        Assert.NotEqual(true, (bool?)again.Json!["rtl"]);
        Assert.Contains(En.People.LanguageAsClient, again.AllText, StringComparison.Ordinal);
        Assert.Contains(En.CheckIns.YourCheckIn, (await rui.Asks("check in")).AllText, StringComparison.Ordinal);
        NothingWentWrong();
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task The_whole_story_can_be_said_and_read_in_one_language(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var (onboarding, measures, people, checkIns, digests, glossary) = (new Onboarding.Texts(culture), new Indicators.Texts(culture), new People.Texts(culture), new CheckIns.Texts(culture), new Digests.Texts(culture), new Glossary.Texts(culture));
        var (carmen, rui) = (Teams.Person("Carmen", "backbone"), Teams.Person("Rui", "library"));
        carmen.Locale = rui.Locale = language;

        var founded = await (await carmen.Asks(Said(CollectiveImpact.Spoken.SetUp))).Fill(onboarding.SetUpName, "Riverside Reads").Fill(onboarding.Vision, "Every child reads.").Press(onboarding.Save);
        Assert.Contains(onboarding.WelcomeOfFounder, founded.AllText, StringComparison.Ordinal);
        var kinds = await (await carmen.Asks(Said(CollectiveImpact.Spoken.Indicators))).Press(measures.AddIndicator);
        var look = await (await kinds.Press(measures.KindNumber)).Fill(measures.Question, Question).Press(measures.SeeAsPartners);
        Assert.Contains(measures.IsSavedAskedNext, (await look.Press(measures.Save)).AllText, StringComparison.Ordinal);
        var partners = await carmen.Asks(Said(CollectiveImpact.Spoken.Partners));
        await partners.Fill(people.PartnersNewName, "City Library").Press(people.PartnersAdd);
        var code = Cast.CodeOn(await carmen.ReceivesAbout(people.LetterBegin));

        // As it is copied from a sentence that is read from right to left.
        var welcome = await rui.Asks($"\u2068{code}\u2069");
        Assert.Contains(Plain(people.JoinWelcome("Riverside Reads")), Plain(welcome.AllText), StringComparison.Ordinal);
        await welcome.Press(onboarding.IntroductionNone);
        await carmen.ReceivesAbout("Rui");
        await (await carmen.Asks(Said(CollectiveImpact.Spoken.OpenCheckIn))).Press(checkIns.OpenIt);
        var wrong = await (await rui.Receives()).Fill(Question, "xyz").Press(checkIns.Submit);
        Assert.Equal("xyz", wrong.Inputs.Single(i => i.Key.Contains(Question, StringComparison.Ordinal)).Value);
        var receipt = await wrong.Fill(Question, "12").Press(checkIns.Submit);
        Assert.Contains(checkIns.ThankYou, receipt.AllText, StringComparison.Ordinal);

        var term = await carmen.Asks(Said(CollectiveImpact.Spoken.SuggestTermDefinition, ("{term}", "R2-D2"), ("{*definition}", "+34 600.")));
        await term.Press(glossary.Agree);
        Assert.Contains("+34 600.", Plain((await rui.Asks(Said(CollectiveImpact.Spoken.WhatIs, ("{term}", "R2-D2")) + (language == "ar" ? "؟" : "?"))).AllText), StringComparison.Ordinal);

        await rui.Asks(Said(CollectiveImpact.Spoken.AwayUntil, ("{date}", "24.12.")));
        Assert.Contains(people.WelcomeBack, (await rui.Asks(Said(CollectiveImpact.Spoken.Back))).AllText, StringComparison.Ordinal);
        await (await carmen.Asks(Said(CollectiveImpact.Spoken.CloseCheckIn))).Press(checkIns.CloseIt);
        Assert.Contains(digests.OurNumbers, (await rui.Asks(Said(CollectiveImpact.Spoken.Digest))).AllText, StringComparison.Ordinal);
        var handedOver = await (await rui.Asks(Said(CollectiveImpact.Spoken.HandOver))).Choose(people.OnceTheyHaveJoined, people.ReadOn).Press(people.GetTheCode);
        Assert.NotEqual(code, Cast.CodeOn(handedOver));
        NothingWentWrong();

        string Said(CollectiveImpact.Localization.Command command, params (string Place, string Words)[] words)
        {
            var phrase = command.Phrases.First(p => p.Language == language && words.All(w => p.Pattern.Text.Contains(w.Place, StringComparison.Ordinal)));
            return words.Aggregate(phrase.Pattern.Text, (said, w) => said.Replace(w.Place, w.Words, StringComparison.Ordinal));
        }

        // Without the signs around what keeps its own direction.
        static string Plain(string text) => text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task A_word_is_asked_for_in_the_grammar_of_each_language(string language)
    {
        var (carmen, rui) = await Riverside();
        await (await carmen.Asks("suggest attendance: In the room for an hour")).Press(En.Glossary.Agree);
        rui.Locale = language;

        foreach (var (_, phrase) in CollectiveImpact.Spoken.WhatIs.Phrases.Where(p => p.Language == language))
        {
            var card = await rui.Asks($"¿{phrase.Text.Replace("{term}", "attendance", StringComparison.Ordinal)}?");
            Assert.Contains("In the room for an hour", card.AllText, StringComparison.Ordinal);
        }

        NothingWentWrong();
    }

    [Fact]
    public async Task A_language_is_chosen_by_its_name_and_what_is_none_is_said_kindly()
    {
        var rui = Teams.Person("Rui", "library");
        // Before they belong to anything.
        Assert.Contains(new People.Texts(CultureInfo.GetCultureInfo("es")).LanguageTitle, (await rui.Asks("language español")).AllText, StringComparison.Ordinal);
        Assert.Contains(new People.Texts(CultureInfo.GetCultureInfo("de")).LanguageTitle, (await rui.Asks("language German")).AllText, StringComparison.Ordinal);
        var klingon = await rui.Asks("language Klingon");
        Assert.Contains(new People.Texts(CultureInfo.GetCultureInfo("de")).LanguageUnknown("Klingon"), klingon.AllText, StringComparison.Ordinal);
        Assert.Contains("Français", klingon.Buttons);
        // A language that exists, and that we don't write.
        Assert.Contains("Français", (await rui.Asks("language Swahili")).Buttons);
        NothingWentWrong();
    }
}
