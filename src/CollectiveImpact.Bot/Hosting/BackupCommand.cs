using System.Globalization;
using System.Reflection;
using CollectiveImpact.AzureTables;
using CollectiveImpact.AzureTables.Backups;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Bot.Hosting;

/// <summary>
/// The operator's commands <c>backup FILE</c> and <c>restore FILE</c>: all tables, or one initiative's rows, to a file, and back into
/// empty tables. The first can run beside the service.
/// </summary>
public static class BackupCommand
{
    public const string BackupName = "backup";
    public const string RestoreName = "restore";

    private const string Initiative = "--initiative";

    /// <param name="args">The file; settings as the service takes them; and, for a backup, <c>--initiative ID</c>.</param>
    /// <returns>0 when all of it is there, 2 when what was restored isn't what was written.</returns>
    /// <exception cref="CannotStartException">A setting or the file is missing or wrong, or storage isn't there.</exception>
    public static async Task<int> Run(string command, string[] args, TextWriter output, CancellationToken cancel)
    {
        if (args is not [{ Length: > 0 } path, .. var settings] || path.StartsWith('-'))
        {
            throw new CannotStartException(command == BackupName ? "Say where to: backup FILE, or backup FILE --initiative ID." : "Say which backup: restore FILE --Storage:TablePrefix NEW.");
        }

        if (settings is [.., Initiative] || settings.Any(s => s == Initiative + "="))
        {
            throw new CannotStartException("Say which initiative: --initiative ID. Its id stands in what `rebuild` prints.");
        }

        var configuration = Host.CreateApplicationBuilder(settings).Configuration;
        var storage = BotHost.Storage(configuration);
        try
        {
            return command == BackupName
                ? await WriteBackup(path, storage, configuration["initiative"] is { Length: > 0 } one ? new InitiativeId(one) : null, output, cancel)
                : await ReadBackup(path, storage, output, cancel);
        }
        catch (Exception e) when (e is BackupUnreadableException or IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(e.Message, e);
        }
        catch (StorageUnavailableException e)
        {
            throw new CannotStartException($"{e.Message} {(command == BackupName ? "No backup was written." : "Run the same command again: it goes on.")}", e);
        }
    }

    private static async Task<int> WriteBackup(string path, StorageConnection storage, InitiativeId? one, TextWriter output, CancellationToken cancel)
    {
        if (File.Exists(path))
        {
            throw new CannotStartException($"{path} is there already. Name another file: a backup isn't written over.");
        }

        // Under another name until it is whole, so that half a backup is never taken for one.
        var part = path + ".part";
        BackupContents? written;
        try
        {
            await using (var file = new FileStream(part, ForOwnerOnly()))
            {
                written = await new Backup(storage, TimeProvider.System).Write(file, Version, one, cancel);
            }

            if (written is not null)
            {
                File.Move(part, path);
            }
        }
        finally
        {
            File.Delete(part);
        }

        if (written is null)
        {
            throw new CannotStartException(one is { } id ? $"There is no initiative {id} in these tables." : "There is nothing in these tables: look at ConnectionStrings:Storage and Storage:TablePrefix.");
        }

        await Print(written.Tables, output);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Rows(written.Tables)} rows are in {path}, {new FileInfo(path).Length:#,0} bytes. People's data are in it: keep it where only you can read it."));
        return 0;
    }

    private static async Task<int> ReadBackup(string path, StorageConnection storage, TextWriter output, CancellationToken cancel)
    {
        switch (await new Restore(storage).Run(path, cancel))
        {
            case Restored.Occupied(var table):
                throw new CannotStartException($"The table {storage.Prefix}{table} holds rows already, and a restore writes over nothing. Give letters that no table begins with yet: --Storage:TablePrefix restored.");
            case Restored.Different(var tables):
                foreach (var (was, stands) in tables)
                {
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{was.Table}: {was.Rows:#,0} rows in the file, {stands.Rows:#,0} in the table, and they are not the same"));
                }

                await output.WriteLineAsync("Somebody else writes into these tables. Stop the service that uses them, and run the same command again.");
                return 2;
            case Restored.Whole whole:
                await Print(whole.Contents.Tables, output);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{Rows(whole.Contents.Tables)} rows of {whole.Contents.At:yyyy-MM-dd HH:mm} UTC stand in the tables {storage.Prefix}…, read again and the same{(whole.WasBegun ? "; an earlier try is finished by it" : "")}."));
                return 0;
            case var other:
                throw new InvalidOperationException($"Nobody knows {other}.");
        }
    }

    private static async Task Print(IReadOnlyList<TableSum> tables, TextWriter output)
    {
        foreach (var table in tables)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table.Table}: {table.Rows:#,0} rows, {table.Sum[..16]}"));
        }
    }

    private static string Rows(IReadOnlyList<TableSum> tables) => tables.Sum(t => t.Rows).ToString("#,0", CultureInfo.InvariantCulture);

    private static FileStreamOptions ForOwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static string Version => typeof(BackupCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
