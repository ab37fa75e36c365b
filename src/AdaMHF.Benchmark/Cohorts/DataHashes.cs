using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>Fingerprints of a cohort's files.</summary>
internal static class DataHashes
{
    /// <summary>
    /// SHA-256 of the table, the signatures, the split files one after the other, and names, sizes and contents of the bag files, which are
    /// read once for that.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(CohortFiles files)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["table"] = OfFile(files.Table) };
        if (files.Signatures is { } signatures) hashes["signatures"] = OfFile(signatures);
        if (files.Folds is { } folds) hashes["folds"] = OfFile(folds);
        if (files.Splits is { } splits)
            hashes["splits"] = OfText(Directory.EnumerateFiles(splits, "splits_*.csv").Order(StringComparer.Ordinal).Select(OfFile));
        if (files.Bags is { } bags)
        {
            FileInfo[] found = [.. new DirectoryInfo(bags).EnumerateFiles("*", SearchOption.AllDirectories)
                .OrderBy(file => file.FullName, StringComparer.Ordinal)];
            hashes["bagNamesAndSizes"] = OfText(found.Select(
                file => string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(bags, file.FullName)} {file.Length}")));
            hashes["bags"] = OfText(found.Select(file => Convert.ToHexStringLower(FileDigests.Of(file.FullName, out _))));
        }
        return hashes;
    }

    private static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string OfText(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
