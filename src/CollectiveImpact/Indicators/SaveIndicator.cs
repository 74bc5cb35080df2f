using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;

namespace CollectiveImpact.Indicators;

/// <summary>What was typed into the form of an indicator, read against what there is.</summary>
internal sealed record ReadIndicator(IReadOnlyList<Indicator> All, Indicator? Indicator, Edit Edit, Reply? Again)
{
    /// <summary>Without an indicator, there is the form again with what is wrong at its fields; or the question which kind it is.</summary>
    public static async Task<ReadIndicator> From(IGrainFactory grains, Turn turn, Here here)
    {
        var (initiative, form, culture) = (here.Initiative, turn.Form, turn.Culture);
        var all = await grains.GetGrain<IIndicatorsGrain>(initiative.Id).All();
        if (IndicatorForm.KindOf(form, all.FirstOrDefault(i => i.Id == IndicatorCard.IndicatorOf(form))) is not { } kind)
        {
            return new ReadIndicator(all, null, default, Reply.AsksAgain(IndicatorForm.AskKind(initiative, form, culture)));
        }

        var named = await grains.GetGrain<IGlossaryGrain>(initiative.Id).GetAll(IndicatorForm.TermsIn(form));
        var (indicator, edit, faults) = IndicatorForm.Read(form, kind, initiative, all, culture, [.. named.Select(t => t.Slug)]);
        return new ReadIndicator(all, indicator, edit, indicator is not null ? null : Reply.AsksAgain(IndicatorForm.Again(
            initiative, kind, IndicatorForm.AsRead(form, kind, initiative, culture), faults, all, culture, await WriteIndicator.Terms(grains, initiative.Id, IndicatorForm.TermsIn(form)))));
    }
}

/// <summary>Backbone staff see an indicator's question as partners will see it, before they save it.</summary>
public sealed class LookAtIndicator(IGrainFactory grains) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var read = await ReadIndicator.From(grains, turn, here);
        return read.Again ?? Reply.Shows(IndicatorForm.Look(here.Initiative, read.Indicator!, turn.Form, read.All, turn.Culture));
    }
}

/// <summary>Backbone staff save an indicator; what doesn't fit together is said at its field.</summary>
public sealed class SaveIndicator(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var read = await ReadIndicator.From(grains, turn, here);
        if (read.Indicator is not { } indicator)
        {
            return read.Again!;
        }

        await grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id).Save(indicator, read.Edit);
        var before = read.All.FirstOrDefault(i => i.Id == indicator.Id);
        await audit.Keep(
            turn,
            here,
            before is null ? ActKind.IndicatorAdded : ActKind.IndicatorChanged,
            indicator.Id,
            indicator.Question,
            before is null || before.Question == indicator.Question ? "" : before.Question,
            cancel: cancel);
        var t = new Texts(turn.Culture);
        return await ShowIndicators.List(grains, turn, here, news: before is null && !indicator.IsCalculated ? t.IsSavedAskedNext : t.IsSaved);
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
