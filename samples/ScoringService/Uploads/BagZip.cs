using System.Buffers.Binary;
using System.IO.Compression;
using AdaMHF.PatchBags;

namespace ScoringService;

/// <summary>Unpacks a zip of bags from a stranger: so many entries, so many bytes, and names that are never paths.</summary>
internal static class BagZip
{
    private const int EndRecord = 22, LongestComment = 65_535, DirectoryRecord = 46, LongestName = 1_000;

    public static async Task UnpackAsync(string path, RequestFolder folder, ScoringLimits limits, CancellationToken cancellation)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            RequireFewEntries(stream, limits.Bags);
            await using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            {
                if (folder.BagCount >= limits.Bags) throw ProblemException.TooLarge($"There are more than {limits.Bags} bags.");
                var bag = folder.AddBag(NameOf(entry));
                // The declared length is a claim; what is unpacked is counted.
                if (FileLimits.Default.WhyNotUnpack(entry.CompressedLength, entry.Length) is { } reason)
                    throw ProblemException.TooLarge($"Entry '{entry.Name}' of the zip {reason}.");
                var most = Math.Min(limits.UnpackedBytes - folder.BagBytes, entry.Length);
                await using var content = await entry.OpenAsync(cancellation);
                var what = $"What the zip unpacks to, or entry '{entry.Name}',";
                folder.BagBytes += await BoundedCopy.ToFileAsync(content, bag, most, what, cancellation);
            }
        }
        catch (InvalidDataException error)
        {
            throw ProblemException.Wrong($"The zip of bags cannot be read: {error.Message}");
        }
    }

    // Folders are allowed as people zip them, and only their last part counts; what climbs out of them is an attack.
    private static string NameOf(ZipArchiveEntry entry)
    {
        var parts = entry.FullName.Split('/', '\\');
        return parts[0].Length > 0 && !parts.Contains("..") && !entry.FullName.Contains(':')
            ? parts[^1]
            : throw ProblemException.Wrong("An entry of the zip has a path that leaves the zip; expected plain names such as slide-1.h5.");
    }

    // ZipArchive reads the whole directory before anybody can count it, hundreds of bytes of memory for each entry.
    private static void RequireFewEntries(FileStream stream, int most)
    {
        var tail = new byte[(int)Math.Min(stream.Length, EndRecord + LongestComment)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || at + EndRecord > tail.Length) throw ProblemException.Wrong("The part 'zip' is no zip.");
        var end = tail.AsSpan(at);
        var (disk, entries) = (BinaryPrimitives.ReadUInt16LittleEndian(end[4..]), BinaryPrimitives.ReadUInt16LittleEndian(end[10..]));
        var length = stream.Length - tail.Length + at - BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        // What has other values here is zip64 or of several disks, whose directory is elsewhere.
        if (disk != 0 || entries > most || length < 0 || length > (long)most * (DirectoryRecord + LongestName))
            throw ProblemException.TooLarge($"The zip has more than {most} entries, or is a zip64 or a part of several.");
        stream.Position = 0;
    }
}
