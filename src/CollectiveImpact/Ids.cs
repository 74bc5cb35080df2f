using System.Buffers;
using System.Diagnostics.CodeAnalysis;
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
public interface IId<TSelf>
    where TSelf : class, IId<TSelf>
{
    string Value { get; }

    static abstract TSelf Of(string value);
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

public static class IdsHosting
{
    /// <summary>Lets a silo, a client, and the serializer by itself, send ids.</summary>
    public static IServiceCollection AddIds(this IServiceCollection services) => services
        .AddSingleton<ISpecializableCodec, IdCodec<InitiativeId>>()
        .AddSingleton<ISpecializableCodec, IdCodec<RoundId>>();
}
