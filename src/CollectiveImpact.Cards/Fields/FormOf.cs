using System.Globalization;

namespace CollectiveImpact.Cards.Fields;

/// <summary>
/// A form in which people write a <typeparamref name="T"/>: its fields, each declared once. From that one declaration it is drawn, shown
/// again with what was typed and with each fault at its field, and read.
/// </summary>
/// <param name="Culture">The reader's: of numbers and dates, and of what is said when one of them is wrong.</param>
public sealed record Form<T>(CultureInfo Culture, IReadOnlyList<FormPart<T>> Parts)
{
    /// <summary>Reads every field into the subject. What can't be read is a fault under the field's name, and stays as it was before.</summary>
    /// <param name="before">What the form is about as it stands, or an empty one.</param>
    public (T Subject, Dictionary<string, string> Faults) Read(Form typed, T before)
    {
        var faults = new Dictionary<string, string>();
        return (Parts.Aggregate(before, (subject, part) => part.ReadInto(typed, subject, faults, Culture)), faults);
    }

    /// <summary>What the fields hold while nobody has typed anything.</summary>
    /// <param name="more">What else the form carries, such as which one it is about.</param>
    public Form Of(T subject, IReadOnlyDictionary<string, string>? more = null)
    {
        var fields = new Dictionary<string, string>(more ?? new Dictionary<string, string>());
        foreach (var part in Parts)
        {
            part.PutInto(fields, subject, Culture);
        }

        return new Form(fields);
    }

    /// <summary>The fields as inputs, each with what is wrong with it.</summary>
    public DrawnForm Draw(Form shown, IReadOnlyDictionary<string, string> faults, Room room)
    {
        var drawing = new DrawnForm(shown, faults, room, Culture);
        foreach (var part in Parts)
        {
            part.Draw(drawing);
        }

        return drawing;
    }
}

/// <summary>A part of a form: a field, a section of several, or something to read between them.</summary>
public abstract record FormPart<T>
{
    /// <summary>The fields in it, in their order.</summary>
    public virtual IEnumerable<Field<T>> Fields => [];

    /// <summary>What the client sends for it.</summary>
    public virtual IEnumerable<string> Names => Fields.Select(f => f.Name);

    /// <summary>Adds what is seen of it.</summary>
    public abstract void Draw(DrawnForm to);

    /// <summary>Whether something in it is filled in, or wrong.</summary>
    /// <param name="isUsual">Whether a value says nothing more than that the field was left alone.</param>
    public bool IsUsed(DrawnForm to, Func<string, bool> isUsual) =>
        Names.Any(name => to.Faults.ContainsKey(name) || (to.Shown.Has(name) && !isUsual(to.Shown[name])));

    /// <summary>The subject with what was typed here.</summary>
    public virtual T ReadInto(Form typed, T subject, IDictionary<string, string> faults, CultureInfo culture) =>
        Fields.Aggregate(subject, (read, field) => field.Read(typed, read, faults, culture));

    /// <summary>Fills in what the fields hold of the subject.</summary>
    public virtual void PutInto(IDictionary<string, string> fields, T subject, CultureInfo culture)
    {
        foreach (var field in Fields)
        {
            fields[field.Name] = field.Put(subject, culture);
        }
    }
}

/// <summary>One field: its name and label, how it is drawn, filled in, read and faulted.</summary>
/// <param name="Name">What the client sends it under. Cards in people's chats carry it: it doesn't change.</param>
/// <param name="Label">Always visible.</param>
public abstract record Field<T>(string Name, string Label) : FormPart<T>
{
    /// <summary>What is said when it is empty; null where it may be.</summary>
    public string? Required { get; init; }

    /// <summary>Whether a line sets it apart from what stands before it.</summary>
    public bool Separator { get; init; }

    /// <summary>How near it stands to what is before it; null for the usual.</summary>
    public Spacing? Spacing { get; init; }

    /// <summary>Whether the client, too, refuses to send the form without it; not where another button of the card sends something else.</summary>
    public bool IsAskedByClient { get; init; } = true;

    public sealed override IEnumerable<Field<T>> Fields => [this];

    /// <summary>What it holds of the subject.</summary>
    public abstract string Put(T subject, CultureInfo culture);

    /// <summary>The subject with what was typed; or as it was, and a fault.</summary>
    public abstract T Read(Form typed, T subject, IDictionary<string, string> faults, CultureInfo culture);

    /// <summary>The input with what is shown in it; null where there is no room for it, and then the button carries what stood there.</summary>
    public abstract Input? Input(Form shown, Room room, CultureInfo culture);

    /// <summary>Of what stands there, that which may be carried on unseen.</summary>
    public virtual string Carried(Form shown) => "";

