using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using CollectiveImpact.Indicators;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace CollectiveImpact;

/// <summary>
/// The id of one kind of thing. It reads as its text, and no text becomes one by itself, so that two kinds can't be swapped.
/// It is sent and stored as its text too (docs/decisions/0018).
/// </summary>
public interface IId<TSelf> : IId
    where TSelf : class, IId<TSelf>
{
    static abstract TSelf Of(string value);
}

/// <summary>The id of whatever it may be, for who writes any cell or field down.</summary>
public interface IId
{
    string Value { get; }
}

/// <summary>Writes an id as Orleans writes a text, which is what an earlier version sends and reads in its place.</summary>
internal sealed class IdCodec<TId> : IFieldCodec<TId?>, ISpecializableCodec
    where TId : class, IId<TId>
{
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, [AllowNull] Type expectedType, TId? value)
        where TBufferWriter : IBufferWriter<byte> => StringCodec.WriteField(ref writer, fieldIdDelta, value?.Value);

    public TId? ReadValue<TInput>(ref Reader<TInput> reader, Field field) => StringCodec.ReadValue(ref reader, field) is { } text ? TId.Of(text) : null;

    public bool IsSupportedType(Type type) => type == typeof(TId);

    public IFieldCodec GetSpecializedCodec(Type type) => this;
}

/// <summary>Writes a list of ids as Orleans writes a list of texts of the same kind.</summary>
internal sealed class IdListCodec<TId>(ICodecProvider codecs) : IFieldCodec<IReadOnlyList<TId>?>
    where TId : class, IId<TId>
{
    // Asked for at the first list: while codecs are made, others aren't there yet.
    private readonly Lazy<IFieldCodec<IReadOnlyList<string>?>> _texts = new(codecs.GetCodec<IReadOnlyList<string>?>);

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, [AllowNull] Type expectedType, IReadOnlyList<TId>? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        // What is sent a second time is sent as a reference to the first; all empty lists are one, whatever they are of.
        var same = ReferenceEquals(value, Array.Empty<TId>()) ? Array.Empty<string>() : (object?)value;
        var sentAs = value switch { TId[] => typeof(string[]), List<TId> => typeof(List<string>), _ => _texts.Value.GetType() };
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, sentAs, same) || value is null)
        {
            return;
        }

        writer.WriteFieldHeader(fieldIdDelta, expectedType, sentAs, WireType.TagDelimited);
        if (value.Count > 0)
        {
            UInt32Codec.WriteField(ref writer, 0, (uint)value.Count);
            for (var i = 0; i < value.Count; i++)
            {
                StringCodec.WriteField(ref writer, i == 0 ? 1u : 0, value[i].Value);
            }
        }

        writer.WriteEndObject();
    }

    public IReadOnlyList<TId>? ReadValue<TInput>(ref Reader<TInput> reader, Field field) => Of(_texts.Value.ReadValue(ref reader, field));

    [return: NotNullIfNotNull(nameof(texts))]
    internal static IReadOnlyList<TId>? Of(IReadOnlyList<string>? texts) => texts is null ? null : [.. texts.Select(TId.Of)];
}

