using System.Security.Cryptography;
using System.Text;

namespace CollectiveImpact.Initiatives;

/// <summary>Secrets that stand in links and in browsers, each for one initiative: two hundred and fifty-six random bits, of which only a hash is kept.</summary>
public static class Secrets
{
    private const int Bytes = 32;

    /// <summary>A new secret.</summary>
    /// <returns>The code to hand out, and the key under which what it opens is kept: whoever reads the storage can't use it.</returns>
    public static (string Code, string Key) New(InitiativeId initiative)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        return ($"{initiative}-{secret}", KeyOf(secret));
    }

    /// <summary>Reads a code that was handed out; null when it can't be one.</summary>
    public static (InitiativeId Initiative, string Key)? Read(string code) =>
        code.Split('-') is [{ Length: > 0 } initiative, { Length: Bytes * 2 } secret] && Codes.IsId(initiative) ? (new(initiative), KeyOf(secret)) : null;

    private static string KeyOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
