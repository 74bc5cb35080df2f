using System.Text;

namespace CollectiveImpact.Localization;

/// <summary>
/// A text with places for arguments, in the part of ICU's MessageFormat that we use: <c>{name}</c>, <c>{count, number}</c> and
/// <c>{count, plural, =0 {none} one {# term} other {# terms}}</c>.
/// </summary>
/// <remarks>
/// The syntax is that of ICU's MessageFormat (unicode-org.github.io/icu/userguide/format_parse/messages), which tools for translators
/// read. An apostrophe is one, unless it stands before a brace or, within a plural, before <c>#</c>: then what follows is text as far as
/// the next apostrophe. The generator reads the same file, so that a text which can't be read fails the build and not somebody's week.
/// </remarks>
public sealed class Message
{
    private Message(IReadOnlyList<MessagePart> parts)
    {
        Parts = parts;
    }

    public IReadOnlyList<MessagePart> Parts { get; }

    public static Message Of(IReadOnlyList<MessagePart> parts) => new(parts);

    /// <exception cref="FormatException">It isn't written so, with where and why.</exception>
    public static Message Parse(string text)
    {
        var reader = new Reader(text);
        return new Message(reader.Parts(isWithinPlural: false));
    }

    /// <summary>The arguments in the order in which they are met first, each with how it is used.</summary>
    /// <exception cref="FormatException">One argument is used as two kinds.</exception>
    public IReadOnlyList<KeyValuePair<string, ArgumentKind>> Arguments()
    {
        var found = new List<KeyValuePair<string, ArgumentKind>>();
        Collect(Parts, found);
        return found;
    }

    private static void Collect(IReadOnlyList<MessagePart> parts, List<KeyValuePair<string, ArgumentKind>> found)
    {
        foreach (var part in parts)
        {
            if (part.Argument is not { } name)
            {
                continue;
            }

            var at = found.FindIndex(f => f.Key == name);
            if (at < 0)
            {
                found.Add(new KeyValuePair<string, ArgumentKind>(name, part.Kind));
            }
            else if (found[at].Value != part.Kind)
            {
                // A count may be chosen by in one place and written in another.
                if (found[at].Value == ArgumentKind.Text || part.Kind == ArgumentKind.Text)
                {
                    throw new FormatException($"“{name}” is used as text and as a number.");
                }

                found[at] = new KeyValuePair<string, ArgumentKind>(name, ArgumentKind.Count);
            }

            foreach (var form in part.Forms)
            {
                Collect(form.Value, found);
            }
        }
    }

    private sealed class Reader(string text)
    {
        private int at;

        public List<MessagePart> Parts(bool isWithinPlural)
        {
            var parts = new List<MessagePart>();
            var literal = new StringBuilder();
            while (at < text.Length && !(isWithinPlural && text[at] == '}'))
            {
                var c = text[at];
                if (c == '\'' && at + 1 < text.Length && (text[at + 1] is '\'' or '{' or '}' || (isWithinPlural && text[at + 1] == '#')))
                {
                    Quoted(literal);
                }
                else if (c == '{')
                {
                    Flush();
                    parts.Add(Argument());
                }
                else if (c == '}')
                {
                    throw Wrong("a brace ends what hasn't begun");
                }
                else if (c == '#' && isWithinPlural)
                {
                    Flush();
                    at++;
                    parts.Add(MessagePart.Count);
                }
                else
                {
                    literal.Append(c);
                    at++;
                }
            }

            Flush();
            return parts;

            void Flush()
            {
                if (literal.Length > 0)
                {
                    parts.Add(MessagePart.Of(literal.ToString()));
                    literal.Clear();
                }
            }
        }

        private void Quoted(StringBuilder literal)
        {
            at++;
            if (text[at] == '\'')
            {
                literal.Append('\'');
                at++;
                return;
            }

            while (at < text.Length)
            {
                if (text[at] != '\'')
                {
                    literal.Append(text[at++]);
                }
                else if (at + 1 < text.Length && text[at + 1] == '\'')
                {
                    literal.Append('\'');
                    at += 2;
                }
                else
                {
                    at++;
                    return;
                }
            }
        }

