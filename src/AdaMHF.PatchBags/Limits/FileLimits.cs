namespace AdaMHF.PatchBags;

/// <summary>
/// How much a file of data may declare: bags of patches, tensors, packed tables and gene sets. What is beyond is refused before anything is
/// allocated or unpacked. The limits are for damaged files and files from strangers: raise one for a larger file of your own.
/// </summary>
/// <remarks>
/// Sizes of what is stored unpacked need no limit: they are held to the length of the file. A bag of 300,000 patches of width 2048 is
/// within the defaults, stored or packed.
/// </remarks>
public sealed record FileLimits
{
    /// <summary>The limits of every file that is opened. Set them once, at the start of the program.</summary>
    public static FileLimits Default
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value.Validated();
        }
    }
    = new();

    /// <summary>Most patches of a slide. Default 10,000,000.</summary>
    public int Patches { get; init; } = 10_000_000;

    /// <summary>Most features of a patch. Default 65,536.</summary>
    public int PatchWidth { get; init; } = 65_536;

    /// <summary>Most bytes of an array, unpacked. Default 64 GiB.</summary>
    public long ArrayBytes { get; init; } = 64L << 30;

    /// <summary>
    /// Most bytes of a piece that can only be unpacked as a whole: a chunk of HDF5, a packed array whose rows do not follow each other.
    /// Reading takes twice as much. Default 256 MiB.
    /// </summary>
    public int ChunkBytes { get; init; } = 256 << 20;

    /// <summary>
    /// Most unpacked bytes per packed byte of what unpacks to more than <see cref="UnpackedBytesOfAnyRatio"/>. Default 100.
    /// </summary>
    public int UnpackedPerPacked { get; init; } = 100;

    /// <summary>Unpacked bytes up to which anything may be packed as tightly as it likes. Default 16 MiB.</summary>
    public long UnpackedBytesOfAnyRatio { get; init; } = 16L << 20;

    /// <summary>Most bytes of a tensor that <see cref="PyTorchTensorFile"/> reads, as 32-bit floats. Default 4 GiB.</summary>
    public long TensorBytes { get; init; } = 4L << 30;

    /// <summary>Most genes of all sets of a file of gene sets together. Default 20,000,000, five times those of MSigDB.</summary>
    public int GeneSetMembers { get; init; } = 20_000_000;

    /// <summary>Why something may not be unpacked; continues "it ...". Null where it may.</summary>
    /// <param name="packed">Bytes in the file.</param>
    /// <param name="unpacked">Bytes that it claims to unpack to.</param>
    public string? WhyNotUnpack(long packed, long unpacked) =>
        unpacked > UnpackedBytesOfAnyRatio && unpacked / UnpackedPerPacked > packed
            ? $"claims to unpack from {packed} to {unpacked} bytes, more than {UnpackedPerPacked} times as many "
                + $"({nameof(FileLimits)}.{nameof(UnpackedPerPacked)})"
            : null;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is below 1.</exception>
    public FileLimits Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Patches, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(PatchWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ArrayBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ChunkBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(UnpackedPerPacked, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(UnpackedBytesOfAnyRatio, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(TensorBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(GeneSetMembers, 1);
        return this;
    }
}
