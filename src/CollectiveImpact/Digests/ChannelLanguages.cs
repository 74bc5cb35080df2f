using System.Globalization;
using CollectiveImpact.Audit;
using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Digests;

/// <summary>Backbone staff are asked in which languages posts stand in a channel.</summary>
public sealed class AskChannelLanguages : IMemberListener
{
    public Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel) =>
        Task.FromResult(ChannelLanguagesForm.ChannelOf(turn.Form, here.Initiative) is { } channel
            ? Reply.Shows(ChannelLanguagesForm.Draw(here.Initiative, channel, turn.Culture))
            : Reply.Shows(ChannelCard.List(here.Initiative, here.Zone(turn), turn.Culture, new Texts(turn.Culture).NoneGoThere)));
}

/// <summary>Backbone staff say in which; what stands there already is read in them when it is next brought up to date.</summary>
public sealed class SaveChannelLanguages(IGrainFactory grains, AuditLog audit) : IMemberListener
{
    public async Task<Reply> Answer(Turn turn, Here here, CancellationToken cancel)
    {
        var t = new Texts(turn.Culture);
        if (ChannelLanguagesForm.ChannelOf(turn.Form, here.Initiative) is not { } channel)
        {
            return Reply.Shows(ChannelCard.List(here.Initiative, here.Zone(turn), turn.Culture, t.NoneGoThere));
        }

        var (languages, faults) = ChannelLanguagesForm.Read(turn.Form, here.Initiative, turn.Culture);
        if (faults.Count > 0)
        {
            return Reply.AsksAgain(ChannelLanguagesForm.Draw(here.Initiative, channel, turn.Culture, turn.Form, faults));
        }

        if (await grains.GetGrain<IInitiativeGrain>(here.Initiative.Id).ChannelReads(channel.Address.ConversationId, languages) is not { } initiative)
        {
            return Reply.Shows(ChannelCard.List(here.Initiative, here.Zone(turn), turn.Culture, t.NoneGoThere));
        }

        var names = ChannelLanguagesForm.InWords(initiative, channel with { Languages = languages });
        await audit.Keep(turn, here, ActKind.HomeLanguagesChanged, channel.Address.ConversationId, channel.CalledIn(Languages.CultureOf(here.Initiative.Language)), names, cancel: cancel);
        return Reply.Shows(ChannelCard.List(initiative, here.Zone(turn), turn.Culture, t.PostsWillBeIn(ChannelCard.NameOf(channel), names)));
    }
}

/// <summary>The form in which languages posts stand in a channel: one, or two of which the second stands below the first.</summary>
public static class ChannelLanguagesForm
{
    public const string AskVerb = "digests.channellanguages";
    public const string SaveVerb = "digests.savechannellanguages";

    private const string FirstField = "first";
    private const string SecondField = "second";
    private const string None = "none";

    /// <summary>The home that a form is about; null when it is none any more.</summary>
    public static HomeChannel? ChannelOf(Form form, Initiative initiative) => initiative.Channels.FirstOrDefault(c => c.Address.ConversationId == ChannelCard.ChannelOf(form));

    /// <summary>The languages of a home, as those who read them write their names.</summary>
    public static string InWords(Initiative initiative, HomeChannel channel) => string.Join(" · ", Of(initiative, channel).Select(Languages.NativeName));

    public static AdaptiveCard Draw(Initiative initiative, HomeChannel channel, CultureInfo culture, Form? typed = null, IReadOnlyDictionary<string, string>? faults = null)
    {
        var t = new Texts(culture);
        var form = Fields(initiative, t);
        var drawn = form.Draw(typed ?? form.Of(Of(initiative, channel)), faults ?? new Dictionary<string, string>(), SizeLadder.Forms[0]);
        return new AdaptiveCard
        {
            FallbackText = t.LanguagesOfPosts,
            Body =
            [
                Heading.Of(t.LanguagesOfPosts),
                RichTextBlock.Of($"{ChannelCard.NameOf(channel)} · {initiative.Name}", isSubtle: true),
                .. drawn.Body,
                new TextBlock(t.PeoplesWordsStay) { IsSubtle = true, Size = TextSize.Small },
            ],
            Actions =
            [
                new Execute(SaveVerb, drawn.With((Conversation.InitiativeField, initiative.Id), (ChannelCard.ChannelField, channel.Address.ConversationId))) { Title = t.SaveLanguages, Style = ActionStyle.Positive },
                Conversation.SayButton(t.CancelLanguages, Spoken.Channels, initiative.Id),
            ],
        };
    }

    /// <returns>None where it is the initiative's own alone.</returns>
    public static (IReadOnlyList<string> Languages, IReadOnlyDictionary<string, string> Faults) Read(Form form, Initiative initiative, CultureInfo culture)
    {
        var (languages, faults) = Fields(initiative, new Texts(culture)).Read(form, []);
        return (languages.SequenceEqual([Own(initiative)]) ? [] : languages, faults);
    }

    private static IReadOnlyList<string> Of(Initiative initiative, HomeChannel channel) => channel.Languages.Count > 0 ? channel.Languages : [Own(initiative)];

    private static string Own(Initiative initiative) => Languages.ReadIn(Languages.CultureOf(initiative.Language));

    private static Form<IReadOnlyList<string>> Fields(Initiative initiative, Texts t)
    {
        Choice[] ours = [.. Languages.Ours.Select(l => new Choice(Languages.NativeName(l), l))];
        return new(t.Culture,
        [
            new ChoiceField<IReadOnlyList<string>>(FirstField, t.PostsFirst, ours, l => l.Count > 0 ? l[0] : null, (_, one) => one is null ? [] : [one]) { AreNames = false, Usual = Own(initiative), Required = t.PostsFirstMissing, Style = ChoiceStyle.Compact },
            new ChoiceField<IReadOnlyList<string>>(SecondField, t.PostsSecond, [new Choice(t.PostsInOne, None), .. ours], l => l.Count > 1 ? l[1] : null, (l, other) => other is null or None || l.Contains(other) ? l : [.. l, other]) { AreNames = false, Usual = None, Style = ChoiceStyle.Compact },
        ]);
    }
}