/// <summary>Writes a map by ids as Orleans writes a dictionary by texts, whose values are sent as <typeparamref name="TText"/>.</summary>
internal class IdMapCodec<TId, TValue, TText>(ICodecProvider codecs, Func<TText, TValue> read) : IFieldCodec<IReadOnlyDictionary<TId, TValue>?>
    where TId : class, IId<TId>
{
    private readonly Lazy<IFieldCodec<TValue>> _values = new(codecs.GetCodec<TValue>);
    private readonly Lazy<IFieldCodec<IReadOnlyDictionary<string, TText>?>> _texts = new(codecs.GetCodec<IReadOnlyDictionary<string, TText>?>);

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, [AllowNull] Type expectedType, IReadOnlyDictionary<TId, TValue>? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        var sentAs = typeof(Dictionary<string, TText>);
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, sentAs, value) || value is null)
        {
            return;
        }

        writer.WriteFieldHeader(fieldIdDelta, expectedType, sentAs, WireType.TagDelimited);
        if (value.Count > 0)
        {
            UInt32Codec.WriteField(ref writer, 1, (uint)value.Count);
            var delta = 1u;
            foreach (var (id, one) in value)
            {
                StringCodec.WriteField(ref writer, delta, id.Value);
                _values.Value.WriteField(ref writer, 0, typeof(TValue), one);
                delta = 0;
            }
        }

        writer.WriteEndObject();
    }

    public IReadOnlyDictionary<TId, TValue>? ReadValue<TInput>(ref Reader<TInput> reader, Field field) => Of(_texts.Value.ReadValue(ref reader, field), read);

    [return: NotNullIfNotNull(nameof(texts))]
    internal static IReadOnlyDictionary<TId, TValue>? Of(IReadOnlyDictionary<string, TText>? texts, Func<TText, TValue> read) => texts?.ToDictionary(t => TId.Of(t.Key), t => read(t.Value));
}

/// <summary>Writes a map whose values are no ids, and hold none in lists of their own.</summary>
internal sealed class IdMapCodec<TId, TValue>(ICodecProvider codecs) : IdMapCodec<TId, TValue, TValue>(codecs, value => value)
    where TId : class, IId<TId>;

/// <summary>Writes which partners answer an indicator.</summary>
internal sealed class IndicatorPartnersCodec(ICodecProvider codecs) : IFieldCodec<IReadOnlyDictionary<string, IReadOnlyList<PartnerId>>?>
{
    private readonly Lazy<IFieldCodec<IReadOnlyDictionary<string, IReadOnlyList<string>>?>> _texts = new(codecs.GetCodec<IReadOnlyDictionary<string, IReadOnlyList<string>>?>);

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, [AllowNull] Type expectedType, IReadOnlyDictionary<string, IReadOnlyList<PartnerId>>? value)
        where TBufferWriter : IBufferWriter<byte> =>
        _texts.Value.WriteField(ref writer, fieldIdDelta, expectedType, value?.ToDictionary(v => v.Key, v => (IReadOnlyList<string>)[.. v.Value.Select(p => p.Value)]));

    public IReadOnlyDictionary<string, IReadOnlyList<PartnerId>>? ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        _texts.Value.ReadValue(ref reader, field)?.ToDictionary(v => v.Key, v => IdListCodec<PartnerId>.Of(v.Value));
}

/// <summary>Writes an id into JSON as its text.</summary>
public sealed class IdConverter<TId> : JsonConverter<TId>
    where TId : class, IId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.Of(reader.GetString()!);

    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.Of(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, [DisallowNull] TId value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value);
}

public static class IdsHosting
{
    /// <summary>Lets a silo, a client, and the serializer by itself, send ids.</summary>
    public static IServiceCollection AddIds(this IServiceCollection services) => services
        .AddSingleton<ISpecializableCodec, IdCodec<InitiativeId>>()
        .AddSingleton<ISpecializableCodec, IdCodec<RoundId>>()
        .AddSingleton<ISpecializableCodec, IdCodec<PartnerId>>()
        // A codec of a collection itself comes before that of all lists and maps. IdsTests say which is missing.
        .AddSingleton<IFieldCodec<IReadOnlyList<PartnerId>?>, IdListCodec<PartnerId>>()
        .AddSingleton<IFieldCodec<IReadOnlyDictionary<string, IReadOnlyList<PartnerId>>?>, IndicatorPartnersCodec>()
        .AddSingleton<IFieldCodec<IReadOnlyDictionary<PartnerId, IReadOnlyDictionary<string, ReportedValue>>?>, IdMapCodec<PartnerId, IReadOnlyDictionary<string, ReportedValue>>>();
}
