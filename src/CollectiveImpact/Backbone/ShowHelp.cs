using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Backbone;

/// <summary>Says what this person can do here, as buttons.</summary>
public sealed class ShowHelp(Listeners listeners, IGrainFactory grains) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var known = await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Get();
        var most = Audience.Anyone;
        // Backbone staff who report for no partner would be refused a reporter's door.
        var reports = false;
        var names = new List<string>();
        foreach (var id in known.Initiatives)
        {
            if (await grains.GetGrain<IInitiativeGrain>(id).Get() is { Ended: null } initiative && initiative.Member(turn.Person) is { } member)
            {
                names.Add(initiative.Name);
                reports |= member.PartnerId is not null;
                var may = member.Role == Role.Backbone ? Audience.Backbone : member.PartnerId is not null ? Audience.Reporters : Audience.Members;
                most = may > most ? may : most;
            }
        }

        if (names.Count == 0)
        {
            return Reply.Shows(ConversationCards.NotInAnInitiative());
        }

        var offers = listeners.Said
            .Where(d => d.Help is not null && d.Who <= most && (reports || d.Who != Audience.Reporters))
            .DistinctBy(d => d.Listener)
            .ToArray();
        return Reply.Shows(new AdaptiveCard
        {
            FallbackText = "What you can do here",
            Body =
            [
                new TextBlock("What you can do here") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
                RichTextBlock.Of(string.Join(" · ", names), isSubtle: true),
                new TextBlock("Press, or just say it. Ask “what is …?” for any of our shared words."),
                .. names.Count < 2 ? (IEnumerable<Element>)[] : [new TextBlock("You are in several initiatives: say **initiatives** to choose the one that you speak of.")],
                .. offers.Select(o => (Element)new ColumnSet(
                [
                    new Column([new ActionSet([Conversation.SayButton(ConversationCards.Capital(o.Phrase.Stem), o.Phrase.Stem)])], "auto"),
                    new Column([new TextBlock(o.Help!) { IsSubtle = true }]) { VerticalContentAlignment = VerticalAlignment.Center },
                ])),
            ],
        });
    }
}

/// <summary>Someone is polite.</summary>
public sealed class SayWelcome : IListener
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) =>
        Task.FromResult(Reply.Says("You're welcome. Say \"help\" whenever you want to see what I can do."));
}
