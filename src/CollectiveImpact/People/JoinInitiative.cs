using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Onboarding;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.People;

/// <summary>Someone with an invite code becomes a partner's reporter, whatever tenant they come from.</summary>
public sealed class JoinInitiative(IGrainFactory grains, CheckInPost post, HandOverPost handOver, JoinPost joins, ReadSetUpList setUp, AuditLog audit) : IListener, IAnswerWords
{
    // Of three groups, or one; of earlier codes the second group had eight.
    private static readonly int[][] Groups = [[6, 6, 6], [18], [6, 12], [6, 8], [14]];

    // The code alone will do. Words can be made of its letters too, but seldom in such groups and with a digit.
    public async Task<Reply?> TryAnswer(Turn turn, Here? here, bool mayBeCommand, CancellationToken cancel)
    {
        var said = Sentence.Seen(turn.Said).Trim(' ', '.', '!', '"', '“', '”');
        return Codes.ReadInvite(said) is not null && said.Any(char.IsAsciiDigit)
            && said.Split([' ', '-', '–', '\u00a0'], StringSplitOptions.RemoveEmptyEntries).Select(g => g.Length).ToArray() is var groups && Groups.Any(g => g.SequenceEqual(groups))
            ? await Answer(turn with { Words = new Dictionary<string, string> { ["code"] = said } }, cancel)
            : null;
    }

    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (!turn.IsPersonal)
        {
            return Reply.Says(t.JoinNotHere);
        }

        if (Codes.ReadInvite(turn.Words["code"]) is not { } read)
        {
            return Reply.Says(t.JoinMistyped);
        }

        var guesses = grains.GetGrain<IGuessesGrain>(turn.Person.Tenant);
        if (!await guesses.MayTry(turn.Person, turn.Now))
        {
            return Reply.Says(t.JoinTooManyGuesses);
        }

        var outcome = await grains.GetGrain<IInitiativeGrain>(read.Initiative).Join(read.Code, turn.Person, turn.Name, turn.Now);
        if (outcome is JoinOutcome.Unknown)
        {
            await guesses.WasWrong(turn.Person, turn.Now);
        }

