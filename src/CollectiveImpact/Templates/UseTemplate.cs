using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Templates;

/// <summary>Backbone staff see what they can begin with: what comes with the product, and their other initiatives.</summary>
public sealed class ShowTemplates(FindTemplate find) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => turn.IsPersonal
        ? Reply.Shows(TemplatesCard.List(here.Initiative, await find.Others(turn, here), turn.Culture))
        : Reply.Says(new Texts(turn.Culture).TemplatesNotHere);
}

/// <summary>Backbone staff see what a template brings.</summary>
public sealed class ShowTemplate(FindTemplate find) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => await find.Find(turn, here) is { } template
        ? Reply.Shows(TemplatesCard.Show(here.Initiative, template, turn.Culture))
        : FindTemplate.Gone(turn.Culture);
}

/// <summary>Backbone staff use a template, with its rhythm or without: what isn't there yet is added, words as proposals, and nothing else is touched.</summary>
public sealed class UseTemplate(IGrainFactory grains, FindTemplate find, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        if (await find.Find(turn, here) is not { } template)
        {
            return FindTemplate.Gone(turn.Culture);
        }

        // Words first: an indicator waits for those that it rests on.
        var (words, left) = await Propose(turn, here, template);
        var indicators = grains.GetGrain<IIndicatorsGrain>(here.Initiative.Id);
        var fresh = TemplateLibrary.NewIn(template, await indicators.All(), IndicatorRules.MostIndicators);
        foreach (var indicator in fresh.Add)
        {
            await indicators.Save(indicator);
        }

        if (!TemplatesCard.IsWithRhythm(turn.Form))
        {
            await Note(words.Count + fresh.Add.Count);
            return Reply.Shows(TemplatesCard.Used(here.Initiative, template, fresh, words, left, null, turn.Culture));
        }

        var (schedules, timetable) = await Follow(turn, here, template, fresh);
        await Note(words.Count + fresh.Add.Count + schedules.Add.Count);
        var asked = (await indicators.All()).Where(i => schedules.Add.Any(s => s.Asks.Indicators.Count == 0 || s.Asks.Indicators.Contains(i.Id))).ToArray();
        return Reply.Shows(TemplatesCard.Used(
            here.Initiative, template, fresh, words, left, new RhythmUsed(schedules, timetable, (await ShowIndicators.NotAgreed(grains, here.Initiative.Id, asked)).Count > 0), turn.Culture));

        // Pressed again, it brings nothing more.
        Task Note(int brought) => brought == 0 ? Task.CompletedTask : audit.Keep(turn, here, ActKind.TemplateUsed, AuditLog.About("template", template.Id), template.Name, cancel: cancel);
    }

    // Pressed again, what is followed already is left: after a crash in between, the rest comes.
    private async Task<(NewSchedules Schedules, Timetable Timetable)> Follow(Turn turn, Here here, Template template, NewIndicators fresh)
    {
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var timetable = await clock.Get();
        var today = turn.Now.InZone(TimeZones.Of(here.Initiative.TimeZone)).Date;
        var schedules = TemplateLibrary.RhythmFor(template, fresh.Here, here.Initiative, timetable.Schedules.Select(s => s.Schedule), today);
        foreach (var schedule in schedules.Add)
        {
            timetable = await clock.Follow(schedule);
        }

        return (schedules, timetable);
    }

    private async Task<(IReadOnlyList<string> Proposed, IReadOnlyList<string> Left)> Propose(Turn turn, Here here, Template template)
    {
        var glossary = grains.GetGrain<IGlossaryGrain>(here.Initiative.Id);
        var (drafts, left) = (new List<Draft>(), new List<string>());
        foreach (var term in template.Terms)
        {
            if (await IsTaken(term.Name))
            {
                left.Add(term.Name);
                continue;
            }

            var synonyms = new List<string>();
            foreach (var synonym in term.Synonyms)
            {
                if (!await IsTaken(synonym))
                {
                    synonyms.Add(synonym);
                }
            }

            drafts.Add(new Draft(null, null, term with { Synonyms = synonyms }, turn.Person, turn.Name, turn.Now));
        }

        if (drafts.Count > 0)
        {
            await glossary.BringIn(drafts, inForce: false);
        }

        return ([.. drafts.Select(d => d.Wording.Name)], left);

        async Task<bool> IsTaken(string name) => await glossary.Find(name) is { Term: not null, Guessed: false };
    }
}

/// <summary>Finds the template that a card names, for somebody who may use it.</summary>
public sealed class FindTemplate(IGrainFactory grains)
{
    internal static Reply Gone(CultureInfo culture) => Reply.Says(new Texts(culture).TemplatesGone);

    /// <summary>The other initiatives that the person runs.</summary>
    public async Task<IReadOnlyList<Initiative>> Others(Turn turn, Here here)
    {
        var known = await grains.GetGrain<IPersonGrain>(turn.Person.ToString()).Get();
        var initiatives = await Task.WhenAll(known.Initiatives.Where(i => i != here.Initiative.Id).Select(i => grains.GetGrain<IInitiativeGrain>(i).Get()));
        return [.. initiatives.OfType<Initiative>().Where(i => i.Member(turn.Person)?.Role == Role.Backbone)];
    }

    public async Task<Template?> Find(Turn turn, Here here)
    {
        var id = TemplatesCard.TemplateOf(turn.Form);
        if (TemplateLibrary.InitiativeIn(id) is not { } asked)
        {
            return TemplateLibrary.Shipped.FirstOrDefault(t => t.Id == id);
        }

        if ((await Others(turn, here)).FirstOrDefault(o => o.Id == asked) is not { } other)
        {
            return null;
        }

        var timetable = await grains.GetGrain<IClockGrain>(other.Id).Get();
        return TemplateLibrary.Of(
            other,
            await grains.GetGrain<IIndicatorsGrain>(other.Id).All(),
            await grains.GetGrain<IGlossaryGrain>(other.Id).All(),
            [.. timetable.Schedules.Select(s => s.Schedule)]);
    }
}
