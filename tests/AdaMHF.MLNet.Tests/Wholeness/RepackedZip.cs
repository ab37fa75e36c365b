using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace AdaMHF.MLNet.Tests;

/// <summary>Copies of a model zip with changed entries, whose digests and checksums are right, as a stranger may write them.</summary>
internal static class RepackedZip
{
    /// <summary>Writes a copy.</summary>
    /// <param name="source">The zip.</param>
    /// <param name="target">The copy.</param>
    /// <param name="change">Gets the name and bytes of each entry, and returns others, or null to leave it out.</param>
    public static void Write(string source, string target, Func<string, byte[], byte[]?> change)
    {
        var entries = new Dictionary<string, byte[]>();
        using (var archive = ZipFile.OpenRead(source))
        {
            foreach (var entry in archive.Entries.Where(entry => entry.FullName != "Digests.json"))
            {
                using var content = entry.Open();
                using var memory = new MemoryStream();
                content.CopyTo(memory);
                if (change(entry.FullName, memory.ToArray()) is { } bytes) entries[entry.FullName] = bytes;
            }
        }
        using var copy = new ZipArchive(File.Create(target), ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            var isList = Path.GetFileName(name) == "Digests.json";
            using var stream = copy.CreateEntry(name, CompressionLevel.Fastest).Open();
            stream.Write(isList ? ListOf(name, bytes, entries) : bytes);
        }
    }

    /// <summary>Writes a copy with one value of the settings of the last component that has it replaced.</summary>
    public static void WriteSettings(string source, string target, string place, JsonNode? value) => Write(source, target, (name, bytes) =>
    {
        if (Path.GetFileName(name) != "Settings.json") return bytes;
        var settings = JsonNode.Parse(bytes)!;
        var (node, keys) = (settings, place.Split('.'));
        foreach (var key in keys[..^1]) node = node is null ? null : Step(node, key);
        if (node is null || (node is JsonObject owner && !owner.ContainsKey(keys[^1]))) return bytes;
        if (node is JsonArray array) array[int.Parse(keys[^1])] = value?.DeepClone();
        else node[keys[^1]] = value?.DeepClone();
        return System.Text.Encoding.UTF8.GetBytes(settings.ToJsonString());
    });

    private static JsonNode? Step(JsonNode node, string key) =>
        node is JsonArray array ? array[int.Parse(key)] : (node as JsonObject)?[key];

    private static byte[] ListOf(string list, byte[] bytes, Dictionary<string, byte[]> entries)
    {
        var digests = JsonNode.Parse(bytes)!.AsObject();
        foreach (var name in digests.Select(entry => entry.Key).ToArray())
        {
            var entry = Path.Combine(Path.GetDirectoryName(list)!, name);
            if (entries.TryGetValue(entry, out var content)) digests[name] = Convert.ToHexStringLower(SHA256.HashData(content));
        }
        return System.Text.Encoding.UTF8.GetBytes(digests.ToJsonString());
    }
}
