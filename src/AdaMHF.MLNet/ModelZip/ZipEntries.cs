using System.IO.Compression;
using System.IO.Hashing;
using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>
/// Checks the entries of a model zip before ML.NET unpacks one: their number and sizes, and that each unpacks to what was packed, which
/// <see cref="ZipArchive"/> does not look at.
/// </summary>
internal static class ZipEntries
{
    /// <summary>Refuses what is beyond the limits; nothing is unpacked.</summary>
    /// <exception cref="ModelZipException">An entry, or all of them together, is beyond a limit.</exception>
    public static void RequireWithin(this ZipArchive archive, FileLimits limits)
    {
        if (archive.Entries.Count > limits.ModelEntries)
            throw Beyond($"It has {archive.Entries.Count:N0} entries", $"{limits.ModelEntries:N0}", nameof(FileLimits.ModelEntries));
        var all = 0L;
        foreach (var entry in archive.Entries)
        {
            RequireWithin(entry, limits);
            all += entry.Length;
            if (all <= limits.ModelBytes) continue;
            throw Beyond(
                "Its entries unpack to more bytes than are allowed", $"{limits.ModelBytes:N0}", nameof(FileLimits.ModelBytes));
        }
    }

    /// <summary>Compares every entry with its CRC-32, and every one that has a digest in the list of the whole zip with that.</summary>
    /// <exception cref="ModelZipException">An entry is damaged, or one of the list is absent; the message names it.</exception>
    public static void RequireWhole(this ZipArchive archive)
    {
        if (archive.Damages().FirstOrDefault() is { } damage) throw new ModelZipException(damage);
    }

    /// <summary>What <see cref="RequireWhole"/> would throw, of every entry.</summary>
    public static IEnumerable<string> Damages(this ZipArchive archive)
    {
        IReadOnlyDictionary<string, string> digests = new Dictionary<string, string>();
        if (archive.GetEntry(ZipDigests.FileName) is { } list)
        {
            if (DamageOf(() => digests = ListOf(list)) is { } damage) yield return damage;
        }
        foreach (var name in digests.Keys.Where(name => archive.GetEntry(name) is null).Order(StringComparer.Ordinal))
            yield return $"It lacks the entry '{name}', which was written to it.";
        foreach (var entry in archive.Entries)
        {
            var damage = DamageOf(() =>
            {
                if (digests.TryGetValue(entry.FullName, out var expected)) ZipDigests.Require(expected, DigestOf(entry), entry.FullName);
                else RequireCrc(entry);
            });
            if (damage is not null) yield return damage;
        }
    }

    /// <summary>What components of this library will find wrong with their entries.</summary>
    public static IEnumerable<string> DamagesOfComponents(this ZipArchive archive)
    {
        foreach (var list in archive.Entries.Where(entry => entry.Name == ZipDigests.FileName && entry.FullName != entry.Name))
        {
            IReadOnlyDictionary<string, string> digests = new Dictionary<string, string>();
            if (DamageOf(() => digests = ListOf(list)) is { } unreadable) yield return unreadable;
            foreach (var (name, expected) in digests)
            {
                var place = list.FullName[..^list.Name.Length] + name;
                var damage = archive.GetEntry(place) is { } entry
                    ? DamageOf(() => ZipDigests.Require(expected, DigestOf(entry), place))
                    : $"It lacks the entry '{place}'; it is damaged.";
                if (damage is not null) yield return damage;
            }
        }
    }

    /// <summary>Whether there is a list of the whole zip, or one beside the settings of every component of this library.</summary>
    public static bool HasDigests(this ZipArchive archive) => archive.GetEntry(ZipDigests.FileName) is not null
        || archive.Entries.Where(entry => entry.Name == ModelZipJson.FileName)
            .All(entry => archive.GetEntry(entry.FullName[..^entry.Name.Length] + ZipDigests.FileName) is not null);

    private static string? DamageOf(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (ModelZipException damaged)
        {
            return damaged.Message;
        }
    }

    private static IReadOnlyDictionary<string, string> ListOf(ZipArchiveEntry list)
    {
        RequireCrc(list);
        using var stream = list.Open();
        return ZipDigests.Read(stream, list.FullName);
    }

    private static void RequireWithin(ZipArchiveEntry entry, FileLimits limits)
    {
        if (entry.Length > limits.UnpackedBytesOfAnyRatio && entry.Length / limits.UnpackedPerPacked > entry.CompressedLength)
        {
            throw Beyond(
                $"Its entry '{entry.FullName}' unpacks {entry.CompressedLength:N0} bytes to {entry.Length:N0}",
                $"{limits.UnpackedPerPacked:N0} to 1",
                nameof(FileLimits.UnpackedPerPacked));
        }
        var (most, limit) = entry.Name switch
        {
            ModelZipJson.FileName => (limits.SettingsBytes, nameof(FileLimits.SettingsBytes)),
            ModelZipWeights.FileName => (limits.WeightBytes, nameof(FileLimits.WeightBytes)),
            _ => (long.MaxValue, ""),
        };
        if (entry.Length > most) throw Beyond($"Its entry '{entry.FullName}' has {entry.Length:N0} bytes", $"{most:N0}", limit);
    }

    private static string DigestOf(ZipArchiveEntry entry)
    {
        using var stream = Open(entry);
        return ReadOrRefuse(entry, () => ZipDigests.Of(stream));
    }

    private static void RequireCrc(ZipArchiveEntry entry)
    {
        using var stream = Open(entry);
        var crc = new Crc32();
        ReadOrRefuse(entry, () =>
        {
            crc.Append(stream);
            return 0;
        });
        if (crc.GetCurrentHashAsUInt32() == entry.Crc32) return;
        throw new ModelZipException(
            $"Its entry '{entry.FullName}' is damaged: it has the CRC-32 {crc.GetCurrentHashAsUInt32():x8}, {entry.Crc32:x8} was written.");
    }

    private static Stream Open(ZipArchiveEntry entry) => ReadOrRefuse(entry, entry.Open);

    private static T ReadOrRefuse<T>(ZipArchiveEntry entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException)
        {
            throw new ModelZipException($"Its entry '{entry.FullName}' is damaged: {error.Message}", error);
        }
    }

    private static ModelZipException Beyond(string what, string limit, string name) => new(
        $"{what}; at most {limit} are allowed ({nameof(FileLimits)}.{name}). If the file is your own, raise the limit.");
}
