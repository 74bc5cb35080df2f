using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Indicators;
using CollectiveImpact.Indicators.Kinds;
using CsCheck;

namespace CollectiveImpact.Tests.CheckIns;

public sealed class CheckInCardTests
{
    private static readonly Gen<CultureInfo> Cultures = Gen.OneOf<string>("en-GB", "en-US", "pt-PT", "de-DE", "de-CH", "fr-FR", "hi-IN", "sv-SE").Select(CultureInfo.GetCultureInfo);

    // What a person may have typed: no longer than is kept, without space around it.
    private static readonly Gen<string> Texts = Gen.String[0, 200].Select(t => CardText(t));

    private static readonly Gen<Answers> AnyAnswers = Gen.Select(
        Gen.Select(Gen.Int[0, 9], Gen.Long[0, 999_999_999], Gen.Int[0, 999], (has, whole, part) => has == 0 ? null : (decimal?)(whole + (part / 1000m))),
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1000], Gen.Int[1, 1000], (has, part, whole) => has == 0 ? ((int, int)?)null : (Math.Min(part, whole), whole)),
        Gen.Int[0, 2],
        Texts,
        Gen.Enum<Status>(),
        Gen.Select(Texts, Texts, Texts, Gen.Bool, (worked, didNot, needed, forAll) => Riverside.Lessons(worked, didNot, needed, forAll ? Sharing.Partners : Sharing.Backbone)),
        (number, ratio, yes, words, status, learning) =>
        {
            var values = new Dictionary<string, ReportedValue>();
            if (number is { } n)
            {
                values[Riverside.Sessions.Id] = new ReportedValue.Number(n);
            }

            if (ratio is { } r)
            {
                values[Riverside.Level.Id] = new ReportedValue.Ratio(r.Item1, r.Item2);
            }

            if (yes < 2)
            {
                values[Riverside.Met.Id] = new ReportedValue.YesNo(yes == 1);
            }

            if (words.Length > 0)
            {
                values[Riverside.Book.Id] = new ReportedValue.Words(words);
            }

            return new Answers(values, status, learning, []);
        });

    [Fact]
    public void An_answer_drawn_into_the_form_and_sent_again_is_the_same_answer_in_every_culture() => Gen.Select(AnyAnswers, Cultures).Sample((answers, culture) =>
    {
        var entry = Riverside.EntryOf(Riverside.Library, answers);
        var form = CheckInCard.Form(Riverside.Initiative, Riverside.View(entry), Riverside.Library, culture, Riverside.Lisbon).Untouched();

        var read = CheckInCard.Read(form, Riverside.Indicators, culture);

        Assert.Empty(read.Unreadable);
        Assert.True(entry.SaysTheSameAs(Riverside.EntryOf(Riverside.Library, read)));
    });

    [Fact]
    public void An_untouched_form_says_nothing()
    {
        var form = CheckInCard.Form(Riverside.Initiative, Riverside.View(), Riverside.Library, Riverside.English, Riverside.Lisbon).Pressed(En.CheckIns.Submit);

        var read = CheckInCard.Read(form, Riverside.Indicators, Riverside.English);

        Assert.Empty(read.Values);
        Assert.Empty(read.Unreadable);
        Assert.Null(read.Status);
        Assert.Equal(Learning.None, read.Learning);
    }

    [Theory]
    [InlineData("en-GB", "1,5")]
    [InlineData("en-GB", "about forty")]
    [InlineData("de-DE", "1.5")]
    public void What_is_no_number_is_a_fault_at_its_field_and_no_value(string culture, string typed)
    {
        var read = CheckInCard.Read(Riverside.Form(("value.sessions", typed)), Riverside.Indicators, CultureInfo.GetCultureInfo(culture));

        Assert.Empty(read.Values);
        var fault = Assert.Single(read.Unreadable);
        Assert.Equal((Riverside.Sessions.Id, FaultPlace.Value), (fault.Indicator, fault.Place));
        var said = fault.InWords(Riverside.Indicators, CultureInfo.GetCultureInfo(culture));
        Assert.Contains(typed, said, StringComparison.Ordinal);
        Assert.Contains(Figures.Example(CultureInfo.GetCultureInfo(culture)), said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30", "", FaultPlace.Whole)]
    [InlineData("", "40", FaultPlace.Value)]
    [InlineData("many", "40", FaultPlace.Value)]
    [InlineData("30", "many", FaultPlace.Whole)]
    public void Half_a_percentage_is_a_fault_where_the_other_half_is_missing(string part, string whole, FaultPlace place)
    {
        var read = CheckInCard.Read(Riverside.Form(("value.level", part), ("whole.level", whole)), Riverside.Indicators, Riverside.English);

        Assert.Empty(read.Values);
        Assert.Equal(place, Assert.Single(read.Unreadable).Place);
    }

    [Fact]
    public void What_the_form_carries_beside_what_was_asked_is_not_read()
    {
        var read = CheckInCard.Read(Riverside.Form(("value.sessions", "42"), ("value.secret", "1"), ("partner", "eastside-school")), Riverside.Indicators, Riverside.English);

        Assert.Equal([Riverside.Sessions.Id], read.Values.Keys);
    }

    [Fact]
    public void The_form_again_keeps_all_that_was_typed_and_says_each_fault_at_its_field()
    {
        var typed = Riverside.Form(
            ("value.sessions", "about forty"),
            ("value.level", "50"),
            ("whole.level", "0"),
            ("value.met", "yes"),
            ("value.book", "Elmer {{DATE(x)}} [link](https://evil.test)"),
            ("worked", "Evening hours"),
            ("didnot", new string('x', 1_200)),
            ("needed", "two\nlines"),
            ("audience", "Steering"),
            ("skipreason", "half a reason"));
        var read = CheckInCard.Read(typed, Riverside.Indicators, Riverside.English);
        var refused = Assert.IsType<Decision.Refused>(Riverside.Round.Receive(read, null, Riverside.Indicators, Riverside.NoPast, "", Riverside.Library.Id, Riverside.Bruno, "Bruno", Riverside.Opening));

        var card = CheckInCard.FormAgain(Riverside.Initiative, Riverside.View(), Riverside.Library, Riverside.English, Riverside.Lisbon, typed, refused.Faults);

        Assert.Equal(typed.Fields.OrderBy(f => f.Key), card.Untouched().Fields.Where(f => f.Value.Length > 0).OrderBy(f => f.Key));
        Assert.Contains(En.Indicators.UnreadableNumber("about forty", "12.5"), card.FaultAt("value.sessions")!, StringComparison.Ordinal);
        Assert.StartsWith($"⚠ {En.Indicators.NoWhole}", card.FaultAt("whole.level"), StringComparison.Ordinal);
        Assert.Equal($"⚠ {En.CheckIns.StatusMissing}", card.FaultAt("status"));
        Assert.Equal($"⚠ {En.CheckIns.TooLong(1200, 600)}", card.FaultAt("didnot"));
        Assert.Null(card.FaultAt("worked"));
        Assert.Contains(En.CheckIns.NeedAnotherLook(4), card.Lines());
    }

    [Fact]
    public void Every_fault_has_a_place_on_the_form()
    {
        // One indicator has it all: parts, a changed meaning, and a round that is closed already.
        var sessions = Riverside.Sessions with { Version = 2, Breakdown = new Breakdown("Place", [new Category("east", "East"), new Category("west", "West")], Sharing.Partners) };
        var round = Riverside.Round with { ClosedAt = Riverside.Opening };
        string? IndicatorOf(FaultPlace place) => place switch
        {
            FaultPlace.Value or FaultPlace.Whole or FaultPlace.WhyMissing => Riverside.Level.Id,
            FaultPlace.Parts or FaultPlace.Meaning or FaultPlace.Note => sessions.Id,
            _ => null,
        };
        var faults = Enum.GetValues<FaultPlace>().Where(p => p != FaultPlace.SkipReason).Select(place => new Fault(IndicatorOf(place), place, $"Fault at {place}.")).ToArray();

        var card = CheckInCard.FormAgain(Riverside.Initiative, Riverside.View(round: round, indicators: [sessions, Riverside.Level]) with { Committed = "A second room" }, Riverside.Library, Riverside.English, Riverside.Lisbon, Form.Empty, faults);

        Assert.All(faults, fault => Assert.Contains("⚠ " + fault.Code, card.Inputs().SelectMany(i => i.Text("label")!.Split('\n'))));
    }

    [Fact]
    public void The_form_shows_the_values_of_last_time()
    {
        var card = CheckInCard.Form(Riverside.Initiative, Riverside.View(), Riverside.Library, Riverside.English, Riverside.Lisbon);

        // What is heard names the question too.
        Assert.Contains(PeoplesWords.About(En.CheckIns.SameAgain("40"), Riverside.Sessions.Question), card.Buttons());
        Assert.Contains(PeoplesWords.About(En.CheckIns.SameAgain("28 of 40"), Riverside.Level.Question), card.Buttons());
    }

    [Fact]
    public void What_is_not_asked_back_about_goes_along_unseen_with_its_line_breaks()
    {
        var typed = Riverside.Form((AnswerFields.Value(Riverside.Sessions.Id), "about 40"), ("worked", "Outdoors\nIn the park"), ("status", "OnTrack"));
        var card = CheckInCard.Confirm(
            Riverside.Initiative, Riverside.View(), Riverside.Library, Riverside.English, Riverside.Lisbon, typed, [new Doubt(Riverside.Sessions.Id, DoubtKind.ReadFromWords, 40, 0) { Typed = "about 40" }]);

        var sent = card.Untouched();
        Assert.Equal(("about 40", "Outdoors\nIn the park", "OnTrack"), (sent[AnswerFields.Value(Riverside.Sessions.Id)], sent["worked"], sent["status"]));
        // A client takes the breaks out of a field of one line.
        Assert.True(card.Inputs().Single(i => i.Text("id") == "worked").GetProperty("isMultiline").GetBoolean());
    }

    [Fact]
    public void The_receipt_states_every_number_as_text_with_its_trend()
    {
        var card = CheckInReceipt.Of(Riverside.Initiative, Riverside.View(Riverside.EntryOf(Riverside.Library, Riverside.Full)), Riverside.Library, Riverside.English, Riverside.Lisbon);

        var lines = string.Join('\n', card.Lines());
        Assert.Contains($"Children in sessions\n{En.Indicators.MovedUp("2")}\n42 children", lines, StringComparison.Ordinal);
        Assert.Contains($"Children at grade level\n{En.Indicators.MovedUp(En.Indicators.Points("5"))}\n75 % (30 of 40)", lines, StringComparison.Ordinal);
        Assert.Contains($"Did you meet families?\n{En.Indicators.Yes}", lines, StringComparison.Ordinal);
        Assert.Contains("A book that children loved: Elmer", card.Lines());
        Assert.Contains(En.CheckIns.StatusIs(En.CheckIns.OnTrack), card.Lines());
        Assert.Contains($"{En.CheckIns.AnsweredBy("Bruno Costa", "Mon 23 Nov 10:00")} {En.CheckIns.CanChangeUntil("Thu 09:00")}", card.Lines());
        Assert.Equal([En.CheckIns.SaveWhoReads, En.CheckIns.ChangeMyAnswer, En.CheckIns.WhoReadsIt], card.Buttons());
    }

    [Fact]
    public void The_receipt_of_a_closed_round_offers_to_correct_it_until_it_is_signed_off()
    {
        var closed = Riverside.Round with { ClosedAt = Riverside.Opening + Duration.FromDays(3) };

        var card = CheckInReceipt.Of(Riverside.Initiative, Riverside.View(Riverside.EntryOf(Riverside.Library, Riverside.Full), closed), Riverside.Library, Riverside.English, Riverside.Lisbon);

        Assert.Equal([En.CheckIns.SaveWhoReads, En.CheckIns.CorrectIt, En.CheckIns.WhoReadsIt], card.Buttons());
        Assert.Contains(card.Lines(), line => line.EndsWith(En.CheckIns.ClosedCorrectUntil("24 December"), StringComparison.Ordinal));

        var signed = CheckInReceipt.Of(
            Riverside.Initiative, Riverside.View(Riverside.EntryOf(Riverside.Library, Riverside.Full), closed with { SignedOff = new SignOff("Maria", Riverside.Opening) }), Riverside.Library, Riverside.English, Riverside.Lisbon);

        Assert.DoesNotContain(En.CheckIns.CorrectIt, signed.Buttons());
    }

    [Fact]
    public void The_receipt_of_a_skip_says_why()
    {
        var card = CheckInReceipt.Of(Riverside.Initiative, Riverside.View(Riverside.SkippedBy(Riverside.Library, "School holidays")), Riverside.Library, Riverside.English, Riverside.Lisbon);

        Assert.Contains("School holidays", card.Lines());
    }

    [Fact]
    public void Faults_in_one_sentence_name_their_questions() => Assert.Equal(
        $"{En.Conversations.FaultAt("Children in sessions", "No number.")} {En.Conversations.FaultAt(En.CheckIns.Status, En.CheckIns.StatusMissing)} {En.CheckIns.StillInTheForm}",
        CheckInCard.InOneSentence([new Fault(Riverside.Sessions.Id, FaultPlace.Value, "No number."), new Fault(null, FaultPlace.Status, En.CheckIns.StatusMissing)], Riverside.Indicators, Riverside.English));

    // JSON keeps all but halves of characters; a form's field has no space around it.
    private static string CardText(string text) => string.Concat(text.EnumerateRunes()).Trim();
}
