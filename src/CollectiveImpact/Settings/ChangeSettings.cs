using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Glossary;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Settings;

/// <summary>Backbone staff open the form of the settings.</summary>
public sealed class WriteSettings : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) => Task.FromResult(Reply.Shows(SettingsForm.Of(here.Initiative, turn.Culture)));
}

/// <summary>Backbone staff save the settings; the check-ins go along with another time zone.</summary>
public sealed class SaveSettings(IGrainFactory grains, SettingsPage page, AuditLog audit) : IMemberListener
{
    private const string About = "initiative";

    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var (began, typed, faults) = SettingsForm.Read(turn.Form, here.Initiative, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(SettingsForm.Again(here.Initiative, began, turn.Form, faults, turn.Culture));
        }

        var (now, outcome) = await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).ChangeSettings(began, typed);
        if (outcome == SettingsOutcome.Stale)
        {
            var theirs = InitiativeSettings.Of(now);
            var who = (await audit.LastAbout(here.Initiative.Id, About, cancel))?.ByName ?? "";
            return Reply.AsksAgain(SettingsForm.Again(now, theirs, turn.Form, new Dictionary<string, string>(), turn.Culture, t.ChangedMeanwhile(who, theirs.Name, TimeZones.InWords(theirs.TimeZone, turn.Culture), SettingsForm.NameOf(theirs.Language, turn.Culture))));
        }

        // A zone that a crash left behind is followed when the same is saved once more.
        var clock = grains.GetGrain<IClockGrain>(here.Initiative.Id);
        var moved = began.TimeZone == typed.TimeZone ? null : await clock.Move(began.TimeZone, typed.TimeZone);
        if (outcome == SettingsOutcome.AlreadySo)
        {
            return await page.Of(turn, here with { Initiative = now }, began == typed ? t.NothingChanged : t.Saved);
        }

        if (began.Language != typed.Language)
        {
            await grains.GetGrain<IGlossaryGrain>(here.Initiative.Id).Reread();
        }

        foreach (var (kind, before, after) in Changes(began, typed))
        {
            await audit.Keep(turn, here, kind, About, Something(after), Something(before), cancel: cancel);
        }

        return await page.Of(turn, here with { Initiative = now }, [t.Saved, .. moved is null ? [] : Dates(moved, began, typed, t)]);
    }

    // A time zone moves what closes for everyone at once, and who has none of their own.
    private static IEnumerable<string> Dates(Timetable timetable, InitiativeSettings before, InitiativeSettings after, Texts t)
    {
        yield return t.OpensByTheirOwn(TimeZones.InWords(after.TimeZone, t.Culture));
        foreach (var followed in timetable.Schedules.Where(s => s.Schedule.TimeZone == after.TimeZone))
        {
            if (timetable.Coming(followed).FirstOrDefault() is { } next)
            {
                yield return t.NextDate(
                    followed.Schedule.Name,
                    next.Date.OnWeekday(t.Culture),
                    next.Closes.InZone(TimeZones.Of(after.TimeZone)).OnWeekdayAtTime(t.Culture),
                    TimeZones.InWords(after.TimeZone, t.Culture),
                    next.Closes.InZone(TimeZones.Of(before.TimeZone)).OnWeekdayAloneAtTime(t.Culture),
                    TimeZones.InWords(before.TimeZone, t.Culture));
            }
        }

        if (timetable.Running.Count > 0)
        {
            yield return t.OpenOnesStay;
        }
    }

    private static IEnumerable<(ActKind Kind, string Before, string After)> Changes(InitiativeSettings before, InitiativeSettings after) => new[]
    {
        (ActKind.NameChanged, before.Name, after.Name),
        (ActKind.TimeZoneChanged, before.TimeZone, after.TimeZone),
        (ActKind.LanguageChanged, before.Language, after.Language),
        (ActKind.CountryChanged, CountryIn(before), CountryIn(after)),
    }.Where(c => c.Item2 != c.Item3);

    // What is kept is read by all: it stands in the initiative's language.
    private static string CountryIn(InitiativeSettings settings) => PublicHolidays.Find(settings.Country) is { } country
        ? CountryNames.Of(country, new Schedules.Texts(Languages.CultureOf(settings.Language)))
        : settings.Country;

    private static string Something(string value) => value.Length > 0 ? value : "–";
}
