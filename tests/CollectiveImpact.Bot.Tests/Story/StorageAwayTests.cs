using CollectiveImpact.Audit;
using CollectiveImpact.Bot.Tests.FaultMatrix;
using CollectiveImpact.Bot.Tests.Simulator;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Story;

/// <summary>Storage goes away in the middle of what the backbone does for everyone, and they press again when it is back.</summary>
public sealed class StorageAwayTests(Azurite azurite)
{
    // After so many calls it is away: each piece of an act is the first that fails once.
    private static readonly int[] s_after = [0, 1, 2, 3, 4, 6, 9, 14, 25];

    public static TheoryData<string> Acts => [.. s_acts.Keys];

    private static readonly Dictionary<string, Func<Tale, Task<Deed>>> s_acts = new()
    {
        ["open"] = async t => new(await t.Carmen.Asks("open check-in"), En.CheckIns.OpenIt, En.Audit.Opened(En.Unknown), () => t.Rui.Unread),
        ["close"] = async t =>
        {
            await t.Opens();
            await t.Home();
            return new(await t.Carmen.Asks("close check-in"), En.CheckIns.CloseIt, En.Audit.Closed(En.Unknown), () => t.Channel!.Unread);
        },
        ["reopen"] = async t =>
        {
            await t.Closes();
            return new(await t.Carmen.Asks("reopen"), En.CheckIns.Reopen, En.Audit.Reopened(En.Unknown), null);
        },
        ["sign off"] = async t =>
        {
            await t.Closes();
            return new(await t.Carmen.Asks("sign off"), En.CheckIns.SignOff, En.Audit.SignedOff(En.Unknown), null);
        },
        ["unsign"] = async t =>
        {
            await t.Closes();
            return new(await t.Carmen.SignsOff(), En.CheckIns.TakeSignOffBack, En.Audit.SignOffTakenBack(En.Unknown), null);
        },
        ["nudge"] = async t =>
        {
            await t.Carmen.OpensCheckIn();
            await t.Rui.Receives();
            var look = await t.Carmen.Asks("nudge");
            return new(look, look.Buttons[0], En.Audit.Nudged(En.Unknown), () => t.Rui.Unread);
        },
        ["post a digest"] = async t =>
        {
            await t.Closes();
            await t.Home();
            return new(await t.Carmen.Asks("digest"), En.Digests.PostDigest, En.Audit.DigestPosted(En.Unknown), () => t.Channel!.Unread);
        },
        ["take a digest down"] = async t =>
        {
            await t.Home();
            await t.Closes();
            await t.Channel!.Receives();
            return new((await (await t.Carmen.Asks("digest")).Press(En.Digests.TakeDown)).Fill(En.Digests.WhyTakenDown, "A slip"), En.Digests.TakeDown, En.Audit.DigestTakenDown(En.Unknown), null);
        },
        ["post a summary"] = async t =>
        {
            await t.MonthLater();
            return new(await t.Carmen.Asks("summary"), En.Digests.PostSummary, En.Audit.SummaryPosted(En.Unknown), () => t.Channel!.Unread);
        },
        ["take a summary down"] = async t =>
        {
            await t.MonthLater();
            await (await t.Carmen.Asks("summary")).Press(En.Digests.PostSummary);
            await t.Channel!.Receives();
            return new((await (await t.Carmen.Asks("summary")).Press(En.Digests.TakeDown)).Fill(En.Digests.WhyTakenDown, "A slip"), En.Digests.TakeDown, En.Audit.SummaryTakenDown(En.Unknown), null);
        },
        ["write a digest"] = async t =>
        {
            await t.Opens();
            return new((await (await t.Carmen.Asks("digest")).Press(En.Digests.WriteTitle)).Fill(En.Digests.Introduction, "Dear all"), En.Digests.SaveWords, En.Audit.DigestEdited(En.Unknown), null);
        },
        ["post a digest later"] = async t =>
        {
            await t.Closes();
            await t.Home();
            return new(await (await t.Carmen.Asks("digest")).Press(En.Digests.PostLater), En.Digests.PostAtThatTime, En.Audit.DigestPlanned(En.Unknown), null);
        },
        ["ask back"] = async t =>
        {
            await t.Opens();
            var page = await (await t.Carmen.Asks("answers")).Choose(En.Reviews.WhichPartner, "City Library").Press(En.Reviews.LookAtPartner);
            return new(page.Choose(En.Reviews.AskAbout, "Children in sessions"), En.Reviews.AskPartner, En.Audit.AskedBack(En.Unknown), () => t.Rui.Unread);
        },
        ["correct for a partner"] = async t =>
        {
            await t.Opens();
            var page = await (await t.Carmen.Asks("answers")).Choose(En.Reviews.WhichPartner, "City Library").Press(En.Reviews.LookAtPartner);
            return new((await page.Press(En.Reviews.CorrectIt)).Fill("Children in sessions", "12").Fill(En.CheckIns.Reason, "By phone"), En.CheckIns.SaveTheCorrection, En.Audit.Corrected(En.Unknown), null);
        },
        ["write to partners"] = async t =>
        {
            var form = (await t.Carmen.Asks("message partners")).Fill(En.Messages.Subject, "We meet").Fill(En.Messages.Text, "At ten.").Choose(En.Messages.To, En.Messages.ToEveryone);
            return new(await form.Press(En.Messages.Preview), En.Messages.Send(1), En.Audit.MessageSent(En.Unknown), () => t.Rui.Unread);
        },
        ["retire an indicator"] = async t =>
            new(await (await t.Carmen.Asks("indicators")).Press(En.Indicators.Retire), En.Indicators.RetireIt, En.Audit.IndicatorRetired(En.Unknown), null),
        ["change a partner"] = async t =>
            new((await (await t.Carmen.Asks("partner city library")).Press(En.People.PartnerChange)).Fill(En.People.PartnerNotes, "New director"), En.People.PartnerSave, En.Audit.PartnerChanged(En.Unknown), null),
        ["agree on a word"] = async t =>
            new(await t.Carmen.Asks("suggest attendance: In the room for an hour"), En.Glossary.Agree, En.Audit.TermAgreed(En.Unknown), null),
        ["add a group"] = async t =>
            new((await (await t.Carmen.Asks("groups")).Press(En.Groups.Add)).Fill(En.Groups.Name, "Early readers"), En.Groups.Save, En.Audit.GroupAdded(En.Unknown), null),
        ["a partner has left"] = async t =>
            new(await (await t.Carmen.Asks("partner city library")).Press(En.People.PartnerHasLeft), En.People.PartnerLeaveYes, En.Audit.PartnerLeft(En.Unknown), null),
        ["a partner is back"] = async t =>
            new(await (await (await t.Carmen.Asks("partner city library")).Press(En.People.PartnerHasLeft)).Press(En.People.PartnerLeaveYes), En.People.PartnerIsBack, En.Audit.PartnerBack(En.Unknown), null),
        ["merge"] = async t =>
        {
            await t.Opens();
            await t.Carmen.AddsPartner("The City Library");
            var form = await (await t.Carmen.Asks("partner the city library")).Press(En.People.MergeAsk);
            return new(await form.Choose(En.People.MergeWhich, "City Library").Press(En.People.MergeLook), En.People.MergeYes, En.Audit.PartnersMerged("City Library", "The City Library"), null);
        },
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Broken_off_anywhere_and_pressed_again_an_act_is_done_once(string act)
    {
        await using var storage = await StorageProxy.Start(azurite.TableEndpoint);
        await using var world = await World.Begins(Azurite.To(storage.Address.ToString().TrimEnd('/')));
        var tale = new Tale(world);
        await tale.Begins();
        var deed = await s_acts[act](tale);
        await world.AllIsSent();

        var broken = 0;
        foreach (var after in s_after.Append(int.MaxValue))
        {
            var (left, refused) = (after, 0);
            storage.Before = () => Interlocked.Decrement(ref left) >= 0 || Interlocked.Increment(ref refused) < 0;
            var answer = await deed.Card.Press(deed.Button);
            storage.Before = static () => true;
            await world.AllIsSent();
            // That storage is away is said as such, and not as something that nobody understands.
            Assert.DoesNotContain(En.Piece(En.Teams.WentWrongPressed(En.Unknown)), answer.Notice ?? "", StringComparison.Ordinal);
            if (answer.Notice != En.Teams.NotSavedPressed && answer.Notice != En.Teams.TooSlowPressed)
            {
                // They are told that it is done.
                break;
            }

            broken++;
        }

        Assert.NotEqual(0, broken);
        // What could not be sent while storage was away is taken up within the minute.
        await world.Services.GetServices<IHostedService>().OfType<Sweep>().Single().Run(TestContext.Current.CancellationToken);
        await world.AllIsSent();
        Assert.True(await world.Services.GetRequiredService<AuditLog>().CatchUp(TestContext.Current.CancellationToken));
        Assert.Single((await tale.Carmen.Asks("audit")).AllText.Split('\n'), l => l.Contains(En.Piece(deed.Audited), StringComparison.Ordinal));
        if (deed.Arrived is { } arrived)
        {
            // It may wait a moment before it tries again.
            await world.Teams.Until(() => arrived() > 0, () => $"Nothing came of \"{act}\".");
            await world.AllIsSent();
            Assert.Equal(1, arrived());
        }
    }

    /// <param name="Audited">What the audit says of it.</param>
    /// <param name="Arrived">How many messages others got by it; null where it sends none.</param>
    private sealed record Deed(ReceivedCard Card, string Button, string Audited, Func<int>? Arrived);

    /// <summary>An initiative with one partner, and how far it has come.</summary>
    private sealed class Tale(World world)
    {
        public Person Carmen { get; } = world.Teams.Person("Carmen", "backbone");

        public Person Rui { get; } = world.Teams.Person("Rui", "library");

        public Channel? Channel { get; private set; }

        public async Task Begins()
        {
            await Carmen.SetsUp();
            await Carmen.AddsIndicator("Children in sessions");
            await Rui.Joins(await Carmen.AddsPartner("City Library"));
        }

        public async Task Home()
        {
            var team = world.Teams.Team("Riverside", "backbone");
            team.Add(Carmen);
            await team.Installs(Carmen);
            await Carmen.AsksIn(team.General, "digest here");
            Channel = team.General;
        }

        public async Task Opens()
        {
            await Carmen.OpensCheckIn();
            await (await Rui.Receives()).Fill("Children in sessions", "41").IsGoing(En.CheckIns.OnTrack).Press(En.CheckIns.Submit);
        }

        public async Task Closes()
        {
            await Opens();
            await Carmen.ClosesCheckIn();
            await Rui.Receives();
        }

        /// <summary>A digest was posted, and its month is over.</summary>
        public async Task MonthLater()
        {
            await Home();
            await Closes();
            await Channel!.Receives();
            await world.ItIs(Instant.FromUtc(2026, 12, 2, 10, 1));
        }
    }
}
