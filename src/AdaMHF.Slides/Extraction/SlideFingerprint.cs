using System.Globalization;
using System.Security.Cryptography;

namespace AdaMHF.Slides;

/// <summary>Tells two slides of one name apart without reading gigabytes.</summary>
internal static class SlideFingerprint
{
    private const int Part = 1 << 20;

    /// <summary>Length of the file, and SHA-256 of its first and last mebibyte.</summary>
    public static string Of(string path)
    {
        using var stream = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Part];
        foreach (var start in new[] { 0, Math.Max(0, stream.Length - Part) })
        {
            stream.Position = start;
            hash.AppendData(buffer, 0, stream.ReadAtLeast(buffer, Part, throwOnEndOfStream: false));
        }
        return string.Create(CultureInfo.InvariantCulture, $"{stream.Length}-{Convert.ToHexStringLower(hash.GetHashAndReset())}");
    }
}
