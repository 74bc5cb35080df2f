#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property NoWarn=$(NoWarn);MA0047
// Draws color.png and outline.png beside this file: dotnet run manifest/draw-icons.cs
// The mark: five partners, each on their own path, meeting in one result.
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

var folder = Path.GetDirectoryName(Here())!;
var teal = new Ink(0x0B, 0x5A, 0x63);
var white = new Ink(0xFF, 0xFF, 0xFF);
var sun = new Ink(0xFF, 0xC8, 0x57);

// Teams shows the colour icon's middle 120 pixels of 192 when it rounds the corners, so the mark stays within them.
Draw("color.png", 192, teal, new Mark(Centre: 96, Left: 44, Top: 50, Bottom: 136, Dot: 9, Path: 4.4, Result: 19), white, sun);
Draw("outline.png", 32, background: null, new Mark(Centre: 16, Left: 3.2, Top: 5, Bottom: 25.2, Dot: 2.3, Path: 0.85, Result: 4.8), white, white);

void Draw(string file, int size, Ink? background, Mark mark, Ink lines, Ink result)
{
    const int samples = 4;
    var rows = new byte[size * (1 + (size * 4))];
    var partners = mark.Partners().ToArray();
    for (var y = 0; y < size; y++)
    {
        for (var x = 0; x < size; x++)
        {
            int line = 0, end = 0;
            for (var s = 0; s < samples * samples; s++)
            {
                var at = new Spot(x + (((s % samples) + 0.5) / samples), y + (((s / samples) + 0.5) / samples));
                if (at.To(mark.End) <= mark.Result)
                {
                    end++;
                }
                else if (partners.Any(p => p.Covers(at, mark)))
                {
                    line++;
                }
            }

            var pixel = rows.AsSpan((y * (1 + (size * 4))) + 1 + (x * 4), 4);
            const double all = samples * samples;
            if (background is not null)
            {
                pixel[0] = Mix(background.R, lines.R, result.R);
                pixel[1] = Mix(background.G, lines.G, result.G);
                pixel[2] = Mix(background.B, lines.B, result.B);
                pixel[3] = 255;
            }
            else
            {
                // Teams wants an outline of white and transparency alone.
                pixel.Fill(255);
                pixel[3] = (byte)Math.Round(255 * (line + end) / all);
            }

            byte Mix(byte paper, byte ink, byte point) =>
                (byte)Math.Round(((paper * (all - line - end)) + (ink * line) + (point * end)) / all);
        }
    }

    using var png = File.Create(Path.Combine(folder, file));
    png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
    var header = new byte[13];
    BinaryPrimitives.WriteInt32BigEndian(header, size);
    BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size);
    header[8] = 8; // bits a channel
    header[9] = 6; // red, green, blue, alpha
    Chunk(png, "IHDR", header);
    using var packed = new MemoryStream();
    using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
    {
        zlib.Write(rows);
    }

    Chunk(png, "IDAT", packed.ToArray());
    Chunk(png, "IEND", []);
}

static void Chunk(Stream png, string kind, byte[] data)
{
    var number = new byte[4];
    BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
    png.Write(number);
    byte[] body = [.. Encoding.ASCII.GetBytes(kind), .. data];
    png.Write(body);
    var crc = uint.MaxValue;
    foreach (var b in body)
    {
        crc ^= b;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
    }

    BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
    png.Write(number);
}

static string Here([CallerFilePath] string path = "") => path;

internal sealed record Ink(byte R, byte G, byte B);

internal sealed record Spot(double X, double Y)
{
    public double To(Spot other) => Math.Sqrt(Math.Pow(X - other.X, 2) + Math.Pow(Y - other.Y, 2));
}

internal sealed record Mark(double Centre, double Left, double Top, double Bottom, double Dot, double Path, double Result)
{
    public Spot End => new(Centre, Bottom);

    /// <summary>Five partners on an arc, lowest at the sides.</summary>
    public IEnumerable<Partner> Partners()
    {
        double[] sags = [0.34, 0.085, 0, 0.085, 0.34];
        for (var i = 0; i < 5; i++)
        {
            var start = new Spot(Left + ((Centre - Left) * i / 2.0), Top + ((Bottom - Top) * sags[i]));
            yield return new Partner(start, new Spot(start.X, Top + ((Bottom - Top) * 0.72)), End);
        }
    }
}

internal sealed record Partner(Spot Start, Spot Bend, Spot End)
{
    private readonly Spot[] _path = [.. Enumerable.Range(0, 65).Select(i => At(Start, Bend, End, i / 64.0))];

    public bool Covers(Spot at, Mark mark) => at.To(Start) <= mark.Dot || _path.Any(p => at.To(p) <= mark.Path);

    private static Spot At(Spot a, Spot b, Spot c, double t)
    {
        double u = 1 - t;
        return new((u * u * a.X) + (2 * u * t * b.X) + (t * t * c.X), (u * u * a.Y) + (2 * u * t * b.Y) + (t * t * c.Y));
    }
}
