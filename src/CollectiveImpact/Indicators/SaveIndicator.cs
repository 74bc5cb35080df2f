using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;

namespace CollectiveImpact.Indicators;

/// <summary>Backbone staff save an indicator; what doesn't fit together is said at its field.</summary>
public sealed class SaveIndicator(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var indicators = grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id);
        var all = await indicators.All();
        var named = await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).GetAll(IndicatorForm.TermsIn(turn.Form));
        var (indicator, edit, faults) = IndicatorForm.Read(turn.Form, here.Initiative, all, turn.Culture, [.. named.Select(t => t.Slug)]);
        if (indicator is null)
        {
            return Reply.AsksAgain(IndicatorForm.Again(here.Initiative, IndicatorForm.AsRead(turn.Form, turn.Culture), faults, all, turn.Culture, await WriteIndicator.Terms(grains, here.Initiative.Id, IndicatorForm.TermsIn(turn.Form))));
        }

        await indicators.Save(indicator, edit);
        var before = all.FirstOrDefault(i => i.Id == indicator.Id);
        await audit.Keep(
            turn,
            here,
            before is null ? ActKind.IndicatorAdded : ActKind.IndicatorChanged,
            indicator.Id,
            indicator.Question,
            before is null || before.Question == indicator.Question ? "" : before.Question,
            cancel: cancel);
        return await ShowIndicators.List(grains, turn, here);
    }
}

/// <summary>Says what rests on an indicator, in a sentence or more.</summary>
public interface IIndicatorUses
{
    Task<IReadOnlyList<string>> Of(Here here, Indicator indicator, CultureInfo culture);
}

/// <summary>Before an indicator is retired, backbone staff read what follows.</summary>
public sealed class AskRetireIndicator(IGrainFactory grains, IEnumerable<IIndicatorUses> uses) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var all = await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).All();
        if (all.FirstOrDefault(i => i.Id == IndicatorCard.IndicatorOf(turn.Form)) is not { Retired: false } indicator)
        {
            // Somebody was first, or the button is an old one: how it stands now is seen on the list.
            return await ShowIndicators.List(grains, turn, here);
        }

        var elsewhere = new List<string>();
        foreach (var use in uses)
        {
            elsewhere.AddRange(await use.Of(here, indicator, turn.Culture));
        }

        var calculated = all.Where(i => !i.Retired && Formula.Of(i)?.Uses.Contains(indicator.Id) == true).Select(i => i.Question).ToArray();
        return Reply.Shows(IndicatorCard.AskRetire(here.Initiative, indicator, here.Initiative.Reporting.Count(p => indicator.Asks(p.Id)), calculated, elsewhere, turn.Culture));
    }
}

/// <summary>Backbone staff retire an indicator: it is asked no more, and its history stays.</summary>
public sealed class RetireIndicator(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var indicators = grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id);
        var indicator = (await indicators.All()).FirstOrDefault(i => i.Id == IndicatorCard.IndicatorOf(turn.Form));
        if (indicator is { Retired: false })
        {
            await indicators.Save(indicator with { Retired = true }, Edit.Wording);
            await audit.Keep(turn, here, ActKind.IndicatorRetired, indicator.Id, indicator.Question, cancel: cancel);
        }

        return await ShowIndicators.List(grains, turn, here, indicator);
    }
}

/// <summary>Backbone staff bring a retired indicator back: the next check-in asks it again.</summary>
public sealed class RestoreIndicator(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var indicators = grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id);
        if ((await indicators.All()).FirstOrDefault(i => i.Id == IndicatorCard.IndicatorOf(turn.Form)) is { Retired: true } indicator)
        {
            await indicators.Save(indicator with { Retired = false }, Edit.Wording);
            await audit.Keep(turn, here, ActKind.IndicatorRestored, indicator.Id, indicator.Question, cancel: cancel);
        }

        return await ShowIndicators.List(grains, turn, here);
    }
}
