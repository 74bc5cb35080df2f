using CsCheck;

namespace CollectiveImpact.Search.Tests;

public sealed class NameIndexTests
{
    private static NameIndex Of(params string[][] terms)
    {
        var index = new NameIndex();
        foreach (var names in terms)
        {
            index.Put(names[0], names);
        }

        return index;
    }

    private static readonly string[][] Few =
    [
        ["Attendance"], ["Attendance rate", "ADA"], ["Chronic absenteeism"], ["Mentor"], ["Mentee"], ["Free and reduced lunch"], ["After-school program"],
        ["Youth employment"], ["Theory of change", "ToC"], ["Childcare"], ["The backbone"], ["Housing stability"], ["Fluency"], ["Efficiency"],
    ];

    [Theory]
    [InlineData("Évaluation", "evaluation")]
    [InlineData("  After-school,  program! ", "after school program")]
    [InlineData("Straße", "strasse")]
    [InlineData("Smørrebrød Łódź Đakovo Æther œuvre Þing", "smorrebrod lodz dakovo aether oeuvre thing")]
    [InlineData("ISTANBUL İstanbul ısı", "istanbul istanbul isi")]
    [InlineData("ＦＵＬＬ１２", "full12")]
    [InlineData("child's", "childs")]
    [InlineData("l'école", "l ecole")]
    [InlineData("ΛΌΓΟΣ λόγος", "λογοσ λογοσ")]
    [InlineData("Ёлка Йод", "елка иод")]
    [InlineData("مُحَمَّد مـحـمد", "محمد محمد")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("कि की", "कि की")]
    [InlineData("क्षा", "क्षा")]
    [InlineData("ｶﾞ", "ガ")]
    [InlineData("か が", "か が")]
    [InlineData("한국", "한국")]
    [InlineData("co\u00ADop", "coop")]
    [InlineData("\uD800abc\uDC00", "abc")]
    [InlineData("🎉 party", "party")]
    [InlineData("🎉", "🎉")]
    [InlineData("", "")]
    public void Case_accents_width_and_punctuation_fall_away_and_what_makes_another_word_stays(string text, string folded) =>
        Assert.Equal(folded.Normalize(), Folding.Fold(text));

    [Fact]
    public void What_is_folded_stays_as_it_is() =>
        Gen.String.Sample(s =>
        {
            var once = Folding.Fold(s);
            Assert.Equal(once, Folding.Fold(once));
        });

    [Theory]
    [InlineData("attendance")]
    [InlineData("ATTENDANCE")]
    [InlineData(" Atténdance! ")]
    public void A_name_is_found_whatever_its_case_and_accents(string asked) => Assert.Equal("Attendance", Of(Few).Exact(asked));

    [Fact]
    public void A_hyphen_is_a_space_and_what_is_no_name_is_not_found()
    {
        var index = Of(Few);

        Assert.Equal("After-school program", index.Exact("after school program"));
        Assert.Equal("Attendance rate", index.Exact("ada"));
        Assert.Null(index.Exact("attendances"));
        Assert.Null(index.Exact(""));
        Assert.Equal(Few.Length, index.Count);
    }

    [Theory]
    [InlineData("attendance", "Attendance")]
    [InlineData("the attendance", "Attendance")]
    [InlineData("attendances", "Attendance")]
    [InlineData("mentees", "Mentee")]
    [InlineData("change theory", "Theory of change")]
    [InlineData("employment, youth", "Youth employment")]
    [InlineData("free reduced lunch", "Free and reduced lunch")]
    [InlineData("afterschool program", "After-school program")]
    [InlineData("afterschoolprogram", "After-school program")]
    [InlineData("child care", "Childcare")]
    [InlineData("backbone", "The backbone")]
    [InlineData("attendence", "Attendance")]
    [InlineData("atetndance", "Attendance")]
    [InlineData("attndnce", "Attendance")]
    [InlineData("yuoth emplyment", "Youth employment")]
    [InlineData("kronic absenteeizm", "Chronic absenteeism")]
    [InlineData("t.o.c.", "Theory of change")]
    public void What_is_clear_is_found_and_sure(string asked, string meant)
    {
        var best = Of(Few).Search(asked, 3)[0];

        Assert.Equal((meant, true), (best.Id, best.Sure));
    }