        private MessagePart Argument()
        {
            at++;
            var name = Word();
            if (name.Length == 0)
            {
                throw Wrong("an argument needs a name");
            }

            if (Take('}'))
            {
                return MessagePart.Of(name, ArgumentKind.Text, []);
            }

            Expect(',');
            switch (Word())
            {
                case "number":
                    Expect('}');
                    return MessagePart.Of(name, ArgumentKind.Number, []);
                case "plural":
                    Expect(',');
                    return MessagePart.Of(name, ArgumentKind.Count, Forms());
                case var other:
                    throw Wrong($"“{other}” is no kind of argument: number and plural are");
            }
        }

        private List<KeyValuePair<string, IReadOnlyList<MessagePart>>> Forms()
        {
            var forms = new List<KeyValuePair<string, IReadOnlyList<MessagePart>>>();
            while (!Take('}'))
            {
                var name = Take('=') ? "=" + Word() : Word();
                if (!Plurals.IsForm(name))
                {
                    throw Wrong($"“{name}” is no form of a plural");
                }

                Expect('{');
                var parts = Parts(isWithinPlural: true);
                Expect('}');
                if (forms.Exists(f => f.Key == name))
                {
                    throw Wrong($"the form “{name}” stands there twice");
                }

                forms.Add(new KeyValuePair<string, IReadOnlyList<MessagePart>>(name, parts));
            }

            if (!forms.Exists(f => f.Key == "other"))
            {
                throw Wrong("a plural needs the form “other”");
            }

            return forms;
        }

        private string Word()
        {
            Space();
            var start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
            {
                at++;
            }

            var word = text.Substring(start, at - start);
            Space();
            return word;
        }

        private void Space()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }

        private bool Take(char c)
        {
            Space();
            if (at >= text.Length || text[at] != c)
            {
                return false;
            }

            at++;
            return true;
        }

        private void Expect(char c)
        {
            if (at >= text.Length || text[at] != c)
            {
                throw Wrong($"“{c}” is missing");
            }

            at++;
        }

        private FormatException Wrong(string why) => new($"At character {at + 1}: {why}.");
    }
}

/// <summary>What an argument is, and so what type a caller gives.</summary>
public enum ArgumentKind
{
    /// <summary>Somebody's words or our own, as they are.</summary>
    Text,

    /// <summary>A number, written as the reader's country writes numbers.</summary>
    Number,

    /// <summary>How many of something there are: it chooses among forms.</summary>
    Count,
}

/// <summary>A piece of a message: text, an argument, or the count of the plural that it stands in.</summary>
public sealed class MessagePart
{
    private MessagePart(string literal, string? argument, ArgumentKind kind, bool isCount, IReadOnlyList<KeyValuePair<string, IReadOnlyList<MessagePart>>> forms)
    {
        (Literal, Argument, Kind, IsCount, Forms) = (literal, argument, kind, isCount, forms);
    }

    /// <summary>The sign <c>#</c>: the count of the plural around it.</summary>
    public static MessagePart Count { get; } = new("", null, ArgumentKind.Count, isCount: true, []);

    public string Literal { get; }

    /// <summary>The argument's name; null for text.</summary>
    public string? Argument { get; }

    public ArgumentKind Kind { get; }

    public bool IsCount { get; }

    /// <summary>The forms of a plural, each by its name; empty for all else.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<MessagePart>>> Forms { get; }

    public static MessagePart Of(string literal) => new(literal, null, ArgumentKind.Text, isCount: false, []);

    public static MessagePart Of(string argument, ArgumentKind kind, IReadOnlyList<KeyValuePair<string, IReadOnlyList<MessagePart>>> forms) =>
        new("", argument, kind, isCount: false, forms);
}
