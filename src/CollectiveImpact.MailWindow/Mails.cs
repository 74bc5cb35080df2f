using System.Buffers;
using System.Collections.Concurrent;
using MimeKit;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace CollectiveImpact.MailWindow;

/// <summary>The mails that were sent while the window is open, the newest last.</summary>
internal sealed class Mails : MessageStore
{
    private const int Kept = 500;

    private readonly ConcurrentQueue<(int Number, MimeMessage Mail)> _all = new();
    private int _last;

    public IReadOnlyList<(int Number, MimeMessage Mail)> All => [.. _all];

    public MimeMessage? Find(int number) => _all.FirstOrDefault(m => m.Number == number).Mail;

    public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(buffer.ToArray());
        _all.Enqueue((Interlocked.Increment(ref _last), await MimeMessage.LoadAsync(bytes, cancellationToken)));
        while (_all.Count > Kept)
        {
            _all.TryDequeue(out _);
        }

        return SmtpResponse.Ok;
    }
}
