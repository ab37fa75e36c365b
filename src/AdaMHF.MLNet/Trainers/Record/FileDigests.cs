using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AdaMHF.MLNet;

/// <summary>SHA-256 of files, each computed once in a process while length and time of the file stay the same.</summary>
internal static class FileDigests
{
    private static readonly ConcurrentDictionary<string, (long Length, DateTime Time, byte[] Digest)> Known = new(StringComparer.Ordinal);

    /// <summary>The digest of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Receives the bytes that were read: none where the digest was known.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] Of(string path, out long read)
    {
        var file = new FileInfo(path);
        read = 0;
        var (length, time) = (file.Length, file.LastWriteTimeUtc);
        if (Known.TryGetValue(file.FullName, out var known) && known.Length == length && known.Time == time) return known.Digest;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 20);
        var digest = SHA256.HashData(stream);
        Known[file.FullName] = (length, time, digest);
        read = length;
        return digest;
    }
}
