using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace CollectiveImpact.Bot.Tests.Packaging;

/// <summary>An eight-bit RGBA picture, read without a picture library; enough for two icons.</summary>
internal sealed record Png(int Width, int Height, IReadOnlyList<Pixel> Pixels)
{
    public static Png Read(byte[] file)
    {
        Assert.Equal("PNG", Encoding.ASCII.GetString(file, 1, 3));
        int width = 0, height = 0;
        using var packed = new MemoryStream();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var data = file.AsSpan(at + 8, length);
            switch (Encoding.ASCII.GetString(file, at + 4, 4))
            {
                case "IHDR":
                    width = BinaryPrimitives.ReadInt32BigEndian(data);
                    height = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
                    Assert.Equal([8, 6, 0, 0, 0], data[8..].ToArray());
                    break;
                case "IDAT":
                    packed.Write(data);
                    break;
            }

            at += 12 + length;
        }

        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        var pixels = new List<Pixel>();
        var row = new byte[1 + (width * 4)];
        for (var y = 0; y < height; y++)
        {
            zlib.ReadExactly(row);
            Assert.Equal(0, row[0]); // the generator filters no row
            for (var x = 1; x < row.Length; x += 4)
            {
                pixels.Add(new Pixel(row[x], row[x + 1], row[x + 2], row[x + 3]));
            }
        }

        return new Png(width, height, pixels);
    }
}

internal sealed record Pixel(byte Red, byte Green, byte Blue, byte Alpha);
