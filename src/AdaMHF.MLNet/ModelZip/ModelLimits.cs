namespace AdaMHF.MLNet;

/// <summary>
/// How much a model zip may hold and declare. What is beyond is refused before anything is unpacked, allocated or built; sizes of networks
/// are held to the weights beside them, whatever the settings claim. The limits are for damaged files and files from strangers: raise one
/// for a model of your own that is larger.
/// </summary>
public sealed record ModelLimits
{
    /// <summary>The limits of <c>mlContext.Model.Load</c>, and of <see cref="ModelLoadOptions"/> that name no others.</summary>
    public static ModelLimits Default
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value.Validated();
        }
    }
    = new();

    /// <summary>Most entries of a zip, at least 1. Default 10,000.</summary>
    public int Entries { get; init; } = 10_000;

    /// <summary>Most bytes of all entries together, unpacked. Default 16 GiB.</summary>
    public long UnpackedBytes { get; init; } = 16L << 30;

    /// <summary>Most bytes of the weights of one network, unpacked, at most 2 GiB minus 64 KiB, which is the default.</summary>
    public long WeightBytes { get; init; } = LargestWeights;

    /// <summary>
    /// Most bytes of the header of weights, which names every tensor. Default 8 MiB; a network of a thousand gene groups has about 0.5.
    /// </summary>
    public int WeightHeaderBytes { get; init; } = 8 << 20;

    /// <summary>Most bytes of the settings of one component, unpacked. Default 64 MiB: 100,000 genes take about 20.</summary>
    public long SettingsBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Most numbers, texts and names in the settings of one component: each takes more memory than bytes in the file. Default 4,000,000.
    /// </summary>
    public int SettingsValues { get; init; } = 4_000_000;

    /// <summary>
    /// Most unpacked bytes per packed byte of an entry that unpacks to more than <see cref="UnpackedBytesOfAnyRatio"/>. Default 100.
    /// </summary>
    public int UnpackedPerPacked { get; init; } = 100;

    /// <summary>Unpacked bytes of an entry up to which it may be packed as tightly as it likes. Default 16 MiB.</summary>
    public long UnpackedBytesOfAnyRatio { get; init; } = 16L << 20;

    /// <summary>Most genomic groups of a model. Default 20,000.</summary>
    public int GenomicGroups { get; init; } = 20_000;

    /// <summary>Most networks of an ensemble. Default 1,000.</summary>
    public int Networks { get; init; } = 1_000;

    private const long LargestWeights = int.MaxValue - 65_535L;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public ModelLimits Validated()
    {
        OptionCheck.Require(Entries >= 1, nameof(Entries), Entries, "at least 1");
        OptionCheck.Require(UnpackedBytes >= 1, nameof(UnpackedBytes), UnpackedBytes, "at least 1");
        OptionCheck.Require(
            WeightBytes is >= 1 and <= LargestWeights, nameof(WeightBytes), WeightBytes, $"at least 1, at most {LargestWeights}");
        OptionCheck.Require(WeightHeaderBytes >= 1, nameof(WeightHeaderBytes), WeightHeaderBytes, "at least 1");
        OptionCheck.Require(
            SettingsBytes is >= 1 and <= LargestWeights, nameof(SettingsBytes), SettingsBytes, $"at least 1, at most {LargestWeights}");
        OptionCheck.Require(SettingsValues >= 1, nameof(SettingsValues), SettingsValues, "at least 1");
        OptionCheck.Require(UnpackedPerPacked >= 1, nameof(UnpackedPerPacked), UnpackedPerPacked, "at least 1");
        OptionCheck.Require(
            UnpackedBytesOfAnyRatio >= 0, nameof(UnpackedBytesOfAnyRatio), UnpackedBytesOfAnyRatio, "at least 0");
        OptionCheck.Require(GenomicGroups >= 1, nameof(GenomicGroups), GenomicGroups, "at least 1");
        OptionCheck.Require(Networks >= 1, nameof(Networks), Networks, "at least 1");
        return this;
    }
}
