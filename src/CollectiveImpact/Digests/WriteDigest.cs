using CollectiveImpact.Audit;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>Backbone staff write what a digest says first, and choose what it leaves out.</summary>
public sealed class WriteDigest(DigestPost post, IDigestStore store) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var round = DigestCard.RoundOf(turn.Form);
        return await post.CompileWhole(here.Initiative, round, cancel) is { } whole
            ? Reply.Shows(DigestForm.Of(whole, await store.Load(here.Initiative.Id, round, cancel) ?? new DigestWords(round), turn.Culture, turn.IsOnPage))
            : Reply.Says(new Texts(turn.Culture).CheckInGone);
    }
}

/// <summary>What was written is kept, and shown as the channels would read it; nothing is posted by it.</summary>
public sealed class SaveDigestWords(DigestPost post, IDigestStore store, PreviewDigest preview, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var round = DigestCard.RoundOf(turn.Form);
        if (await post.CompileWhole(here.Initiative, round, cancel) is not { } whole)
        {
            return Reply.Says(t.CheckInGone);
        }

        var stored = await store.Load(here.Initiative.Id, round, cancel);
        var before = stored ?? new DigestWords(round);
        var (words, faults) = DigestForm.Read(turn.Form, whole, before, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(DigestForm.Again(whole, before, turn.Form, faults, turn.Culture, hasRoom: turn.IsOnPage));
        }

        if (stored is not null && stored.ByName == turn.Name && stored.SaysTheSameAs(words))
        {
            // It was kept by a press that broke off then.
            return await Kept(stored);
        }

        if (DigestForm.VersionOf(before) != DigestForm.VersionOf(turn.Form))
        {
            return OfSomebodyElse(before);
        }

        words = words with { ByName = turn.Name, At = turn.Now };
        try
        {
            await store.Save(here.Initiative.Id, words, stored, cancel);
        }
        catch (StaleStateException)
        {
            return OfSomebodyElse(await store.Load(here.Initiative.Id, round, cancel) ?? before);
        }

        return await Kept(words);

        async Task<Reply> Kept(DigestWords kept)
        {
            await audit.Keep(turn, here, ActKind.DigestEdited, DigestPost.AuditId(round), whole.Round.TitleFor(here.Initiative), at: kept.At, cancel: cancel);
            return await preview.Preview(turn, here, round, cancel);
        }

        // Theirs is shown, hers stays in the form; pressed once more, hers takes its place.
        Reply OfSomebodyElse(DigestWords theirs) => Reply.AsksAgain(DigestForm.Again(
            whole, theirs, turn.Form, new Dictionary<string, string>(), turn.Culture, t.WrittenMeanwhile(theirs.ByName, theirs.Headline, theirs.Introduction), turn.IsOnPage));
    }
}
