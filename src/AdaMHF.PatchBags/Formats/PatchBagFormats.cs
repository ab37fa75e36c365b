namespace AdaMHF.PatchBags;

/// <summary>The one place where the format of a file is chosen: by what it holds, whatever its name.</summary>
internal static class PatchBagFormats
{
    public const int SniffedBytes = 64;

    private static readonly IPatchBagFormat[] All = [new ClamH5Format()];

    /// <summary>The format of an open file, which is left at its start.</summary>
    /// <exception cref="PatchBagException">No format recognises it.</exception>
    public static IPatchBagFormat Of(FileStream file, string path)
    {
        Span<byte> buffer = stackalloc byte[SniffedBytes];
        var start = buffer[..file.ReadAtLeast(buffer, SniffedBytes, throwOnEndOfStream: false)];
        file.Position = 0;
        foreach (var format in All)
        {
            if (format.Recognises(start)) return format;
        }

        var found = start.IsEmpty
            ? "an empty file"
            : $"a file that starts with the bytes {Convert.ToHexString(start[..Math.Min(8, start.Length)])}";
        var expected = string.Join(", ", All.Select(format => format.Name));
        throw new PatchBagException($"'{path}' is {found}, which is no known format of patch bags. Expected: {expected}.");
    }
}
