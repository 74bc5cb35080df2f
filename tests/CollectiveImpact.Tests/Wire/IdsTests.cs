using System.Reflection;
using CollectiveImpact.Initiatives;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
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
    public sealed record WithTexts(string Initiative, int Number, string Text, string Again, string? None)
    {
        [Id(0)] public string? Member { get; init; }
    }
}
