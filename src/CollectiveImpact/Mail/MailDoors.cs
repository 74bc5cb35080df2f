using System.Collections.Concurrent;
using System.Text.Json;
using CollectiveImpact.CheckIns;
using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using CollectiveImpact.Files;
using CollectiveImpact.Initiatives;
using CollectiveImpact.Pages;
using CollectiveImpact.People;
using CollectiveImpact.Schedules;

namespace CollectiveImpact.Mail;

/// <summary>Makes the links of each mail when it is written: to what its card is about, and to the end of mails.</summary>
public sealed class MailDoors(MailLinks links, IPersonStore people, IGrainFactory grains, IPages pages, IClock clock) : IMailDoors
{
    internal const string DeskPlace = "desk/";
    private static readonly string CheckInPlace = PlaceOf("check-in");

    private readonly ConcurrentDictionary<InitiativeId, LocalDate> _cleared = new();

    public async Task<MailDoor?> For(ConversationAddress to, string card, CancellationToken cancel)
    {
        var about = CardMeaning.Of(card);
        // A mailbox becomes somebody's when they open the link that is sent there.
        var confirms = about.Confirms;
        if ((confirms ?? await people.OwnerOf(to.ConversationId, cancel)) is not { } person)
        {
            return null;
        }

        var known = await grains.GetGrain<IPersonGrain>(person.ToString()).Get();
        if ((about.Initiative ?? known.Current ?? (known.Initiatives is [var first, ..] ? new InitiativeId(first) : null)) is not { } id
            || await grains.GetGrain<IInitiativeGrain>(id).Get() is not { } initiative)
        {
            return null;
        }

        await ClearOnceADay(id, cancel);
        var code = await links.Give(await Link(about, initiative, person, to, card), cancel);
        return new MailDoor(initiative.Name, known.Name, Languages.CultureOf(known.Culture, initiative.Language), pages.To($"{MailLinks.Place}/{code}"), pages.To($"{MailLinks.Place}/{code}/stop"));
    }

    private async Task<MailLink> Link(CardMeaning about, Initiative initiative, PersonKey person, ConversationAddress to, string card)
    {
        var now = clock.GetCurrentInstant();
        var link = new MailLink(initiative.Id, "", person, now + MailLinks.Lifetime);
        if (about.Invite is not null)
        {
            return link with { Invite = about.Invite, Until = now + InviteLetter.Lasts };
        }

        if (about.Confirms is not null)
        {
            return link with { Mailbox = to.ConversationId };
        }

        if (about.AsksForCheckIn)
        {
            var running = (await grains.GetGrain<IClockGrain>(initiative.Id).Get()).Running.FirstOrDefault(r => r.Id == about.Round);
            return link with { Place = CheckInPlace, Until = (running?.ClosesAt ?? now) + Round.CorrectableFor };
        }

        return about.OnlyOpens ? link with { Place = Desk.Places.ContainsKey(about.Place) ? PlaceOf(about.Place) : "" } : link with { Card = card };
    }

    /// <summary>A page of the desk, below the initiative's.</summary>
    internal static string PlaceOf(string desk) => DeskPlace + desk;

    private async Task ClearOnceADay(InitiativeId initiative, CancellationToken cancel)
    {
        var today = clock.GetCurrentInstant().InUtc().Date;
        if (_cleared.GetValueOrDefault(initiative) != today)
        {
            _cleared[initiative] = today;
            await links.Clear(initiative, cancel);
        }
    }

    /// <summary>What a card is about, as its buttons say.</summary>
    private sealed record CardMeaning
    {
        public InitiativeId? Initiative { get; private set; }

        public RoundId? Round { get; private set; }

        public string? Invite { get; private set; }

        public PersonKey? Confirms { get; private set; }

        public bool AsksForCheckIn { get; private set; }

        /// <summary>Whether it is there for the link alone.</summary>
        public bool OnlyOpens { get; private set; }

        /// <summary>The page of the desk that it opens then.</summary>
        public string Place { get; private set; } = "";

        public static CardMeaning Of(string card)
        {
            var (meaning, json) = (new CardMeaning(), JsonDocument.Parse(card));
            using (json)
            {
                meaning.Read(json.RootElement);
            }

            return meaning;
        }

        private void Read(JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Array:
                    foreach (var one in element.EnumerateArray())
                    {
                        Read(one);
                    }

                    break;
                case JsonValueKind.Object:
                    if (element.TryGetProperty("type"u8, out var type) && type.ValueEquals("Action.Execute"u8))
                    {
                        ReadButton(element);
                    }

                    foreach (var property in element.EnumerateObject())
                    {
                        Read(property.Value);
                    }

                    break;
            }
        }

        private void ReadButton(JsonElement button)
        {
            var verb = button.TryGetProperty("verb"u8, out var named) ? named.GetString() : null;
            var data = button.TryGetProperty("data"u8, out var with) && with.ValueKind == JsonValueKind.Object ? with : default;
            Initiative ??= Field(data, Conversation.InitiativeField) is { Length: > 0 } id ? new(id) : null;
            switch (verb)
            {
                case CheckInCard.SubmitVerb:
                    (AsksForCheckIn, Round) = (true, Field(data, CheckInCard.RoundField) is { } round ? new(round) : null);
                    break;
                case InvitationCard.AcceptVerb:
                    Invite = Field(data, InvitationCard.KeyField);
                    break;
                case ByMailCard.ConfirmVerb:
                    Confirms = Field(data, ByMailCard.PersonField) is { } person ? PersonKey.Parse(person) : null;
                    break;
                case ByMailCard.OpenVerb:
                    (OnlyOpens, Place) = (true, Field(data, ByMailCard.PlaceField) ?? "");
                    break;
            }
        }

        private static string? Field(JsonElement data, string name) =>
            data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
