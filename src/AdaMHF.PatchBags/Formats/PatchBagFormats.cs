namespace AdaMHF.PatchBags;

/// <summary>The list of formats. The format of a file is chosen here, by the file's content and not by its name.</summary>
internal static class PatchBagFormats
{
    // The length that a safetensors file begins with can look like the first bytes of a pickle, but not the other way round.
    public static IReadOnlyList<IPatchBagFormat> All { get; } =
    [
        new Hdf5Format(),
        new SafeTensorsFormat(),
        new PyTorchZipFormat(),
        new PyTorchLegacyFormat(),
        new NpyFormat(),
        new NpzFormat(),
    ];

    /// <summary>File name extensions of all formats, each once.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. All.SelectMany(format => format.Extensions).Distinct()];

    /// <summary>Opens the content of a file.</summary>
    /// <exception cref="PatchBagException">No format recognises it, or it is not what its format promises.</exception>
    public static SlideContent Open(BagFile file)
    {
        Span<byte> buffer = stackalloc byte[IPatchBagFormat.SniffedBytes];
        var start = buffer[..(int)Math.Min(file.Length, IPatchBagFormat.SniffedBytes)];
        file.Read(0, start);
        foreach (var format in All)
        {
            if (format.Recognises(start, file)) return format.Open(file);
        }

        if (start.StartsWith("version https://git-lfs"u8))
        {
            throw new PatchBagException(
                $"'{file.Path}' is a pointer of Git LFS, not the file itself. Fetch it, for instance with git lfs pull.");
        }
        var found = start.IsEmpty
            ? "an empty file"
            : $"a file that starts with the bytes {Convert.ToHexString(start[..Math.Min(8, start.Length)])}";
        throw new PatchBagException(
            $"'{file.Path}' is {found}, which is no known format of patch bags. " +
            $"Expected: {string.Join(", ", All.Select(format => format.Name))}.");
    }
}
