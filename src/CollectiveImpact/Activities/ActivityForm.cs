using System.Globalization;
using CollectiveImpact.Agenda;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Activities;

/// <summary>The form in which a partner says what it does.</summary>
public static class ActivityForm
{
    private const string WhatField = "what";
    private const string DependsOnField = "dependson";
    private const int LongestPartner = 60;

    // More make a card too large, and nobody reads through them.
    private const int MostPartners = 60;

    /// <summary>Reads the form; without an activity, the faults say why, by field.</summary>
    /// <param name="before">The one that is changed; null for a new one.</param>
    public static (SharedActivity? Activity, IReadOnlyDictionary<string, string> Faults) Read(
        Form form, Here here, CommonAgenda agenda, SharedActivity? before, Instant now, CultureInfo culture)
    {
        var t = new Texts(culture);
        var (activity, faults) = Fields(here, agenda, before, form, t).Read(form, before ?? new SharedActivity(Codes.NewId(), here.Partner!.Id, "", [], "", now) { Since = now });
        if (before is null && form.Has(ActivityCard.IdField))
        {
            faults[WhatField] = t.ActivityGone;
        }

        return (faults.Count > 0 ? null : activity with { CheckedAt = now }, faults);
    }

    /// <param name="activity">The one to change; null for a new one.</param>
    public static AdaptiveCard Of(Here here, CommonAgenda agenda, SharedActivity? activity, CultureInfo culture) => Draw(
        here,
        agenda,
        activity is null ? Form.Empty : Fields(here, agenda, activity, Form.Empty, new Texts(culture)).Of(activity, new Dictionary<string, string> { [ActivityCard.IdField] = activity.Id }),
        new Dictionary<string, string>(),
        culture);

    public static AdaptiveCard Again(Here here, CommonAgenda agenda, Form typed, IReadOnlyDictionary<string, string> faults, CultureInfo culture) => Draw(here, agenda, typed, faults, culture);

    /// <param name="shown">The partner that is chosen in it stays among those that are shown.</param>
    private static Form<SharedActivity> Fields(Here here, CommonAgenda agenda, SharedActivity? before, Form shown, Texts t)
    {
        var others = here.Initiative.Partners.Where(p => p.Id != here.Partner!.Id).ToArray();
        return new Form<SharedActivity>(t.Culture,
        [
            new TextField<SharedActivity>(WhatField, t.What, a => a.What, (a, what) => a with { What = what }) { Longest = SharedActivity.LongestText, Required = t.What, Placeholder = t.WhatExample },
            new MultiChoiceField<SharedActivity>("goals", t.Goals, [.. agenda.Goals.Select(g => new Choice(g.Text, g.Id))], a => a.Goals, (a, goals) => a with { Goals = [.. goals.Where(id => agenda.Goals.Any(g => g.Id == id))] })
            {
                // A goal that went out of the agenda since the partner chose it says nothing, and is no fault of who saves.
                Accepts = goal => before?.Goals.Contains(goal) == true,
                Style = ChoiceStyle.Expanded,
            },
            new TextField<SharedActivity>("place", t.Where, a => a.Place, (a, place) => a with { Place = place }) { Longest = SharedActivity.LongestText, Placeholder = t.WhereExample },
            new TextField<SharedActivity>("forwhom", t.ForWhom, a => a.ForWhom, (a, whom) => a with { ForWhom = whom }) { Longest = SharedActivity.LongestText },
            new TextField<SharedActivity>("howmuch", t.HowMuch, a => a.HowMuch, (a, much) => a with { HowMuch = much }) { Longest = SharedActivity.LongestText, Placeholder = t.HowMuchExample },
            new DateField<SharedActivity>("until", t.UntilWhen, a => a.Until, (a, until) => a with { Until = until }),
            new TextField<SharedActivity>("excelsat", t.ExcelsAt, a => a.ExcelsAt, (a, what) => a with { ExcelsAt = what }) { Longest = SharedActivity.LongestText },
            .. others.Length == 0 ? (FormPart<SharedActivity>[])[] :
            [
                new ChoiceField<SharedActivity>(
                    DependsOnField,
                    t.DependsOn,
                    [.. others.Where((p, i) => i < MostPartners || p.Id.Equals(shown[DependsOnField])).Select(p => new Choice(PeoplesWords.Shorten(p.Name, LongestPartner), p.Id))],
                    a => a.DependsOn,
                    (a, partner) => a with { DependsOn = partner is null ? null : new(partner) })
                {
                    Accepts = partner => Array.Exists(others, p => p.Id.Equals(partner)),
                    Placeholder = t.Nobodys,
                    Style = ChoiceStyle.Compact,
                },
            ],
        ]);
    }

    private static AdaptiveCard Draw(Here here, CommonAgenda agenda, Form shown, IReadOnlyDictionary<string, string> faults, CultureInfo culture)
    {
        var t = new Texts(culture);
        var form = Fields(here, agenda, null, shown, t);
        return SizeLadder.Fit(room =>
        {
            var drawn = form.Draw(shown, faults, room);
            return new AdaptiveCard
            {
                FallbackText = t.FormInShort,
                Body = [Heading.Of(t.WhatWeDo), RichTextBlock.Of(here.Partner!.Name, isSubtle: true), .. drawn.Body],
                Actions = [new Execute(ActivityCard.SaveVerb, drawn.With((Conversation.InitiativeField, here.Initiative.Id), (ActivityCard.IdField, ActivityCard.IdOf(shown)))) { Title = t.Save }],
            };
        });
    }
}
