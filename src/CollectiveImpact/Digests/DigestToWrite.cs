using System.Globalization;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Schedules;
using CollectiveImpact.Time;

namespace CollectiveImpact.Digests;

/// <summary>A digest while the backbone writes it, with what those who get it would read if it were posted as it is kept.</summary>
/// <param name="Digest">With what the backbone has kept.</param>
/// <param name="Stands">How it stands: who wrote it last, when it is posted, where something is in the way.</param>
/// <param name="MorePreviews">How many more there are than are shown.</param>
/// <param name="Others">The other digests that can be written, those first that come out soonest.</param>
public sealed record DigestToWrite(
    Digest Whole, Digest Digest, bool IsPosted, IReadOnlyList<string> Stands, IReadOnlyList<DigestPreview> Previews, int MorePreviews, IReadOnlyList<(RoundId Round, string InWords)> Others)
{
    public AdaptiveCard Form(CultureInfo culture) => With(DigestForm.Of(Whole, Kept, culture, hasRoom: true), culture);

    /// <summary>The form with what else can be done. All that is typed goes along with each button, so that none of them loses it.</summary>
    public AdaptiveCard With(AdaptiveCard form, CultureInfo culture) => form.Actions is [Execute save]
        ? form with { Actions = [save, .. DigestCard.Does(Digest, IsPosted, new Texts(culture)).Select(does => does with { Data = save.Data, Style = null, AssociatedInputs = save.AssociatedInputs })] }
        : form;

    /// <summary>Whether what was typed is what is kept, and so what the previews show.</summary>
    public bool IsKept(Form typed, CultureInfo culture) =>
        DigestForm.VersionOf(typed) == DigestForm.VersionOf(Kept) && DigestForm.Read(typed, Whole, Kept, culture) is (var words, { Count: 0 }) && words.SaysTheSameAs(Kept);

    private DigestWords Kept => Digest.Written ?? new DigestWords(Whole.Round.Id);
}

/// <summary>What is read in one place, or in several of one kind.</summary>
/// <param name="Where">What the places are called.</param>
/// <param name="What">What they get, and in which languages.</param>
/// <param name="Reads">The first of the languages.</param>
/// <param name="Card">The very card; null where nothing is posted.</param>
/// <param name="Why">Why nothing is posted; empty where something is.</param>
public sealed record DigestPreview(string Where, string What, CultureInfo Reads, AdaptiveCard? Card, string Why = "");

/// <summary>Brings together what is needed to write a digest.</summary>
public sealed class ReadDigestToWrite(IGrainFactory grains, DigestPost post, IDigestStore store)
{
    private const int MostPreviews = 8;
    private const int MostOthers = 8;
    private const int MostNamed = 6;

    /// <param name="round">Whose digest; null for the one that comes out next, else the last.</param>
    /// <returns>Null where there is none, and for whoever may not write it.</returns>
    public async Task<DigestToWrite?> Of(Here here, RoundId? round, DateTimeZone zone, CultureInfo culture, CancellationToken cancel)
    {
        if (!here.IsBackbone)
        {
            return null;
        }

        var (initiative, t) = (here.Initiative, new Texts(culture));
        var timetable = await grains.GetGrain<IClockGrain>(initiative.Id).Get();
        RoundId[] all = [.. timetable.Digests.OrderBy(d => d.At).Select(d => d.Round.Id).Concat(timetable.Running.OrderBy(r => r.ClosesAt).Select(r => r.Id)).Concat(timetable.NewestClosed).Distinct()];
        var id = round ?? all.FirstOrDefault();
        if (id is null || !all.Contains(id) || await post.CompileWhole(initiative, id, cancel) is not { } whole)
        {
            return null;
        }

        var digest = whole.As(await store.Load(initiative.Id, id, cancel));
        var isPosted = (await post.Standing(initiative.Id, id)).Count > 0;
        var (previews, more) = await Previews(digest, t);
        return new(
            whole,
            digest,
            isPosted,
            [.. Stands()],
            previews,
            more,
            [.. all.Where(r => r != id && r.Period.IsReal).Take(MostOthers).Select(r => (r, PreviewDigest.InWords(timetable, r, culture)))]);

        IEnumerable<string> Stands()
        {
            if (digest.Written is { ByName.Length: > 0 } words)
            {
                yield return t.WrittenBy(words.ByName, words.At.InZone(zone).OnDayAtTime(culture));
            }

            if (digest.Written?.TakenDown is { } down)
            {
                yield return t.IsDown(down.ByName);
            }
            else if (isPosted)
            {
                yield return t.IsPostedAlready;
            }

            if (timetable.Running.FirstOrDefault(r => r.Id == id) is { } running)
            {
                yield return t.PostedAfterClose(LaterCard.When(running.ClosesAt, zone, culture), LaterCard.When(timetable.DigestAt(running, running.ClosesAt) ?? running.ClosesAt, zone, culture));
            }
            else if (timetable.Digests.FirstOrDefault(d => d.Round.Id == id) is { } waits)
            {
                yield return t.IsPostedAt(LaterCard.When(waits.At, zone, culture));
            }

            if (initiative.Channels.Count == 0)
            {
                yield return t.NoHomeYet;
            }

            foreach (var nothing in ChannelCard.GetNothing([.. initiative.ChannelsOutOfReach], t))
            {
                yield return nothing;
            }
        }
    }

    // Homes that read the same are shown once.
    private async Task<(IReadOnlyList<DigestPreview> Shown, int More)> Previews(Digest digest, Texts t)
    {
        var initiative = digest.Initiative;
        var alike = initiative.Channels
            .Where(c => c.Group is null || initiative.Group(c.Group) is not null)
            .GroupBy(c => (c.Group, GoesThere: digest.Written?.GoesTo(c) != false, Languages: ChannelLanguagesForm.InWords(initiative, c)))
            .OrderByDescending(a => a.Key.GoesThere).ThenBy(a => a.Key.Group is not null)
            .ToArray();
        var previews = new List<DigestPreview>();
        foreach (var homes in alike.Take(MostPreviews))
        {
            var (group, cultures) = (initiative.Group(homes.Key.Group), initiative.CulturesIn(homes.First()));
            var its = await post.For(digest, group);
            var why = !homes.Key.GoesThere ? t.NotChosen : DigestPost.IsEmpty(its) ? t.NothingForItsGroup : "";
            var names = string.Join(" · ", homes.Take(MostNamed).Select(c => c.CalledIn(t.Culture)));
            previews.Add(new(
                homes.Count() > MostNamed ? $"{names} {t.More(homes.Count() - MostNamed)}" : names,
                $"{(group is null ? t.WholeDigest : t.DigestOf(group.Name))} · {homes.Key.Languages}",
                cultures[0],
                why.Length > 0 ? null : AdaptiveCard.In(cultures, DigestPost.Drawn(its)),
                why));
        }

        var own = Languages.NativeName(Languages.ReadIn(t.Culture));
        previews.Add(new(t.ForPartners, $"{t.WholeDigest} · {own}", t.Culture, DigestCard.Of(digest, t.Culture)));
        if (digest.Lines.Any(l => l.IsFor(Sharing.Steering) && !l.IsFor(Sharing.Partners)) || digest.Lessons.Any(l => l.Audience == Sharing.Steering))
        {
            previews.Add(new(t.ForObservers, $"{t.WholeDigest} · {own}", t.Culture, DigestCard.Of(digest, t.Culture, Sharing.Steering)));
        }

        return (previews, Math.Max(0, alike.Length - MostPreviews));
    }
}
