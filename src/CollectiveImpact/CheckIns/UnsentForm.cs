using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.CheckIns;

/// <summary>A form that a person has begun: typed and not kept as an answer, because something in it needed another look.</summary>
/// <param name="Fields">What was typed, by the form's fields.</param>
public sealed record UnsentForm(PersonKey By, PartnerId Partner, IReadOnlyDictionary<string, string> Fields, Instant At)
{
    /// <summary>What is longer in all is kept by the card alone, in characters.</summary>
    public const int Longest = 15_000;

    /// <summary>What a form shows again; null where the partner has answered since, or the form was another partner's.</summary>
    public UnsentForm? For(PartnerView view, PartnerId partner) => Partner == partner && !(view.Entry?.At >= At) ? this : null;

    public Form Typed => new(Fields);
}

/// <summary>Forms that people have begun, until their round closes.</summary>
public interface IUnsentFormStore
{
    Task<UnsentForm?> Find(InitiativeId initiative, RoundId round, PersonKey person, CancellationToken cancel);

    /// <summary>Keeps what a person has typed in place of what they had typed before.</summary>
    Task Save(InitiativeId initiative, RoundId round, UnsentForm form, CancellationToken cancel);

    /// <summary>Forgets all that was begun in a round.</summary>
    Task Forget(InitiativeId initiative, RoundId round, CancellationToken cancel);

    /// <summary>Forgets all that a person has begun in an initiative.</summary>
    Task Forget(InitiativeId initiative, PersonKey person, CancellationToken cancel);
}

/// <summary>Keeps what people have typed when their form comes back to them, and brings it back with the next one.</summary>
public sealed class UnsentForms(IUnsentFormStore store)
{
    /// <summary>Keeps the form that is drawn again. It stands in the card too, so that storage that is away takes nothing from anybody.</summary>
    public async Task Keep(InitiativeId initiative, RoundId round, PartnerId partner, PersonKey by, Form typed, Instant now, CancellationToken cancel)
    {
        var fields = CheckInForm.Typed(typed);
        if (fields.Sum(f => f.Key.Length + f.Value.Length) > UnsentForm.Longest)
        {
            return;
        }

        try
        {
            await store.Save(initiative, round, new UnsentForm(by, partner, fields, now), cancel);
        }
        catch (StorageUnavailableException)
        {
            // The answer says what to look at again; that alone is what the person waits for.
        }
    }

    /// <summary>What a person had typed and not sent; null for nothing.</summary>
    public async Task<UnsentForm?> Of(InitiativeId initiative, PartnerView view, PartnerId partner, PersonKey person, CancellationToken cancel) =>
        view.Round.ClosedAt is not null ? null : (await store.Find(initiative, view.Round.Id, person, cancel))?.For(view, partner);
}