    public sealed override void Draw(DrawnForm to)
    {
        if (Input(to.Shown, to.Room, to.Culture) is { } input)
        {
            var drawn = input with { Separator = Separator ? true : null, Spacing = Spacing };
            to.Add(Required is null || !IsAskedByClient || input.IsRequired is not null ? drawn : drawn with { IsRequired = true, ErrorMessage = Required });
        }
        else if (Carried(to.Shown) is { Length: > 0 } carried)
        {
            to.Carry(Name, carried);
        }
    }
}

/// <summary>Short fields on one line, each with what is wrong with it.</summary>
public sealed record Row<T>(IReadOnlyList<Field<T>> Inner) : FormPart<T>
{
    public override IEnumerable<Field<T>> Fields => Inner;

    public override void Draw(DrawnForm to) =>
        to.Add(new ColumnSet([.. Inner.Select(field => to.Within(() => field.Draw(to))).Where(drawn => drawn.Count > 0).Select(drawn => new Column(drawn))]));
}

/// <summary>What stays folded while nothing in it is used and nothing is wrong.</summary>
/// <param name="Id">Of the fold, on the card.</param>
/// <param name="Title">Of the button that opens it.</param>
public sealed record Fold<T>(string Id, string Title, IReadOnlyList<FormPart<T>> Inner) : FormPart<T>
{
    /// <summary>Whether a value says nothing more than that the field was left alone.</summary>
    public Func<string, bool> IsUsual { get; init; } = _ => false;

    /// <summary>Whether it is open though nothing in it is used yet.</summary>
    public Func<Form, bool> IsOpenFor { get; init; } = _ => false;

    /// <summary>Whether its button stands above it; else with the card's other buttons.</summary>
    public bool HasButton { get; init; } = true;

    public ContainerStyle? Style { get; init; }

    public override IEnumerable<Field<T>> Fields => Inner.SelectMany(p => p.Fields);

    public override IEnumerable<string> Names => Inner.SelectMany(p => p.Names);

    public override T ReadInto(Form typed, T subject, IDictionary<string, string> faults, CultureInfo culture) =>
        Inner.Aggregate(subject, (read, part) => part.ReadInto(typed, read, faults, culture));

    public override void PutInto(IDictionary<string, string> fields, T subject, CultureInfo culture)
    {
        foreach (var part in Inner)
        {
            part.PutInto(fields, subject, culture);
        }
    }

    public override void Draw(DrawnForm to)
    {
        if (HasButton)
        {
            to.Add(new ActionSet([new ToggleVisibility([Id]) { Title = Title }]));
        }

        to.Add(new Container(to.Within(() =>
        {
            foreach (var part in Inner)
            {
                part.Draw(to);
            }
        }))
        { Id = Id, IsVisible = IsOpenFor(to.Shown) || Inner.Any(p => p.IsUsed(to, IsUsual)), Style = Style });
    }
}

/// <summary>A part that isn't seen this time: what stands in it is sent all the same.</summary>
public sealed record Unseen<T>(FormPart<T> Inner) : FormPart<T>
{
    public override IEnumerable<Field<T>> Fields => Inner.Fields;

    public override IEnumerable<string> Names => Inner.Names;

    public override T ReadInto(Form typed, T subject, IDictionary<string, string> faults, CultureInfo culture) => Inner.ReadInto(typed, subject, faults, culture);

    public override void PutInto(IDictionary<string, string> fields, T subject, CultureInfo culture) => Inner.PutInto(fields, subject, culture);

    public override void Draw(DrawnForm to)
    {
        foreach (var fields in UnseenFields.Of(to.Shown, Names))
        {
            to.Add(fields);
        }
    }
}

/// <summary>What stands in fields that nobody sees, and is sent all the same: a button that carried it would hold it once more for each button.</summary>
public static class UnseenFields
{
    /// <summary>The named fields that hold something, together; nothing where none does.</summary>
    public static IEnumerable<Element> Of(Form shown, IEnumerable<string> names)
    {
        // What nobody sees needs neither a label nor the choices that it was chosen from; but a field of one line would take its line breaks away.
        TextInput[] fields = [.. names.Where(shown.Has).Select(name => new TextInput { Id = name, Label = "", Value = shown[name], IsMultiline = true })];
        return fields.Length == 0 ? [] : [new Container(fields) { IsVisible = false }];
    }
}

/// <summary>Something to read between fields.</summary>
public sealed record ReadOnly<T>(IReadOnlyList<Element> Elements) : FormPart<T>
{
    public ReadOnly(params Element[] elements)
        : this((IReadOnlyList<Element>)elements)
    {
    }

    public override void Draw(DrawnForm to)
    {
        foreach (var element in Elements)
        {
            to.Add(element);
        }
    }
}
