using CollectiveImpact.Cards;
using CollectiveImpact.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Agenda;

/// <summary>Every door into the common agenda.</summary>
public sealed class AgendaFeature : IFeature
{
    public void Listen(Listeners on) => on.Say("agenda", "vision", "goals").Offers("What we work for together").Do<ShowAgenda>();
}

public static class AgendaHosting
{
    public static IServiceCollection AddAgenda(this IServiceCollection services) => services
        .AddSingleton<IFeature, AgendaFeature>()
        .AddSingleton<ShowAgenda>();
}

/// <summary>Shows the vision, the problem and the goals.</summary>
public sealed class ShowAgenda : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var initiative = here.Initiative;
        return Task.FromResult(Reply.Shows(new AdaptiveCard
        {
            FallbackText = $"{initiative.Name}: {initiative.Vision}",
            Body =
            [
                RichTextBlock.Of(initiative.Name, TextWeight.Bolder, TextSize.Large),
                new TextBlock("Vision") { Weight = TextWeight.Bolder },
                RichTextBlock.Of(initiative.Vision) with { Spacing = Spacing.None },
                new TextBlock("Problem") { Weight = TextWeight.Bolder },
                RichTextBlock.Of(initiative.Problem) with { Spacing = Spacing.None },
                .. initiative.Goals.Count == 0 ? (IEnumerable<Element>)[] : [new TextBlock("Goals") { Weight = TextWeight.Bolder }],
                .. initiative.Goals.Select((g, i) => RichTextBlock.Of($"{i + 1}. {g.Text}") with { Spacing = Spacing.Small }),
            ],
        }));
    }
}
