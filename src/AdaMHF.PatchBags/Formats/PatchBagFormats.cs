namespace AdaMHF.PatchBags;

/// <summary>The one place where the format of a file is chosen: by what it holds, whatever its name.</summary>
internal static class PatchBagFormats
{
    public const int SniffedBytes = 64;

    // The length that a safetensors file begins with can look like the first bytes of a pickle, but not the other way round.
    private static readonly IPatchBagFormat[] All =
    [
        new Hdf5Format(), new SafeTensorsFormat(), new PyTorchZipFormat(), new PyTorchLegacyFormat(), new NpyFormat(), new NpzFormat(),
    ];

    /// <summary>Opens the content of a file.</summary>
    /// <exception cref="PatchBagException">No format recognises it, or it is not what its format promises.</exception>
    public static SlideContent Open(BagFile file)
    {
        Span<byte> buffer = stackalloc byte[SniffedBytes];
        var start = buffer[..(int)Math.Min(file.Length, SniffedBytes)];
        file.Read(0, start);
        foreach (var format in All)
        {
            if (format.Recognises(start, file)) return format.Open(file);
        }

        var found = start.IsEmpty
            ? "an empty file"
            : $"a file that starts with the bytes {Convert.ToHexString(start[..Math.Min(8, start.Length)])}";
        throw new PatchBagException(
            $"'{file.Path}' is {found}, which is no known format of patch bags. Expected: {string.Join(", ", All.Select(format => format.Name))}.");
    }
}
