using System.Text;
using System.Xml;

namespace CollectiveImpact.Files;

/// <summary>The XML of a workbook's part, read so that no name, tag or nesting of it can grow without end.</summary>
/// <remarks>
/// An <see cref="XmlReader"/> reads texts in pieces, but holds whole tags, entities' names, and every name that it ever met: those are
/// bounded here, before it sees them.
/// </remarks>
internal static class LimitedXml
{
    private const int MostDepth = 32;

    public static XmlReader Open(Stream part) => XmlReader.Create(
        new LimitedTags(new StreamReader(part, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true)),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
            NameTable = new FewNames(),
        });

    /// <summary>The next node, unless there is none or it is too deep.</summary>
    public static bool Next(this XmlReader xml) =>
        xml.Read() && (xml.Depth <= MostDepth ? true : throw new XmlException("Elements are nested too deeply."));

    /// <summary>Passes over the element at which the reader stands.</summary>
    public static void PassOver(this XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        while (xml.Next() && (xml.Depth > depth || xml.NodeType != XmlNodeType.EndElement))
        {
            // What is in it says nothing here.
        }
    }

    private sealed class FewNames : NameTable
    {
        private const int MostCharacters = 256 * 1024;
        private int _characters;

        public override string Add(string key) => Get(key) ?? base.Add(Counted(key.Length) ? key : "");

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? (Counted(len) ? base.Add(key, start, len) : "");

        private bool Counted(int length) =>
            // Each also costs what holds it.
            (_characters += length + 32) <= MostCharacters ? true : throw new XmlException("There are too many names.");
    }

    // Counts the characters since markup began, wherever it begins.
    private sealed class LimitedTags(TextReader inner) : TextReader
    {
        private const int Longest = 256 * 1024;
        private const int LongestEntity = 64;

        private State _state;
        private int _length;
        private char _quote;
        private char _before;
        private char _twoBefore;

        private enum State
        {
            Text,
            Tag,
            Quoted,
            Entity,

            /// <summary>After "&lt;!", which may begin a comment or characters as they are.</summary>
            Bang,
            Comment,
            Characters,
            Instruction,
        }

        public override int Read(char[] buffer, int index, int count)
        {
            var read = inner.Read(buffer, index, count);
            foreach (var c in buffer.AsSpan(index, read))
            {
                Sees(c);
            }

            return read;
        }

        public override int Peek() => inner.Peek();

        public override int Read()
        {
            var c = inner.Read();
            if (c >= 0)
            {
                Sees((char)c);
            }

            return c;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Sees(char c)
        {
            if (_state == State.Text)
            {
                if (c is '<' or '&')
                {
                    (_state, _length) = (c == '<' ? State.Tag : State.Entity, 0);
                }

                return;
            }

            _length++;
            if (_length > (_state == State.Entity ? LongestEntity : Longest))
            {
                throw new XmlException("A tag is too long.");
            }

            _state = (_state, c) switch
            {
                (State.Tag, '!') when _length == 1 => State.Bang,
                (State.Tag, '?') when _length == 1 => State.Instruction,
                (State.Tag, '"' or '\'') => State.Quoted,
                (State.Tag, '>') => State.Text,
                (State.Quoted, _) when c == _quote => State.Tag,
                (State.Entity, ';') => State.Text,
                (State.Bang, '-') => State.Comment,
                (State.Bang, '[') => State.Characters,
                // A document type, which isn't read.
                (State.Bang, _) => State.Tag,
                (State.Comment, '>') when _before == '-' && _twoBefore == '-' && _length > 5 => State.Text,
                (State.Characters, '>') when _before == ']' && _twoBefore == ']' => State.Text,
                (State.Instruction, '>') when _before == '?' => State.Text,
                var (same, _) => same,
            };
            if (_state == State.Quoted && _quote == '\0')
            {
                _quote = c;
            }
            else if (_state != State.Quoted)
            {
                _quote = '\0';
            }

            (_twoBefore, _before) = (_before, c);
        }
    }
}
