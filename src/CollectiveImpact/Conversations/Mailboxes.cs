using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using CollectiveImpact.Initiatives;

namespace CollectiveImpact.Conversations;

/// <summary>Addresses of mail as people type them.</summary>
public static class Mailboxes
{
    /// <summary>In characters; RFC 5321, section 4.5.3.1.3.</summary>
    public const int Longest = 254;

    private static readonly IdnMapping s_domains = new();

    /// <summary>Reads an address, without the space around it and without a name before it.</summary>
    /// <returns>The address with its domain in lower case; null when it can't be one that mails from the world arrive at.</returns>
    public static string? Read(string typed)
    {
        var text = typed.Trim();
        if (text.Length is 0 or > Longest || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) || text.Contains('"', StringComparison.Ordinal))
        {
            return null;
        }

        text = text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? text["mailto:".Length..] : text;
        if (!MailAddress.TryCreate(text, out var address) || address.Address != text || address.User.Length > 64)
        {
            return null;
        }

        var domain = Domain(address.Host);
        return domain is null ? null : $"{address.User}@{domain}";
    }

    /// <summary>The key of somebody who has no account anywhere: an id of ours, for addresses change.</summary>
    public static PersonKey NewPerson() => new(ConversationAddress.MailTenant, Guid.NewGuid().ToString());

    /// <summary>What two spellings of one address have in common. Providers take upper and lower case for the same, whatever RFC 5321 allows them.</summary>
    public static string KeyOf(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())));

    /// <summary>An address as its owner knows it again, and nobody else: "a•••@school.example".</summary>
    public static string Hidden(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 1 ? "•••" : $"{StringInfo.GetNextTextElement(address)}•••{address[at..]}";
    }

    // A host has a dot, and is none of this machine's own names.
    private static string? Domain(string host)
    {
        try
        {
            var domain = s_domains.GetAscii(host).ToLowerInvariant();
            return domain.Contains('.', StringComparison.Ordinal) && domain[^1] != '.' && Uri.CheckHostName(domain) == UriHostNameType.Dns ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
