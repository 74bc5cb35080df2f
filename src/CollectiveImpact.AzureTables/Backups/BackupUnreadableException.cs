namespace CollectiveImpact.AzureTables.Backups;

/// <summary>A file is no backup, or not as it was written; the message is the one line that its operator reads, and says where.</summary>
public sealed class BackupUnreadableException : Exception
{
    public BackupUnreadableException()
    {
    }

    public BackupUnreadableException(string message)
        : base(message)
    {
    }

    public BackupUnreadableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
