using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Localization;

namespace CollectiveImpact.Onboarding;

/// <summary>Draws the steps of setting an initiative up, what is done of them, and the next.</summary>
public static class SetUpListCard
{
    public static AdaptiveCard Of(Initiative initiative, SetUpList list, CultureInfo culture)
    {
        var t = new Texts(culture);
        return new AdaptiveCard
        {
            FallbackText = t.SetUpListInShort(initiative.Name),
            Body =
            [
                Heading.Of(t.SetUpListTitle),
                RichTextBlock.Of(initiative.Name, isSubtle: true),
                new TextBlock(list.Next is null ? t.SetUpListDone : t.SetUpListMeans) { IsSubtle = true },
                .. Lines(list, culture),
            ],
            Actions = list.Next is null ? [Conversation.SayButton(t.Help, Spoken.Help)] : [.. Buttons(initiative, list, culture)],
        };
    }

    /// <summary>The steps, each with a tick when it is done.</summary>
    public static IEnumerable<Element> Lines(SetUpList list, CultureInfo culture)
    {
        var t = new Texts(culture);
        return SetUpList.Steps.Select(s => new TextBlock(list.Done.Contains(s) ? t.StepDone(Words(s, list, t)) : t.StepToDo(Words(s, list, t)))
        {
            Spacing = Spacing.Small,
            IsSubtle = list.Done.Contains(s) ? true : null,
            Weight = s == list.Next ? TextWeight.Bolder : null,
        });
    }

    /// <summary>The button to what comes next; null when nothing is left.</summary>
    public static Execute? NextButton(Initiative initiative, SetUpList list, CultureInfo culture)
    {
        var t = new Texts(culture);
        return list.Next is { } next ? Conversation.SayButton(t.NextStep(Doing(next, t)), CommandOf(next), initiative.Id) : null;
    }

    /// <summary>The next step, and where nothing is asked yet what else than a template there is.</summary>
    public static IEnumerable<CardAction> Buttons(Initiative initiative, SetUpList list, CultureInfo culture)
    {
        var t = new Texts(culture);
        if (NextButton(initiative, list, culture) is { } next)
        {
            yield return next with { Style = ActionStyle.Positive };
        }

        if (list.Next == SetUpStep.Indicators)
        {
            yield return Conversation.SayButton(t.WriteOwnIndicators, Spoken.Indicators, initiative.Id);
        }

        // Invites take days to be answered: what comes after them needn't wait.
        if (list.Next == SetUpStep.Partners && !list.Done.Contains(SetUpStep.Schedule))
        {
            yield return Conversation.SayButton(t.Schedule, Spoken.Schedule, initiative.Id);
        }
    }

    private static Command CommandOf(SetUpStep step) => step switch
    {
        SetUpStep.Indicators => Spoken.Templates,
        SetUpStep.Words => Spoken.Indicators,
        SetUpStep.Partners => Spoken.Partners,
        SetUpStep.Schedule => Spoken.Schedule,
        SetUpStep.Home => Spoken.Channels,
        _ => Spoken.Rehearse,
    };

    private static string Doing(SetUpStep step, Texts t) => step switch
    {
        SetUpStep.Indicators => t.DoIndicators,
        SetUpStep.Words => t.DoWords,
        SetUpStep.Partners => t.DoPartners,
        SetUpStep.Schedule => t.DoSchedule,
        SetUpStep.Home => t.DoHome,
        _ => t.DoRehearsal,
    };

    private static string Words(SetUpStep step, SetUpList list, Texts t) => step switch
    {
        SetUpStep.Indicators => t.StepIndicators,
        SetUpStep.Words => list.Waiting == 0 ? t.StepWords : t.StepWordsWaiting(list.Waiting),
        SetUpStep.Partners => list.Present == 0 ? t.StepPartners : t.StepPartnersReporting(list.Reporting, list.Present),
        SetUpStep.Schedule => t.StepSchedule,
        SetUpStep.Home => t.StepHome,
        _ => t.StepRehearsal,
    };
}
