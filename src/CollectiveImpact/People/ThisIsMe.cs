using System.Globalization;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.People;

/// <summary>Somebody whom another tenant knows as a guest sees which accounts are theirs, and gets a code to add one.</summary>
/// <remarks>Entra gives a guest another object id in the host's tenant: Microsoft Learn, "Properties of a Microsoft Entra B2B collaboration user".</remarks>
public sealed class ShowIdentities(IGrainFactory grains) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (turn.SaidAs is not null)
        {
            return Reply.Says(t.KnownHereAndHowToEnd);
        }

        if (!turn.IsPersonal)
        {
            return Reply.Says(t.SayItWhereKnown);
        }

        var person = grains.GetGrain<IPersonGrain>(turn.Person.ToString());
        var code = await person.NewLinkCode(turn.Now);
        return Reply.Shows(IdentityCard.Of(await Others(grains, await person.Get()), code, turn.Culture));
    }

    internal static async Task<IReadOnlyList<KnownPerson>> Others(IGrainFactory grains, KnownPerson known) =>
        await Task.WhenAll(known.Others.Select(o => grains.GetGrain<IPersonGrain>(o.ToString()).Get()));
}

/// <summary>Somebody says that code under their other account: from then on it speaks for them, in all of their initiatives.</summary>
/// <remarks>
/// Whoever gives a code away lets somebody speak for them, so it works once, soon, and they are told. Who says one gives nothing
/// away: an account that is in an initiative itself can't be made somebody's.
/// </remarks>
public sealed class LinkIdentity(IGrainFactory grains, IPersonStore store) : IListener, IAnswerWords
{
    public Task<Reply> Answer(Turn turn, CancellationToken cancel) =>
        LinkCode.Read(turn.Words["code"]) is { } code ? Link(turn, code, cancel) : Task.FromResult(Unknown(turn.Culture));

    // The code alone will do.
    public async Task<Reply?> TryAnswer(Turn turn, Here? here, bool mayBeCommand, CancellationToken cancel) =>
        LinkCode.Read(turn.Said) is { } code && await store.FindLinkCode(LinkCode.HashOf(code), cancel) is not null ? await Link(turn, code, cancel) : null;

    private static Reply Unknown(CultureInfo culture) => Reply.Says(new Texts(culture).NoSuchCode);

    private async Task<Reply> Link(Turn turn, string code, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        var hash = LinkCode.HashOf(code);
        if (await store.FindLinkCode(hash, cancel) is not { } offered || offered.Expires <= turn.Now)
        {
            return Unknown(turn.Culture);
        }

        if (offered.Person == turn.Person)
        {
            return Reply.Says(turn.SaidAs is null ? t.OwnCode : t.KnownHere);
        }

        // As which account it was said: one that speaks for somebody else must stop doing so first.
        var own = grains.GetGrain<IPersonGrain>((turn.SaidAs ?? turn.Person).ToString());
        var known = await own.Get();
        if (known.SpeaksFor is not null)
        {
            return Reply.Says(t.SpeaksForSomebody);
        }

        if (known.Initiatives.Count > 0 || known.Others.Count > 0)
        {
            return Reply.Says(t.AccountIsInAnInitiative);
        }

        if (!await store.TakeLinkCode(hash, cancel))
        {
            return Unknown(turn.Culture);
        }

        var owner = grains.GetGrain<IPersonGrain>(offered.Person.ToString());
        if (!await owner.Link(known.Key))
        {
            return Reply.Says(t.TooManyAccounts);
        }

        if (!await own.SpeakFor(offered.Person, turn.Name))
        {
            await owner.Unlink(known.Key);
            return Unknown(turn.Culture);
        }

        if (await owner.Get() is { WrittenAt: { } chat } told)
        {
            var culture = Languages.CultureOf(told.Culture, turn.Culture.Name);
            var card = IdentityCard.Linked(turn.Name.Length > 0 ? turn.Name : known.Name, turn.PlaceName, known.Key, culture).In(culture);
            // Nobody waits for it; what is linked also stands behind "this is me too".
            grains.GetGrain<IPostOfficeGrain>(chat.Tenant).Send(chat, card.ToJson(), card.FallbackText).Ignore();
        }

        if (offered.Person.CameByMail && turn is { IsPersonal: true, IsElsewhere: false })
        {
            await owner.Heard(turn.Address, "", turn.TimeZone, null);
            await owner.WriteInChat();
            return Reply.Says(t.NowWrittenHere(Spoken.ByMail.In(turn.Culture)));
        }

        return Reply.Says(t.NowKnownHere);
    }
}

/// <summary>Somebody takes one of their accounts away.</summary>
public sealed class UnlinkIdentity(IGrainFactory grains) : IListener
{
    public async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (turn.Press is null)
        {
            if (turn.SaidAs is not { } here)
            {
                return Reply.Says(t.SpeaksForNobody);
            }

            await Unlink(turn.Person, here);
            return Reply.Says(t.SpeaksForItself);
        }

        var person = grains.GetGrain<IPersonGrain>(turn.Person.ToString());
        if ((await person.Get()).Others.FirstOrDefault(o => o.ToString() == IdentityCard.OtherOf(turn.Form)) is { } other)
        {
            await Unlink(turn.Person, other);
        }

        return Reply.Shows(IdentityCard.Of(await ShowIdentities.Others(grains, await person.Get()), code: null, turn.Culture));
    }

    // It stops speaking first: after a crash it is still in the list, and can be taken away again.
    private async Task Unlink(PersonKey person, PersonKey other)
    {
        await grains.GetGrain<IPersonGrain>(other.ToString()).SpeakFor(null, "");
        await grains.GetGrain<IPersonGrain>(person.ToString()).Unlink(other);
    }
}
