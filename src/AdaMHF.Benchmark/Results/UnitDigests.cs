using System.Security.Cryptography;

namespace AdaMHF.Benchmark;

/// <summary>digests.json: the SHA-256 of the other files of a unit, written last.</summary>
internal static class UnitDigests
{
    public const string Name = "digests.json";

    public static void Write(string folder) => File.WriteAllText(
        Path.Combine(folder, Name),
        ResultJson.Text(new SortedDictionary<string, string>(
            Directory.EnumerateFiles(folder).ToDictionary(file => Path.GetFileName(file), OfFile), StringComparer.Ordinal)));

    /// <summary>What is wrong with the files; null when they are as written, or when the unit is of a version without digests.</summary>
    public static string? Problem(string folder)
    {
        var list = Path.Combine(folder, Name);
        if (!File.Exists(list)) return null;
        try
        {
            foreach (var (name, expected) in ResultJson.Read<Dictionary<string, string>>(list))
            {
                var file = Path.Combine(folder, Path.GetFileName(name));
                if (!File.Exists(file)) return $"'{file}' is gone";
                if (OfFile(file) != expected) return $"'{file}' is not as it was written: its SHA-256 is not that of {Name}";
            }
            return null;
        }
        catch (InvalidDataException damaged)
        {
            return damaged.Message;
        }
    }

    private static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
