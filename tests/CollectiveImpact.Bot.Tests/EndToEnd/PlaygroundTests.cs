using System.Text.RegularExpressions;
using CollectiveImpact.Bot.Tests.FaultMatrix;
using CollectiveImpact.Bot.Tests.Story;
using CollectiveImpact.Testing;
using Microsoft.Playwright;
using NodaTime;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CollectiveImpact.Bot.Tests.EndToEnd;

/// <summary>The whole story in a real browser: two people, two windows, one bot.</summary>
[Collection(Processes.Collection)]
public sealed class PlaygroundTests(Azurite azurite, Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private static readonly string Pictures = Path.Combine(RepositoryRoot.PathOf(), "artifacts", "pictures");

    private readonly Service _service = new(azurite.ConnectionString, SystemClock.Instance);
    private PlaygroundWindow _coordinator = null!;

    public async ValueTask InitializeAsync()
    {
        await _service.Start();
        _coordinator = await Window("coordinator");
    }

    public async ValueTask DisposeAsync()
    {
        await _coordinator.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Two_people_do_the_main_job_in_the_playground()
    {
        var coordinator = _coordinator;
        await using var reporter = await Window("reporter");

        // Set up: an initiative, two indicators, a partner.
        await coordinator.Asks("set up", En.Onboarding.SetUp);
        await coordinator.Fill(En.Onboarding.SetUpName, "Riverside Reads");
        await coordinator.Fill(En.Onboarding.Vision, "Every child in Riverside reads with joy by the age of nine.");
        await coordinator.Press(En.Onboarding.Save);
        await coordinator.Shows(En.Onboarding.WelcomeOfFounder);
        await coordinator.Asks("indicators", En.Indicators.WhatWeMeasure);
        foreach (var (question, kind, target) in new[] { ("Children in reading sessions", En.Indicators.KindNumber, "100"), ("Children reading at grade level", En.Indicators.KindPercentage, "90") })
        {
            await coordinator.Press(En.Indicators.AddIndicator);
            await coordinator.Shows(En.Indicators.WhatKind);
            await coordinator.Press(kind);
            await coordinator.Shows(En.Indicators.SectionMore);
            await coordinator.Fill(En.Indicators.Question, question);
            await coordinator.Fill(En.Indicators.TargetOfAll, target);
            await coordinator.Press(En.Indicators.SeeAsPartners);
            await coordinator.Shows(En.Indicators.AsPartnersSeeIt);
            await coordinator.Press(En.Indicators.Save);
            await coordinator.Shows(question);
        }

        await coordinator.Asks("partners", En.People.PartnersNewName);
        await coordinator.Fill(En.People.PartnersNewName, "City Library");
        await coordinator.Press(En.People.PartnersAdd);
        await coordinator.Shows(En.Piece(En.People.InviteIsBelow("City Library", En.Unknown)));
        var code = await coordinator.Code();
        await coordinator.Picture("invite");
        await coordinator.Asks("invites", En.People.Invites);
        await coordinator.Picture("invites");
        await reporter.Asks($"join {code}", En.People.JoinWelcome("Riverside Reads"));

        // The channel becomes a home for digests; the schedule is saved.
        await coordinator.Asks("schedule", En.Schedules.WhenDoWeAsk);
        await coordinator.Press(En.Schedules.SeeDates);
        await coordinator.Shows(En.Schedules.IsThisRight);
        await coordinator.Picture("schedule-dates");
        await coordinator.Press(En.Schedules.Save);
        await coordinator.Shows($"{En.Schedules.RemindsTheDayBefore(CollectiveImpact.Conversations.ConversationCards.Capital(En.Schedules.EveryWeeks(1, "Monday")), "09:00", 3)}.");
        await Expect(coordinator.Page.GetByRole(AriaRole.Button, new() { Name = En.Schedules.AddAnother }).Last).ToBeVisibleAsync();
        await coordinator.Picture("schedule");
        await coordinator.GoesTo("Riverside Reads - Digests");
        await coordinator.Posts("digest here");
        await Expect(coordinator.Page.GetByText(En.Digests.ComesHere("Riverside Reads")).Last).ToBeVisibleAsync();
        await coordinator.GoesTo("Personal Chat");

        // What is done and what comes next, and what everyone may do.
        await coordinator.Asks("set-up list", En.Onboarding.SetUpListTitle);
        await coordinator.Picture("set-up-list");
        await coordinator.Asks("rehearse", En.Piece(En.Onboarding.RehearsalOf(En.Unknown)).Trim());
        await coordinator.Picture("rehearsal");
        await coordinator.Asks("initiative", En.Piece(En.Settings.TimeZone(En.Unknown, En.Unknown)));
        await coordinator.Picture("initiative");

        // Everyone is asked; the reporter slips, is told kindly, and answers.
        await coordinator.Asks("open check-in", En.CheckIns.WouldBeAsked(1, 1, 2));
        await coordinator.Picture("open");
        await coordinator.Press(En.CheckIns.OpenIt);
        await coordinator.Shows(En.CheckIns.IsOpen);
        await reporter.Shows(En.CheckIns.YourCheckIn);
        await coordinator.Asks("status", $"{En.CheckIns.Missing} (1)");
        await coordinator.Asks("nudge", En.CheckIns.LineOfYours);
        await coordinator.Fill(En.CheckIns.LineOfYours, "The council meets on Friday.");
        await coordinator.Picture("nudge");
        await coordinator.Press(En.CheckIns.RemindPeople(1));
        await reporter.Shows(En.CheckIns.Reminder);
        await reporter.Fill("Children in reading sessions", "forty");
        await reporter.Fill("Children reading at grade level", "30");
        await reporter.Fill(En.Indicators.OutOfHowMany("Children reading at grade level"), "40");
        await reporter.Pick(En.CheckIns.OnTrack);
        await reporter.Press(En.CheckIns.AddWhatYouLearned);
        await reporter.Fill(En.CheckIns.Worked, "Reading outdoors brought twice as many fathers.");
        await reporter.Fill(En.CheckIns.DidNot, "The bus strike.");
        await reporter.Fill(En.CheckIns.Needed, "Two volunteers on Thursdays.");
        await reporter.Picture("check-in");
        await reporter.Press(En.CheckIns.Submit);
        await reporter.Shows(En.Piece(En.Indicators.UnreadableNumber("forty", En.Unknown)));
        await reporter.Picture("check-in-again");
        await reporter.Fill("Children in reading sessions", "41");
        await reporter.Press(En.CheckIns.Submit);
        await reporter.Shows(En.CheckIns.ThankYou);
        await reporter.Picture("receipt");
        await reporter.Press(En.CheckIns.ChangeMyAnswer);
        await reporter.Shows(En.CheckIns.Submit);
        await reporter.Fill("Children in reading sessions", "43");
        await reporter.Press(En.CheckIns.Submit);
        await reporter.Shows("43");

        // The backbone sees it, and the channel reads what was learned.
        await coordinator.Asks("status", En.CheckIns.AnsweredOf(1, 1));
        await coordinator.Picture("status");
        await coordinator.Asks("answers", En.Reviews.Answers);
        await coordinator.Picture("answers");
        await coordinator.Choose(En.Reviews.WhichPartner, "City Library");
        await coordinator.Press(En.Reviews.LookAtPartner);
        await coordinator.Shows(En.Reviews.AskAbout);
        await coordinator.Choose(En.Reviews.AskAbout, "Children in reading sessions");
        await coordinator.Fill(En.Reviews.YourQuestion, "Is the Saturday group in it?");
        await coordinator.Picture("ask-back");
        await coordinator.Press(En.Reviews.AskPartner);
        await reporter.Shows(En.Reviews.OneQuestion);
        await reporter.Picture("asked-back");
        await reporter.Fill(En.Reviews.Note, "Yes, twelve of them.");
        await reporter.Press(En.Reviews.ItIsRight);
        await reporter.Shows(En.Reviews.ToldWhoAsked);
        await coordinator.Shows(En.Reviews.WhatYouAskedBack);
        await coordinator.Asks("digest", En.Digests.GoesTo(1));
        await coordinator.Press(En.Digests.WriteTitle);
        await coordinator.Shows(En.Digests.Introduction);
        await coordinator.Fill(En.Digests.Headline, new string('h', 121));
        await coordinator.Fill(En.Digests.Introduction, "Thank you all: next week we meet at the library.");
        await coordinator.Press(En.Digests.SaveWords);
        await coordinator.Shows(En.Fields.TooLong(121, 120));
        await coordinator.Picture("digest-words-again");
        await coordinator.Fill(En.Digests.Headline, "A good first week");
        await coordinator.Press(En.Digests.SaveWords);
        await coordinator.Shows("A good first week");
        await coordinator.Picture("digest-words");
        await coordinator.Asks("close check-in", En.CheckIns.HaveAnsweredSoFar(1, 1));
        await coordinator.Picture("close");
        await coordinator.Press(En.CheckIns.CloseIt);
        await Expect(coordinator.Page.GetByText(En.Piece(En.CheckIns.ClosedOnItsWay(En.Unknown, En.Unknown)).Trim()).Last).ToBeVisibleAsync();
        await coordinator.GoesTo("Riverside Reads - Digests");
        await Expect(coordinator.Page.GetByText(En.Digests.Answered(1, 1, 100).Replace("**", "", StringComparison.Ordinal)).First).ToBeVisibleAsync();
        await Expect(coordinator.Page.GetByText("Reading outdoors brought twice as many fathers.").First).ToBeVisibleAsync();
        await Expect(coordinator.Page.GetByText("A good first week").First).ToBeVisibleAsync();
        await coordinator.Picture("digest");

        // What was done is found again, and can be taken back.
        await coordinator.GoesTo("Personal Chat");
        await coordinator.Asks("oops", En.Audit.UndoTitle);
        await coordinator.Picture("undo");
        await coordinator.Press(En.Audit.TakeBack);
        await coordinator.Shows(En.Piece(En.CheckIns.HasClosedOn(En.Unknown)));
        await coordinator.Asks("audit", En.Audit.Audit);
        await coordinator.Picture("audit");
        await coordinator.Asks("partner city library", En.People.PartnerCheckIns);
        await coordinator.Picture("partner");

        // The shared words, in the chat and in the channel.
        await coordinator.GoesTo("Personal Chat");
        await reporter.Asks("suggest attendance: In the room for at least half of the session", En.Glossary.Proposed);
        await coordinator.Asks("what is attendance?", En.Glossary.Proposed);
        await coordinator.Press(En.Glossary.Agree);
        await Expect(coordinator.Card).Not.ToContainTextAsync(En.Glossary.Proposed);
        await coordinator.GoesTo("Riverside Reads - Digests");
        var term = coordinator.Page.Locator(".ac-adaptiveCard", new() { HasText = "In the room for at least half of the session" }).First;
        await coordinator.Posts("what is attendance?");
        try
        {
            await Expect(term).ToBeVisibleAsync();
        }
        catch (PlaywrightException)
        {
            // The client now and then loses a reply that comes before it has drawn the post: one asks again.
            await coordinator.Posts("what is attendance?");
            await Expect(term).ToBeVisibleAsync();
        }
        await coordinator.Picture("glossary");

        // Another round of the same week, and the reporter has no time for it.
        await coordinator.GoesTo("Personal Chat");
        await coordinator.Asks("open check-in", En.CheckIns.ReopenOrAskAgain);
        await coordinator.Picture("asked-already");
        await coordinator.Press(En.CheckIns.AskAgain);
        await coordinator.Shows(En.CheckIns.IsOpen);
        await reporter.Shows(En.CheckIns.Submit);
        await reporter.PressInMore(En.CheckIns.SkipThisTime);
        await reporter.Fill(En.CheckIns.SkipReason, "School holidays");
        await reporter.Press(En.CheckIns.Skip);
        await reporter.Shows(En.CheckIns.SkippedThisTime);
        await reporter.Picture("skipped");
        await coordinator.Asks("status", En.CheckIns.SectionTitle(En.CheckIns.Skipped, 1));
        await coordinator.Press(En.CheckIns.SectionTitle(En.CheckIns.Skipped, 1));
        await coordinator.Shows($"City Library: {En.CheckIns.SkippedBecause("School holidays")}");
    }

    [Fact]
    public async Task A_newcomer_sees_living_cards_after_demo()
    {
        var window = _coordinator;
        await window.Asks("demo", En.Sample.SampleReady("Riverside Reads"));
        await window.Picture("demo");
        await window.Asks("open check-in", En.CheckIns.OpenIt);
        await window.Press(En.CheckIns.OpenIt);
        await Expect(window.Page.GetByText(En.CheckIns.IsOpen, new() { Exact = true })).ToBeVisibleAsync();
        // The card that the opening brings, and then the one that is asked for: only then the newest stays the newest.
        var forms = window.Page.GetByRole(AriaRole.Button, new() { Name = En.CheckIns.Submit, Exact = true });
        await Expect(forms).ToHaveCountAsync(1);
        await window.Says("check in");
        await Expect(forms).ToHaveCountAsync(2);
        await window.Shows(En.CheckIns.SameForAll);
        await window.Fill("Children in reading sessions", "1280");
        await window.Fill("Children reading at grade level", "38");
        await window.Fill("Of children tested", "44");
        await window.Pick(En.CheckIns.OnTrack);
        await window.Press(En.CheckIns.AddWhatYouLearned);
        await window.Fill(En.CheckIns.Worked, "Reading outdoors #summer");
        await window.Picture("demo-check-in");

        // A slip of the finger is asked back.
        await window.Press(En.CheckIns.Submit);
        await window.Shows(En.CheckIns.LookUnusual(1));
        await window.Picture("demo-unusual");
        await window.Fill("Children in reading sessions", "128");
        await window.Press(En.CheckIns.YesThatIsRight(1));
        await window.Shows(En.CheckIns.ThankYou);
        await window.Shows("▁");
        await window.Picture("demo-receipt");
        await window.GoesTo("Riverside Reads - Digests");
        await window.Posts("digest here");
        await Expect(window.Page.GetByText(En.Digests.ComesHere("Riverside Reads")).Last).ToBeVisibleAsync();
        await window.GoesTo("Personal Chat");
        await window.Asks("digest", En.Digests.Title);
        await window.Press(En.Digests.ChartsAndDetails);
        await Expect(window.Card.Locator("svg").First).ToBeVisibleAsync();
        await window.Press(En.Digests.PostDigest);
        await Expect(window.Page.GetByText(En.Digests.PostedTo(1)).Last).ToBeVisibleAsync();
        await window.GoesTo("Riverside Reads - Digests");
        await Expect(window.Page.GetByText("▁").First).ToBeVisibleAsync();
        await window.Picture("demo-digest");

        // After the close: what came of it, a correction that the channel's digest follows, and what was learned.
        await window.GoesTo("Personal Chat");
        await window.Asks("close check-in", En.CheckIns.CloseIt);
        await window.Press(En.CheckIns.CloseIt);
        await window.Shows(En.Digests.WhatCameOfIt);
        await window.Picture("demo-thanks");
        await window.Asks("correct", En.CheckIns.WhichToCorrect);
        await window.Card.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Check-in, week ", RegexOptions.None, TimeSpan.FromSeconds(1)) }).First.ClickAsync();
        await window.Shows(En.CheckIns.CorrectACheckIn);
        await window.Fill("Children in reading sessions", "127");
        await window.Fill(En.CheckIns.Reason, "One child was counted twice");
        await window.Press(En.CheckIns.SaveTheCorrection);
        await window.Shows(En.CheckIns.CorrectedBecause("One child was counted twice"));
        await window.Asks("history of children in reading sessions", "128 children → 127 children");
        await window.Picture("demo-history");
        await window.Asks("learned about outdoors", "Reading outdoors #summer");
        await window.Picture("demo-learned");
        await window.Asks("completeness", En.CheckIns.HowComplete);
        await window.Picture("demo-completeness");
        await window.GoesTo("Riverside Reads - Digests");
        await Expect(window.Page.GetByText($"· {En.Digests.Corrected}").First).ToBeVisibleAsync();

        // A file is brought in by a page: checked, then kept, while it stays chosen.
        await window.GoesTo("Personal Chat");
        await window.Asks("import", En.Files.BringDataIn);
        var page = await window.Page.RunAndWaitForPopupAsync(() => window.Card.GetByText(En.Files.BringFile).ClickAsync());
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "values.csv",
            MimeType = "text/csv",
            Buffer = "Period,Partner,Indicator,Value\r\n2020-W10,City Library,Children in reading sessions,many\r\n"u8.ToArray(),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = En.Web.CheckFile }).ClickAsync();
        await Expect(page.GetByText(En.Files.NumberUnreadable("many"))).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, "demo-import.png") });
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "values.csv",
            MimeType = "text/csv",
            Buffer = "Period,Partner,Indicator,Value\r\n2020-W10,City Library,Children in reading sessions,31\r\n"u8.ToArray(),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = En.Web.CheckFile }).ClickAsync();
        // Years before everything else: asked once.
        await page.GetByLabel(En.Web.TheyAreRight).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = En.Web.CheckFile }).ClickAsync();
        await Expect(page.GetByText(En.Web.FineAtOneTime(1, 1, "2020-W10"))).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = En.Web.Import }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = En.Web.IsIn })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Words_are_agreed_compared_and_at_hand_while_writing()
    {
        var window = _coordinator;
        await window.Asks("demo", En.Sample.SampleReady("Riverside Reads"));
        await window.Asks("what is atendance?", En.Glossary.YouWrote("atendance"));
        await window.Press(En.Glossary.SuggestAChange);
        await window.Shows(En.Glossary.ChangeOf("Attendance"));
        await window.Fill(En.Glossary.Definition, "A child was in the room for at least two thirds of the session.");
        await window.Press(En.Glossary.SayMore);
        await window.Fill(En.Glossary.Not, "Being signed up.");
        await window.Fill(En.Glossary.Synonyms, "presence, ATT");
        await window.Picture("glossary-form");
        await window.Press(En.Glossary.Suggest);
        await window.Shows(En.Glossary.ChangeIsProposed);
        await window.Picture("glossary-change");
        await window.Press(En.Glossary.Agree);
        await window.Shows(En.Glossary.NewVersionAgreed);
        await window.Press(En.Glossary.EarlierVersions);
        await window.Shows(En.Glossary.Versions(2));
        await window.Picture("glossary-versions");
        await window.Asks("ATT?", "Being signed up.");
        await window.Asks("what is truancy?", En.Glossary.NotThere("“truancy”"));
        await window.Asks("words asked for in vain", "truancy");
        await window.Picture("glossary-missed");

        // In the box where one writes to others.
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Trigger Message Extension App" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Search Command" }).ClickAsync();
        await window.Page.GetByText("Specify Command ID or Parameter").ClickAsync();
        await window.Page.GetByPlaceholder(new Regex("command id", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))).FillAsync("glossary.search");
        // The title in the list, and not one on a card of the chat behind it.
        var titles = window.Page.GetByText("Attendance", new() { Exact = true });
        var onCards = await titles.CountAsync();
        await window.Page.GetByPlaceholder("Enter a search term").FillAsync("attend");
        await Expect(titles).ToHaveCountAsync(onCards + 1);
        await window.Picture("glossary-search");
        await titles.Last.ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Send Message" }).ClickAsync();
        await Expect(window.Page.GetByText($"Riverside Reads · {En.Glossary.SharedGlossary} · {En.Glossary.InVersion(2)}").Last).ToBeVisibleAsync();

        // And on a message of somebody else's.
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Trigger Message Extension App" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Action Command" }).ClickAsync();
        var dialog = window.Page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("input").First.FillAsync("glossary.suggestfrom");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await dialog.GetByLabel(new Regex("^" + En.Glossary.Name, RegexOptions.None, TimeSpan.FromSeconds(1))).FillAsync("Truancy");
        await dialog.GetByLabel(new Regex("^" + En.Glossary.Definition, RegexOptions.None, TimeSpan.FromSeconds(1))).FillAsync("Missing school without leave.");
        await window.Picture("glossary-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = En.Glossary.Suggest, Exact = true }).ClickAsync();
        await Expect(dialog.GetByText(En.Glossary.Proposed)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_five_conditions_are_looked_after_in_the_playground()
    {
        var window = _coordinator;
        // An agenda is drafted, put forward and endorsed.
        await window.Asks("demo", En.Sample.SampleReady("Riverside Reads"));
        await window.Asks("agenda", "Nine in ten children read at grade level");
        await window.Press(En.Agenda.EditAgenda);
        await window.Shows(En.Agenda.ActionsByLine);
        await window.Fill(En.Agenda.TheEvidence, "One in three reads below grade level (county survey, 2025)");
        await window.Fill(En.Agenda.ActionsByLine, En.Agenda.ActionExample);
        await window.Press(En.Agenda.SaveDraft);
        await window.Shows(En.Agenda.OurAgendaDraft);
        await window.Press(En.Agenda.NumbersForGoals);
        await window.Shows(En.Agenda.WhichNumbers);
        // Where several can be chosen, the client's list has boxes to tick.
        await window.Card.GetByRole(AriaRole.Combobox, new() { Name = "Families, schools and libraries speak of reading with the same words" }).ClickAsync();
        await window.Page.GetByText("Children in reading sessions", new() { Exact = true }).Last.ClickAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Press(En.Agenda.Save);
        await window.Shows(En.Agenda.SavedWithDraft);
        await window.Press(En.Agenda.PutItForward);
        await window.Shows(En.Agenda.AskEndorsement);
        await window.Press(En.Agenda.Endorse);
        await window.Shows(En.Agenda.Endorsed(1, 6));
        await window.Picture("agenda-put-forward");
        await window.Press(En.Agenda.BringIntoForce);
        await window.Shows(En.Agenda.AskBringIntoForce);
        await window.Picture("agenda-few");
        await window.Press(En.Agenda.BringIntoForce);
        await window.Press(En.Agenda.NumbersAndPartners);
        await window.Shows("Children reading at grade level: ");
        await window.Picture("agenda");
        await window.Asks("decide: We share one bus for all reading sessions", En.Agenda.DecisionWritten);

        // Who does what, and who needs what.
        await window.Asks("our activities", En.Activities.WhatWeDo);
        await window.Press(En.Activities.Add);
        // What is typed before the client has drawn the form for good is lost.
        await window.Shows(En.Activities.ExcelsAt);
        await window.Fill(En.Activities.What, "Reading club after school");
        await window.Card.GetByText("Every child is read to at home, every week", new() { Exact = true }).Last.ClickAsync();
        await window.Fill(En.Activities.Where, "East end");
        await window.Press(En.Activities.Save);
        await window.Shows("Reading club after school · East end");
        await window.Press(En.Activities.WhoDoesWhat);
        await window.Shows(En.Activities.Gap);
        await window.Picture("activities");
        await window.Asks("ask: Two volunteers on Thursday afternoons", En.Activities.Told(0));
        await window.Picture("asks");

        // Some of them work on a goal together.
        await window.Asks("groups", "Home reading");
        await window.Press(En.Groups.Add);
        await window.Shows(En.Groups.NewGroup);
        await window.Fill(En.Groups.Name, "Same words");
        await window.Fill(En.Groups.Purpose, "That parents hear the same from all of us.");
        await window.Card.GetByText("Families, schools and libraries speak of reading with the same words", new() { Exact = true }).Last.ClickAsync();
        await window.Press(En.Groups.Save);
        await window.Shows(En.Groups.Added);
        await window.Press(En.Groups.Join);
        await window.Shows("Carmen Ortiz (City Library)");
        await window.Picture("group");

        // How it stands, and what somebody new is shown.
        await window.Asks("health", En.Health.Health);
        await window.Picture("health");
        await window.Asks("get to know us", En.Onboarding.IntroductionChapter(1, 5));
        await window.Press(En.Onboarding.IntroductionNext);
        await window.Shows(En.Onboarding.IntroductionChapter(2, 5));
        await window.Picture("introduction");
        await window.Asks("hand over", En.People.HandOver);
        await window.Press(En.People.GetTheCode);
        await window.Shows(En.People.CodeInYourPlace("City Library"));
        await window.Picture("hand-over");
        await window.Asks("people", "Carmen Ortiz");
        await window.Picture("people");
        await window.Asks("templates", "Youth employment");
        await window.Picture("templates");
        await window.Says("open pulse");
        await Expect(window.Card).ToContainTextAsync("pulse");
        await window.Picture("pulse");
    }

    private Task<PlaygroundWindow> Window(string who) => PlaygroundWindow.Open(browser.Opened, who, _service.Messages, Pictures);
}