    [Theory]
    [InlineData("chronic absence", "Chronic absenteeism")]
    [InlineData("kronic absense", "Chronic absenteeism")]
    [InlineData("efishency", "Efficiency")]
    [InlineData("FRL", "Free and reduced lunch")]
    [InlineData("farl", "Free and reduced lunch")]
    [InlineData("stable housing", "Housing stability")]
    public void What_is_only_likely_is_found_and_not_sure(string asked, string meant)
    {
        var best = Of(Few).Search(asked, 3)[0];

        Assert.Equal((meant, false), (best.Id, best.Sure));
    }

    [Fact]
    public void A_misspelling_between_two_terms_is_sure_of_neither()
    {
        var found = Of(["Mentor"], ["Mentee"]).Search("mente", 5);

        Assert.Equal(["Mentee", "Mentor"], found.Select(f => f.Id));
        Assert.DoesNotContain(Of(["Bold"], ["Cold"]).Search("wold", 2), f => f.Sure);
    }

    [Fact]
    public void Two_terms_with_one_name_are_both_found_and_neither_is_sure()
    {
        var found = Of(["Advisory committee", "AC"], ["Area coordinator", "AC"]).Search("ac", 5);

        Assert.Equal([("Advisory committee", 1, false), ("Area coordinator", 1, false)], found.Select(f => (f.Id, f.Score, f.Sure)));
    }

    [Fact]
    public void An_explicit_abbreviation_comes_before_initials_that_happen_to_fit()
    {
        var found = Of(["Family resource line"], ["School meals", "FRL"]).Search("FRL", 5);

        Assert.Equal([("School meals", "FRL", true), ("Family resource line", "Family resource line", false)], found.Select(f => (f.Id, f.Name, f.Sure)));
    }

    [Fact]
    public void A_short_word_forgives_one_slip_and_a_number_none()
    {
        var index = Of(["Goal"], ["Section 8"], ["Plan 2024"]);

        Assert.Equal("Goal", index.Search("gaol", 1)[0].Id);
        Assert.Empty(index.Search("gxxl", 1));
        Assert.False(index.Search("plan 2025", 1)[0].Sure);
    }

    [Fact]
    public void What_is_like_nothing_finds_nothing()
    {
        var index = Of(Few);

        Assert.Empty(index.Search("zzzqqq", 5));
        Assert.Empty(index.Search("", 5));
        Assert.Empty(index.Search("...", 5));
        Assert.Empty(index.Search("attendance", 0));
        Assert.Empty(new NameIndex().Search("attendance", 5));
    }

    [Fact]
    public void A_term_that_was_removed_is_found_in_no_way()
    {
        var index = Of(Few);

        index.Remove("Attendance");
        index.Remove("Attendance");
        index.Remove("never there");

        Assert.Equal(Few.Length - 1, index.Count);
        Assert.Null(index.Exact("attendance"));
        Assert.DoesNotContain(index.Search("attendence", 9), f => f.Id == "Attendance");
        Assert.Equal(["Attendance rate"], index.StartingWith("attend", 9));
        Assert.Empty(index.In("Attendance was good."));
    }

    [Fact]
    public void A_term_that_gets_other_names_is_found_by_those_alone()
    {
        var index = Of(Few);

        index.Put("Attendance", ["Presence", "Being there"]);

        Assert.Equal(Few.Length, index.Count);
        Assert.Null(index.Exact("attendance"));
        Assert.Equal("Attendance", index.Exact("being there"));
        Assert.Equal(new NameMatch("Attendance", "Presence", 0.98, true), index.Search("presences", 1)[0]);
        Assert.Equal([new NameInText("Attendance", "presences")], index.In("All presences count."));
    }

