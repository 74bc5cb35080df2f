using CollectiveImpact.Cards;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Membership;
using CollectiveImpact.Scheduling;

namespace CollectiveImpact.Backbone;

/// <summary>Someone with an invite code becomes a partner's reporter, whatever tenant they come from.</summary>
public sealed class JoinInitiative(IGrainFactory grains, CheckInPost post, HandOverPost handOver) : IListener, IAnswerWords
{
    // Of three groups, or one; of earlier codes the second group had eight.
    private static readonly int[][] Groups = [[6, 6, 6], [18], [6, 12], [6, 8], [14]];

    // The code alone will do. Words can be made of its letters too, but seldom in such groups and with a digit.
    public async Task<Reply?> TryAnswer(Turn turn, Here? here, bool mayBeCommand, CancellationToken cancel)
    {
        var said = turn.Said.Trim(' ', '.', '!', '"', '“', '”');
        return Codes.ReadInvite(said) is not null && said.Any(char.IsAsciiDigit)
            && said.Split([' ', '-', '–', '\u00a0'], StringSplitOptions.RemoveEmptyEntries).Select(g => g.Length).ToArray() is var groups && Groups.Any(g => g.SequenceEqual(groups))
            ? await Answer(turn with { Words = new Dictionary<string, string> { ["code"] = said } }, cancel)
            : null;
    }

    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        if (!turn.IsPersonal)
        {
            return Reply.Says("An invite code is for you alone. Open our own chat and say it there, so that I can write to you too.");
        }

        if (Codes.ReadInvite(turn.Words["code"]) is not { } read)
        {
            return Mistyped;
        }

        var guesses = grains.GetGrain<IGuessesGrain>(turn.Person.Tenant);
        if (!await guesses.MayTry(turn.Person, turn.Now))
        {
            return Reply.Says("Several codes in a row weren't right, so I've stopped checking for a while. Please ask the backbone staff of your initiative for a new code and try again in an hour.");
        }

        var outcome = await grains.GetGrain<IInitiativeGrain>(read.Initiative).Join(read.Code, turn.Person, turn.Name, turn.Now);
        switch (outcome)
        {
            case JoinOutcome.Joined(var initiative, var member, var partner) joined:
                await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Joined(initiative.Id);
                // Somebody who lives where nobody did has a morning of their own; it may be busy, and nobody waits for it.
                grains.GetGrain<IClockGrain>(initiative.Id).Wake().Ignore();
                await handOver.Tell(initiative, read.Code, joined.From, turn.Person);
                if (member.Role == Role.Observer)
                {
                    return Reply.Shows(WelcomeObserver(initiative));
                }

                if (partner is null)
                {
                    return Reply.Shows(SetUpCard.Welcome(initiative, founded: false));
                }

                await AskAtOnce(initiative, partner, turn.Now);
                return Reply.Shows(Welcome(initiative, partner, member.Until?.PlusDays(-1).ToString("dddd d MMMM", turn.Culture)));
            case JoinOutcome.AlreadyIn(var initiative, var partner) already:
                // The membership is written after the invite; a crash in between is mended by saying the code again.
                await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Joined(initiative.Id);
                await handOver.Tell(initiative, read.Code, already.From, turn.Person);
                return Reply.Says(partner is null && initiative.Member(turn.Person)?.Role == Role.Observer
                    ? $"You look on in {initiative.Name} already. Say \"digest\" to read the last one."
                    : partner is null
                    ? $"You are backbone staff of {initiative.Name} already. Say \"help\" to see what you can do."
                    : $"You report for {partner.Name} in {initiative.Name} already. Say \"check in\" for your card.");
            case JoinOutcome.UsedUp:
                return Reply.Says("This code has been used already; each works for one person. Ask the backbone staff who gave it to you for another one.");
            case JoinOutcome.Expired:
                return Reply.Says("This code is too old to work. Ask the backbone staff who gave it to you for a new one.");
            default:
                await guesses.WasWrong(turn.Person, turn.Now);
                return Mistyped;
        }
    }

    private static Reply Mistyped => Reply.Says("I don't know this code. It looks like \"h4k9p2-7mqx3v-tn5w8c\": three groups of six characters. Please check it and try again.");

    // Whoever joins while a round is open is asked too.
    private async Task AskAtOnce(Initiative initiative, Partner partner, Instant now)
    {
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        foreach (var round in timetable.Running.Where(r => r.Asks.HasPartner(partner.Id)))
        {
            await post.Ask(initiative, round, Purpose.Open, initiative.AskedFor(partner.Id, now));
        }
    }

    private static AdaptiveCard WelcomeObserver(Initiative initiative) => new()
    {
        FallbackText = $"Welcome to {initiative.Name}. You look on.",
        Body =
        [
            RichTextBlock.Of($"Welcome to {initiative.Name}", TextWeight.Bolder, TextSize.Large),
            new TextBlock("You look on: you read digests, histories, and what partners share with the steering committee. Nobody asks you for numbers."),
            IntroductionCard.Promise,
        ],
        Actions = [IntroductionCard.Begin(initiative), Conversation.SayButton("The last digest", "digest", initiative.Id), Conversation.SayButton("What we work for", "agenda", initiative.Id), Conversation.SayButton("Help", "help"), IntroductionCard.End(initiative)],
    };

    private static AdaptiveCard Welcome(Initiative initiative, Partner partner, string? lastDay) => new()
    {
        FallbackText = $"Welcome to {initiative.Name}. You report for {partner.Name}.",
        Body =
        [
            RichTextBlock.Of($"Welcome to {initiative.Name}", TextWeight.Bolder, TextSize.Large),
            new RichTextBlock([TextRun.Plain("You report for "), TextRun.Plain(partner.Name) with { Weight = TextWeight.Bolder }, TextRun.Plain($"{(lastDay is null ? "" : $" until {lastDay}")}. When a check-in opens, I bring you its card here; it takes about a minute.")]),
            new TextBlock("Ask me “what is …?” for any of our shared words, and say **help** to see what else I can do."),
            IntroductionCard.Promise,
        ],
        Actions = [IntroductionCard.Begin(initiative), Conversation.SayButton("My check-in", "check in", initiative.Id), Conversation.SayButton("Help", "help"), IntroductionCard.End(initiative)],
    };
}

/// <summary>Someone says only "join".</summary>
public sealed class AskForCode : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) =>
        Task.FromResult(Reply.Says("Say \"join\" and your invite code, such as \"join h4k9p2-7mqx3v-tn5w8c\". The backbone staff of your initiative can give you one."));
}
