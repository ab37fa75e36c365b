namespace AdaMHF.PatchBags;

/// <summary>
/// How much a file may declare: bags of patches, tensors, tables, gene sets and model zips. All limits of the library are here. What is
/// beyond is refused before anything is allocated, unpacked or built, by a message that names the limit. The limits are for damaged files
/// and files from strangers: raise one for a larger file of your own.
/// </summary>
/// <remarks>
/// Sizes of what is stored unpacked need no limit: they are held to the length of the file; sizes of networks are held to the weights
/// beside them, whatever the settings claim. A bag of 300,000 patches of width 2048, stored or packed, and a table of 100,000 patients are
/// within the defaults. Limits are not stored in files.
/// </remarks>
public sealed record FileLimits
{
    private const long LargestWeights = int.MaxValue - 65_535L;

    /// <summary>
    /// The limits of every file that is opened, where a call is given no others. Set them once, at the start of the program.
    /// </summary>
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

    /// <summary>
    /// Most unpacked bytes per packed byte of what unpacks to more than <see cref="UnpackedBytesOfAnyRatio"/>. Default 100.
    /// </summary>
    public int UnpackedPerPacked { get; init; } = 100;

    /// <summary>Unpacked bytes up to which anything may be packed as tightly as it likes. Default 16 MiB.</summary>
    public long UnpackedBytesOfAnyRatio { get; init; } = 16L << 20;

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

    /// <summary>Most bytes of a tensor that <see cref="PyTorchTensorFile"/> reads, as 32-bit floats. Default 4 GiB.</summary>
    public long TensorBytes { get; init; } = 4L << 30;

    /// <summary>Most rows of a table below its header. Default 20,000,000.</summary>
    public int TableRows { get; init; } = 20_000_000;

    /// <summary>Most columns of a table. Default 1,000,000.</summary>
    public int TableColumns { get; init; } = 1_000_000;

    /// <summary>Most genes of all sets of a file of gene sets together. Default 20,000,000, five times those of MSigDB.</summary>
    public int GeneSetMembers { get; init; } = 20_000_000;

    /// <summary>Most entries of a model zip. Default 10,000.</summary>
    public int ModelEntries { get; init; } = 10_000;

    /// <summary>Most bytes of all entries of a model zip together, unpacked. Default 16 GiB.</summary>
    public long ModelBytes { get; init; } = 16L << 30;

    /// <summary>
    /// Most bytes of the weights of one network of a model, unpacked, at most 2 GiB minus 64 KiB, which is the default.
    /// </summary>
    public long WeightBytes { get; init; } = LargestWeights;

    /// <summary>
    /// Most bytes of the header of weights, which names every tensor. Default 8 MiB; a network of a thousand gene groups has about 0.5.
    /// </summary>
    public int WeightHeaderBytes { get; init; } = 8 << 20;

    /// <summary>
    /// Most bytes of the settings of one component of a model, unpacked, at most 2 GiB minus 64 KiB. Default 64 MiB: 100,000 genes take
    /// about 20.
    /// </summary>
    public long SettingsBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Most numbers, texts and names in the settings of one component: each takes more memory than bytes in the file. Default 4,000,000.
    /// </summary>
    public int SettingsValues { get; init; } = 4_000_000;

    /// <summary>Most genomic groups of a model. Default 20,000.</summary>
    public int GenomicGroups { get; init; } = 20_000;

    /// <summary>Most networks of an ensemble. Default 1,000.</summary>
    public int Networks { get; init; } = 1_000;

    /// <summary>Why something may not be unpacked; continues "it ...". Null where it may.</summary>
    /// <param name="packed">Bytes in the file.</param>
    /// <param name="unpacked">Bytes that it claims to unpack to.</param>
    public string? WhyNotUnpack(long packed, long unpacked) =>
        unpacked > UnpackedBytesOfAnyRatio && unpacked / UnpackedPerPacked > packed
            ? $"claims to unpack from {packed} to {unpacked} bytes, more than {UnpackedPerPacked} times as many "
                + $"({nameof(FileLimits)}.{nameof(UnpackedPerPacked)})"
            : null;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is below 1 or beyond its range; the exception names it.</exception>
    public FileLimits Validated()
    {
        ReadOnlySpan<(long Value, string Name)> all =
        [
            (UnpackedPerPacked, nameof(UnpackedPerPacked)), (UnpackedBytesOfAnyRatio, nameof(UnpackedBytesOfAnyRatio)),
            (Patches, nameof(Patches)), (PatchWidth, nameof(PatchWidth)), (ArrayBytes, nameof(ArrayBytes)),
            (ChunkBytes, nameof(ChunkBytes)), (TensorBytes, nameof(TensorBytes)), (TableRows, nameof(TableRows)),
            (TableColumns, nameof(TableColumns)), (GeneSetMembers, nameof(GeneSetMembers)), (ModelEntries, nameof(ModelEntries)),
            (ModelBytes, nameof(ModelBytes)), (WeightBytes, nameof(WeightBytes)), (WeightHeaderBytes, nameof(WeightHeaderBytes)),
            (SettingsBytes, nameof(SettingsBytes)), (SettingsValues, nameof(SettingsValues)), (GenomicGroups, nameof(GenomicGroups)),
            (Networks, nameof(Networks)),
        ];
        foreach (var (value, name) in all) ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WeightBytes, LargestWeights);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SettingsBytes, LargestWeights);
        return this;
    }
}