    [Fact]
    public void After_many_changes_it_answers_as_if_it_had_been_made_anew() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, Few.Length], Gen.Int[0, Few.Length - 1]).List[0, 300].Sample(changes =>
        {
            var index = new NameIndex();
            Dictionary<string, string[]> now = [];
            foreach (var (term, names, look) in changes)
            {
                var slug = "term" + term;
                if (names == Few.Length)
                {
                    index.Remove(slug);
                    now.Remove(slug);
                }
                else
                {
                    index.Put(slug, Few[names]);
                    now[slug] = Few[names];
                }

                Assert.Equal(now.Values.Any(n => n[0] == Few[look][0]), index.Exact(Few[look][0]) is not null);
            }

            var anew = new NameIndex();
            foreach (var (slug, names) in now)
            {
                anew.Put(slug, names);
            }

            foreach (var asked in Few.SelectMany(n => n).Append("attendence").Append("a").Append("theory change"))
            {
                Assert.Equal(anew.Search(asked, 20).OrderBy(m => m.Id, StringComparer.Ordinal), index.Search(asked, 20).OrderBy(m => m.Id, StringComparer.Ordinal));
                Assert.Equal(anew.StartingWith(asked[..1], 20).Order(), index.StartingWith(asked[..1], 20).Order());
                Assert.Equal(anew.In(asked).Select(t => t.Words).Distinct(), index.In(asked).Select(t => t.Words).Distinct());
            }
        }, iter: 100);

    [Fact]
    public void It_finds_every_word_that_is_at_most_two_slips_away()
    {
        // Few letters, so that many words are near each other.
        var word = Gen.Char["abcd"].Array[5, 10].Select(c => new string(c));
        Gen.Select(word.Array[1, 12], word).Sample((words, asked) =>
        {
            var index = Of([.. words.Distinct().Select(w => new[] { w })]);
            var found = index.Search(asked, 50).Select(f => f.Id).ToHashSet();

            Assert.All(words.Where(w => EditDistanceTests.Defined(asked, w) <= 2), w => Assert.Contains(w, found));
        }, iter: 2000);
    }

    [Fact]
    public void Names_that_begin_so_come_before_names_with_such_a_word_and_those_before_what_is_like_it()
    {
        var index = Of(["School climate"], ["After school"], ["Schooling"], ["Scale"], ["The school year"]);

        Assert.Equal(["School climate", "Schooling", "After school", "The school year"], index.StartingWith("sch", 9));
        Assert.Equal(["School climate", "Schooling"], index.StartingWith("SCH", 2));
        Assert.Equal(["After school", "The school year"], index.StartingWith("school", 9).Skip(2));
        Assert.Equal("The school year", Assert.Single(index.StartingWith("school y", 9).Take(1)));
        Assert.Contains("School climate", index.StartingWith("shcool", 9));
        Assert.Empty(index.StartingWith("", 9));
        Assert.Empty(index.StartingWith("sch", 0));
    }

    [Fact]
    public void Terms_in_a_text_are_found_inflected_as_whole_words_the_longest_first()
    {
        var found = Of([.. Few, ["Rate"]]).In("Attendance rates fell; the mentors' mentee, and inattendance of After-School programs. ATTENDANCE, attendance rate. A backbone!");

        Assert.Equal(
            [("Attendance rate", "Attendance rates"), ("Mentor", "mentors"), ("Mentee", "mentee"), ("After-school program", "After-School programs"), ("Attendance", "ATTENDANCE"), ("The backbone", "backbone")],
            found.Select(f => (f.Id, f.Words)));
    }

    [Fact]
    public void An_abbreviation_that_is_a_small_word_is_meant_in_capitals()
    {
        var index = Of(["Information technology", "IT"]);

        Assert.Empty(index.In("it is late"));
        Assert.Equal([new NameInText("Information technology", "IT")], index.In("Ask IT about it."));
    }

    [Fact]
    public void A_long_text_of_one_word_is_read_in_no_time()
    {
        var index = Of([string.Join(' ', Enumerable.Repeat("x", 40))], [string.Join(' ', Enumerable.Repeat("x", 39)) + " y"]);

        Assert.Empty(index.In(string.Concat(Enumerable.Repeat("x z ", 7500))));
        Assert.Single(index.In(string.Concat(Enumerable.Repeat("x ", 15000))));
    }

    [Theory]
    [InlineData("Αξιολόγηση", "αξιολογηση", "αξιολογισηγ")]
    [InlineData("Посещаемость", "посещаемость", "посищаемость")]
    [InlineData("حضور المدرسة", "حُضُور المدرسة", "حضور المدرسه")]
    [InlineData("उपस्थिति", "उपस्थिति", "उपस्थिती")]
    [InlineData("Educação de infância", "educacao de infancia", "educasao infancia")]
    public void Other_scripts_are_found_with_and_without_slips(string name, string exact, string slip)
    {
        var index = Of([name], ["Something else"]);

        Assert.Equal(name, index.Exact(exact));
        Assert.Equal(name, index.Search(slip, 1)[0].Id);
        Assert.Equal([name], index.StartingWith(exact[..3], 5));
        Assert.Equal([name], index.In($"x {exact}, y").Select(t => t.Id));
    }

    [Theory]
    [InlineData("出勤率", "每周出勤率统计", "出勤率统计")]
    [InlineData("การเข้าเรียน", "อัตราการเข้าเรียนสูง", "อัตราการเข้าเรียน")]
    [InlineData("コミュニティ", "地域コミュニティと学校", "コミュニティー")]
    [InlineData("ការចូលរៀន", "អត្រាការចូលរៀនខ្ពស់", "អត្រាការចូលរៀន")]
    public void Scripts_without_spaces_are_found_inside_longer_text(string name, string text, string longer)
    {
        var index = Of([name], ["别的东西"]);

        Assert.Equal(name, index.Exact(name));
        Assert.Equal(name, index.Search(longer, 1)[0].Id);
        Assert.Equal([new NameInText(name, name)], index.In(text));
        Assert.Equal([name], index.StartingWith(name[..2], 5));
    }

    [Fact]
    public void Vowel_signs_and_voicing_marks_make_another_word()
    {
        var index = Of(["कि"], ["か"]);

        Assert.Null(index.Exact("की"));
        Assert.Null(index.Exact("が"));
    }

    [Fact]
    public void Other_languages_inflect_when_they_are_asked_for()
    {
        var index = new NameIndex("pt-PT", "es", "xx-unknown");
        index.Put("evaluation", ["Evaluación", "Avaliação"]);
        index.Put("indicator", ["Indicador"]);

        Assert.Equal([new NameInText("evaluation", "evaluaciones"), new NameInText("indicator", "indicadores")], index.In("Las evaluaciones y los indicadores."));
        Assert.True(index.Search("avaliações", 1)[0].Sure);
    }

    [Fact]
    public void Odd_and_endless_questions_do_no_harm()
    {
        var index = Of([.. Few, ["🎉"], ["\uD800"], ["   "]]);

        Assert.Equal("🎉", index.Exact("🎉"));
        Assert.Null(index.Exact("🎈"));
        Assert.Equal("Attendance", index.Search("attendance \uDC00", 1)[0].Id);
        Assert.Empty(index.Search(new string('x', 60_000), 5));
        Assert.NotNull(index.Search(string.Concat(Enumerable.Repeat("attendance ", 6000)), 5));
        Assert.Null(index.Exact(new string('é', 60_000)));
        Assert.Empty(index.StartingWith(new string('é', 60_000), 5));
        Assert.Equal(60_000, Folding.Fold(new string('é', 60_000)).Length);
        Assert.Empty(index.In(new string('\uD800', 30_000)));
        Gen.String.Sample(s =>
        {
            var odd = new NameIndex();
            odd.Put("odd", [s]);
            Assert.Equal(Folding.Fold(s).Length > 0 ? "odd" : null, odd.Exact(s));
            odd.Search(s + "x", 3);
            odd.StartingWith(s, 3);
            odd.In(s);
            odd.Remove("odd");
            Assert.Null(odd.Exact(s));
        });
    }
}
