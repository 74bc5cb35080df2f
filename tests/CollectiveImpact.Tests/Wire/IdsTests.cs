using System.Reflection;
using System.Text.Json;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Invocation;

namespace CollectiveImpact.Tests.Wire;

/// <summary>An id is sent as its text, byte for byte: a version that has texts in place of ids notices nothing (docs/decisions/0018).</summary>
public sealed class IdsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().AddIds().BuildServiceProvider();

    [Fact]
    public void What_holds_ids_is_sent_as_if_it_held_texts()
    {
        var (ids, texts) = (Ids(), Texts());

        Assert.Equal(Sent(texts), Sent(ids));
        // Its text twice would be longer: the second is sent as a reference to the first.
        Assert.True(Sent(ids).Length < Sent(ids with { Again = new(new string("r1vers")) }).Length);
    }

    [Fact]
    public void Either_version_reads_what_the_other_sent()
    {
        Assert.Equal(Ids(), Read<WithIds>(Sent(Texts())));
        Assert.Equal(Texts(), Read<WithTexts>(Sent(Ids())));
    }

    [Fact]
    public void Lists_of_ids_are_sent_as_if_they_were_lists_of_texts()
    {
        string[] texts = ["library", "school"];
        foreach (var (ids, same) in new (IReadOnlyList<PartnerId>, IReadOnlyList<string>)[]
        {
            ([], []),
            ([new("library")], ["library"]),
            ([.. texts.Select(t => new PartnerId(t))], [.. texts.Select(t => t)]),
            (texts.Select(t => new PartnerId(t)).ToArray(), texts),
            (texts.Select(t => new PartnerId(t)).ToList(), texts.ToList()),
        })
        {
            // The same list again is sent as a reference to the first, and so is any other empty one.
            var (withIds, withTexts) = (new WithListsOfIds(ids, ids, [], [], null), new WithListsOfTexts(same, same, [], [], null));
            var sent = Sent(withTexts);

            Assert.Equal(sent, Sent(withIds));
            var read = Read<WithListsOfIds>(sent);
            Assert.Equal(ids, read.Some);
            Assert.Equal(ids, read.Again);
            Assert.Empty(read.Others);
            Assert.Null(read.None);
        }
    }

    [Fact]
    public void All_collections_of_ids_that_are_sent_are_sent_as_texts()
    {
        var sent = typeof(IId).Assembly.GetTypes()
            .SelectMany(t => t.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null
                ? t.GetProperties().Where(p => p.CanWrite).Select(p => p.PropertyType)
                : t.IsInterface && t.IsAssignableTo(typeof(IGrain)) ? t.GetMethods().SelectMany(m => m.GetParameters().Select(p => p.ParameterType)) : [])
            .Where(t => t.IsGenericType && HoldsIds(t))
            .Distinct()
            .ToArray();

        Assert.NotEmpty(sent);
        Assert.All(sent, type => Assert.Equal(typeof(IId).Assembly, _services.GetRequiredService(typeof(IFieldCodec<>).MakeGenericType(type)).GetType().Assembly));
    }

    [Fact]
    public void An_id_and_its_text_compare_as_the_same()
    {
        var (id, text) = (new PartnerId("library"), new string("library"));

        Assert.True(id.Equals(text) && text.Equals(id, StringComparison.Ordinal));
#pragma warning disable MA0169 // Is what it is about: the build asks for Equals, and this is true as well.
        Assert.True(id == text && text == id);
#pragma warning restore MA0169
        Assert.Equal("\"library\"", JsonSerializer.Serialize(id));
        Assert.Equal(id, JsonSerializer.Deserialize<PartnerId>("\"library\""));
    }

    [Fact]
    public void A_call_with_ids_is_sent_as_if_it_took_texts()
    {
        var (ids, texts) = (Ids(), Texts());
        var (withIds, withTexts) = (
            Call(typeof(ICalledWithIds), ids.Initiative, ids.Again, ids.None),
            Call(typeof(ICalledWithTexts), texts.Initiative, texts.Again, texts.None));

        var sent = Sent(withIds);

        Assert.Equal(Sent(withTexts), sent);
        Assert.Equal(Arguments(withIds), Arguments((IInvokable)Read(withIds.GetType(), sent)));
        Assert.Equal(Arguments(withTexts), Arguments((IInvokable)Read(withTexts.GetType(), sent)));
    }

    [Fact]
    public void Every_kind_of_id_can_be_sent()
    {
        var kinds = typeof(IId<>).Assembly.GetTypes().Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>))).ToArray();

        Assert.NotEmpty(kinds);
        Assert.All(kinds, kind =>
        {
            var id = Activator.CreateInstance(kind, "an-id")!;
            Assert.Equal(id, Read(kind, Sent(id)));
            Assert.Equal(Sent("an-id"), Sent(id));
            Assert.Same(id, _services.GetRequiredService<DeepCopier>().Copy(id));
        });
    }

    public void Dispose() => _services.Dispose();

    private static bool HoldsIds(Type type) => type.IsAssignableTo(typeof(IId)) || (type.IsGenericType && Array.Exists(type.GetGenericArguments(), HoldsIds));

    private static WithIds Ids()
    {
        var text = new string("r1vers");
        return new WithIds(new(text), 1, text, new(text), null) { Member = new(text) };
    }

    private static WithTexts Texts()
    {
        var text = new string("r1vers");
        return new WithTexts(text, 1, text, text, null) { Member = text };
    }

    private static IInvokable Call(Type calls, params object?[] arguments)
    {
        var call = (IInvokable)Activator.CreateInstance(calls.Assembly.GetTypes().Single(t =>
            t.IsAssignableTo(typeof(IInvokable)) && t.GetCustomAttribute<CompoundTypeAliasAttribute>()?.Components.Contains(calls) == true))!;
        foreach (var (place, argument) in arguments.Index())
        {
            call.SetArgument(place, argument!);
        }

        return call;
    }

    private static string?[] Arguments(IInvokable call) => [.. Enumerable.Range(0, call.GetArgumentCount()).Select(i => call.GetArgument(i)?.ToString())];

    // By what is expected, as what a call takes is sent: without the type's name.
    private byte[] Sent(object what) => ((dynamic)_services.GetRequiredService(typeof(Serializer<>).MakeGenericType(what.GetType()))).SerializeToArray((dynamic)what);

    private T Read<T>(byte[] sent) => (T)Read(typeof(T), sent);

    private object Read(Type type, byte[] sent) => ((dynamic)_services.GetRequiredService(typeof(Serializer<>).MakeGenericType(type))).Deserialize(sent);

    public interface ICalledWithIds : IGrainWithStringKey
    {
        [Alias("call")]
        Task Call(InitiativeId initiative, InitiativeId again, InitiativeId? none);
    }

    public interface ICalledWithTexts : IGrainWithStringKey
    {
        [Alias("call")]
        Task Call(string initiative, string again, string? none);
    }

    [GenerateSerializer, Immutable]
    public sealed record WithIds(InitiativeId Initiative, int Number, string Text, InitiativeId Again, InitiativeId? None)
    {
        [Id(0)] public InitiativeId? Member { get; init; }
    }

    [GenerateSerializer, Immutable]
    public sealed record WithListsOfIds(
        IReadOnlyList<PartnerId> Some, IReadOnlyList<PartnerId> Again, IReadOnlyList<string> Texts, IReadOnlyList<PartnerId> Others, IReadOnlyList<PartnerId>? None);

    [GenerateSerializer, Immutable]
    public sealed record WithListsOfTexts(
        IReadOnlyList<string> Some, IReadOnlyList<string> Again, IReadOnlyList<string> Texts, IReadOnlyList<string> Others, IReadOnlyList<string>? None);

    [GenerateSerializer, Immutable]
    public sealed record WithTexts(string Initiative, int Number, string Text, string Again, string? None)
    {
        [Id(0)] public string? Member { get; init; }
    }
}
