using CollectiveImpact.Cards;
using CollectiveImpact.Cards.Fields;
using CollectiveImpact.Conversations;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Backbone;

/// <summary>Draws the form that sets an initiative up, and reads it back.</summary>
public static class SetUpCard
{
    public const string SaveVerb = "backbone.setup";

    private const string NameField = "name";
    private const string VisionField = "vision";
    private const string ProblemField = "problem";
    private const string TimeZoneField = "timezone";
    private const string LanguageField = "language";
    private const string IdField = "id";
    private const int LongestName = 80;
    private const int LongestText = 1000;

    public static (Initiative? Initiative, IReadOnlyDictionary<string, string> Faults) Read(Form form)
    {
        var faults = new Dictionary<string, string>();
        Length(NameField, 1, LongestName, "What is the initiative called?");
        Length(VisionField, 0, LongestText, "");
        Length(ProblemField, 0, LongestText, "");
        var zone = TimeZones.Find(form[TimeZoneField]);
        if (zone is null)
        {
            faults[TimeZoneField] = TimeZones.WhyNot(form[TimeZoneField]);
        }

        _ = form.One(LanguageField, ["en-GB", "en-US"], faults, "Please choose a language.");

        return faults.Count > 0
            ? (null, faults)
            : (new Initiative(form[IdField], form[NameField], form[VisionField], form[ProblemField], zone!.Id, form[LanguageField], [], [], [], []), faults);

        void Length(string field, int least, int most, string missing)
        {
            if (form[field].Length < least)
            {
                faults[field] = missing;
            }
            else if (form[field].Length > most)
            {
                faults[field] = $"Please keep it to {most} characters; this has {form[field].Length}.";
            }
        }
    }

    public static AdaptiveCard Form(string? timeZone, string language) => Draw(
        new Form(new Dictionary<string, string>
        {
            // The id is made with the form, so that a form that is sent twice sets one initiative up.
            [IdField] = Codes.NewId(),
            [TimeZoneField] = timeZone ?? "Etc/UTC",
            [LanguageField] = language == "en-US" ? "en-US" : "en-GB",
        }),
        new Dictionary<string, string>());

    public static AdaptiveCard FormAgain(Form typed, IReadOnlyDictionary<string, string> faults) => Draw(typed, faults);

    private static AdaptiveCard Draw(Form fields, IReadOnlyDictionary<string, string> faults)
    {
        var body = new List<Element>
        {
            new TextBlock("Set up an initiative") { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextBlockStyle.Heading },
            new TextBlock("Whoever saves this becomes backbone staff: you can invite partners, define indicators and post digests.") { IsSubtle = true },
        };
        Add(NameField, new TextInput { Id = NameField, Label = "Name", Placeholder = "For example: Riverside Reads", Value = fields[NameField], IsRequired = true, ErrorMessage = "What is the initiative called?" });
        Add(VisionField, new TextInput { Id = VisionField, Label = "Vision", Placeholder = "What will be true when you have succeeded?", Value = fields[VisionField], IsMultiline = true });
        Add(ProblemField, new TextInput { Id = ProblemField, Label = "Problem", Placeholder = "What do you attack together?", Value = fields[ProblemField], IsMultiline = true });
        Add(TimeZoneField, new TextInput { Id = TimeZoneField, Label = "Time zone", Value = fields[TimeZoneField], IsRequired = true, ErrorMessage = "Write it like Europe/Lisbon." });
        Add(LanguageField, new ChoiceInput([new Choice("English (United Kingdom)", "en-GB"), new Choice("English (United States)", "en-US")]) { Id = LanguageField, Label = "Language", Value = fields[LanguageField], IsRequired = true, ErrorMessage = "Please choose a language." });
        return new AdaptiveCard
        {
            FallbackText = "Set up an initiative",
            Body = body,
            Actions = [new Execute(SaveVerb, new Dictionary<string, string> { [IdField] = Codes.IsId(fields[IdField]) ? fields[IdField] : Codes.NewId() }) { Title = "Save", Style = ActionStyle.Positive }],
        };

        void Add(string field, Element input)
        {
            body.Add(input);
            body.AddRange(FieldFaults.At(field, faults));
        }
    }

    /// <param name="founded">Whether the person has just set it up, or came to it by a code.</param>
    public static AdaptiveCard Welcome(Initiative initiative, bool founded) => new()
    {
        FallbackText = $"You are backbone staff of {initiative.Name}.",
        Body =
        [
            new RichTextBlock([TextRun.Plain(initiative.Name) with { Weight = TextWeight.Bolder, Size = TextSize.Large }]),
            new TextBlock(founded ? "It is set up, and you are its backbone staff. What comes next:" : "You are its backbone staff now. What you run:"),
            RichTextBlock.Of($"Its time zone is {initiative.TimeZone}.", isSubtle: true),
            new TextBlock("1. **indicators**: add what every partner is asked"),
            new TextBlock("2. **partners**: add each organisation, and pass its invite code on"),
            new TextBlock("3. **schedule**: when I ask, remind and close"),
            new TextBlock("4. In the channel that everyone reads, @mention me and say **digest here**"),
            .. founded ? (IEnumerable<Element>)[] : [IntroductionCard.Promise],
        ],
        Actions =
        [
            Conversation.SayButton("Indicators", "indicators", initiative.Id),
            Conversation.SayButton("Partners", "partners", initiative.Id),
            Conversation.SayButton("Schedule", "schedule", initiative.Id),
            .. founded ? (IEnumerable<CardAction>)[] : [IntroductionCard.Begin(initiative), IntroductionCard.End(initiative)],
        ],
    };
}
