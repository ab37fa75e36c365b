using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdaMHF.MLNet;

/// <summary>
/// The list of SHA-256 digests of entries: one beside the entries of each component of this library, and one of the whole zip where
/// <see cref="ModelZipCatalog.SaveSurvivalModel"/> wrote it.
/// </summary>
internal static class ZipDigests
{
    /// <summary>Name of a list, in its folder.</summary>
    public const string FileName = "Digests.json";

    // A zip of 10,000 entries has a list of 1 to 2 MB.
    private const int LargestList = 4 << 20;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The digest of bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The digest of a stream from where it stands.</summary>
    public static string Of(Stream stream) => Convert.ToHexStringLower(SHA256.HashData(stream));

    /// <summary>Writes a list.</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, string> digests) => JsonSerializer.Serialize(
        stream, new SortedDictionary<string, string>(digests.ToDictionary(), StringComparer.Ordinal), Options);

    /// <summary>Reads a list.</summary>
    /// <param name="stream">Its bytes.</param>
    /// <param name="entry">What messages call it.</param>
    public static IReadOnlyDictionary<string, string> Read(Stream stream, string entry)
    {
        try
        {
            using var limited = new MemoryStream();
            var buffer = new byte[81_920];
            for (var read = stream.Read(buffer); read > 0 && limited.Length <= LargestList; read = stream.Read(buffer))
                limited.Write(buffer, 0, read);
            return JsonSerializer.Deserialize<Dictionary<string, string>>(limited.GetBuffer().AsSpan(0, (int)limited.Length), Options)
                ?? throw new JsonException("it is empty");
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            throw new ModelZipException($"Its entry '{entry}' is damaged: it is not a list of digests ({error.Message}).", error);
        }
    }

    /// <summary>Refuses what is not what was written.</summary>
    /// <param name="expected">The digest that was written.</param>
    /// <param name="found">The digest of what was read.</param>
    /// <param name="entry">What messages call it.</param>
    public static void Require(string expected, string found, string entry)
    {
        if (expected == found) return;
        throw new ModelZipException($"Its entry '{entry}' is damaged: its SHA-256 is {found}, {expected} was written.");
    }

    /// <summary>Adds the list of the whole zip, which is in the stream.</summary>
    public static void AddTo(Stream zip)
    {
        var digests = new Dictionary<string, string>();
        using (var written = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true))
        {
            foreach (var entry in written.Entries)
            {
                using var content = entry.Open();
                digests[entry.FullName] = Of(content);
            }
        }
        using var archive = new ZipArchive(zip, ZipArchiveMode.Update, leaveOpen: true);
        using var list = archive.CreateEntry(FileName).Open();
        Write(list, digests);
    }
}