        return await Settle(turn, Codes.KeyOf(read.Code), outcome, cancel);
    }

    /// <summary>Somebody comes in who has shown by a link that a code was passed on to them, as by saying it.</summary>
    /// <param name="invite">See <see cref="Invite.Key"/>.</param>
    public async Task<Reply> Accept(Turn turn, InitiativeId initiative, string invite, CancellationToken cancel)
    {
        var outcome = await grains.GetGrain<IInitiativeGrain>(initiative).AcceptCode(invite, turn.Person, turn.Name, turn.Now);
        return await Settle(turn, invite, outcome, cancel);
    }

    private async Task<Reply> Settle(Turn turn, string invite, JoinOutcome outcome, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        return outcome switch
        {
            JoinOutcome.Joined joined => Reply.Shows(await Begins(turn, invite, joined, cancel)),
            JoinOutcome.AlreadyIn already => Reply.Says(await IsThere(turn, invite, already)),
            JoinOutcome.UsedUp => Reply.Says(t.JoinUsedUp),
            JoinOutcome.Expired => Reply.Says(t.JoinExpired),
            JoinOutcome.Withdrawn => Reply.Says(t.JoinWithdrawn),
            _ => Reply.Says(t.JoinMistyped),
        };
    }

    // Whoever invited them, and whoever handed over to them, is told.
    internal async Task<AdaptiveCard> Begins(Turn turn, string invite, JoinOutcome.Joined joined, CancellationToken cancel)
    {
        var (initiative, member, partner) = joined;
        await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Joined(initiative.Id);
        // Somebody who lives where nobody did has a morning of their own; it may be busy, and nobody waits for it.
        grains.GetGrain<IClockGrain>(initiative.Id).Wake().Ignore();
        await audit.Keep(
            turn,
            initiative.Id,
            member.Role == Role.Observer ? ActKind.JoinedAsObserver : partner is null ? ActKind.JoinedAsBackbone : ActKind.Joined,
            turn.Person.ToString(),
            partner?.Name ?? "",
            at: member.Since,
            cancel: cancel);
        await handOver.Tell(initiative, invite, joined.From, turn.Person);
        if (partner is not null)
        {
            await AskAtOnce(initiative, partner, turn.Now);
        }

        await joins.Tell(initiative, invite, joined.InvitedBy, turn.Person);
        if (member.Role == Role.Observer)
        {
            return WelcomeObserver(initiative, turn.Culture);
        }

        if (partner is null)
        {
            return SetUpCard.Welcome(initiative, founded: false, await setUp.Of(initiative), turn.Culture);
        }

        return Welcome(initiative, partner, member.Until?.PlusDays(-1), turn.Culture);
    }

    internal async Task<string> IsThere(Turn turn, string invite, JoinOutcome.AlreadyIn already)
    {
        var (t, initiative, partner) = (new Texts(turn.Culture), already.Initiative, already.Partner);
        // The membership is written after the invite; a crash in between is mended by saying the code again.
        await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Joined(initiative.Id);
        await handOver.Tell(initiative, invite, already.From, turn.Person);
        if (already.WithThisCode)
        {
            await joins.Tell(initiative, invite, already.InvitedBy, turn.Person);
        }

        return partner is not null ? t.JoinReportsAlready(partner.Name, initiative.Name)
            : initiative.Member(turn.Person)?.Role == Role.Observer ? t.JoinLooksOnAlready(initiative.Name)
            : t.JoinIsBackboneAlready(initiative.Name);
    }

    // Whoever joins while a round is open is asked too.
    private async Task AskAtOnce(Initiative initiative, Partner partner, Instant now)
    {
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        foreach (var round in timetable.Running.Where(r => r.Asks.HasPartner(partner.Id)))
        {
            await post.Ask(initiative, round, Purpose.Open, initiative.AskedFor(partner.Id, now));
        }
    }

    private static AdaptiveCard WelcomeObserver(Initiative initiative, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.JoinWelcomeObserverInShort(initiative.Name),
            Body =
            [
                RichTextBlock.Of(t.JoinWelcome(initiative.Name), TextWeight.Bolder, TextSize.Large),
                new TextBlock(t.JoinYouLookOn),
                IntroductionCard.Promise(culture),
            ],
            Actions =
            [
                IntroductionCard.Begin(initiative, culture),
                Conversation.SayButton(t.LastDigest, Spoken.Digest, initiative.Id),
                Conversation.SayButton(t.WhatWeWorkFor, Spoken.Agenda, initiative.Id),
                Conversation.SayButton(t.Help, Spoken.Help),
                IntroductionCard.End(initiative, t.IntroductionNone),
            ],
        };
    }

    /// <param name="last">The last day of somebody who stands in.</param>
    private static AdaptiveCard Welcome(Initiative initiative, Partner partner, LocalDate? last, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.JoinWelcomeInShort(initiative.Name, partner.Name),
            Body =
            [
                RichTextBlock.Of(t.JoinWelcome(initiative.Name), TextWeight.Bolder, TextSize.Large),
                RichTextBlock.AroundBold(partner.Name, name => last is { } day ? t.JoinYouReportUntil(name, day.OnWeekday(culture)) : t.JoinYouReport(name)),
                new TextBlock(t.JoinAskMe),
                IntroductionCard.Promise(culture),
            ],
            Actions =
            [
                IntroductionCard.Begin(initiative, culture),
                Conversation.SayButton(t.JoinCheckIn, Spoken.CheckIn, initiative.Id),
                Conversation.SayButton(t.Help, Spoken.Help),
                IntroductionCard.End(initiative, t.IntroductionNone),
            ],
        };
    }
}

/// <summary>Someone says only "join".</summary>
public sealed class AskForCode : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Says(new Texts(turn.Culture).JoinSayCode));
}
