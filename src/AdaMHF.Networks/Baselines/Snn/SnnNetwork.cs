using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// SNN, the genomic baseline of MCAT (Chen et al. 2021, after Klambauer et al. 2017): all genes in one vector, four
/// self-normalising layers with ELU, hazards.
/// </summary>
/// <remarks>
/// <para>
/// In training the auxiliary loss is the L1 norm of all weights. The official loop adds it undivided for every patient of a batch;
/// here, like any loss, it is averaged over the batch.
/// </para>
/// <para>
/// The official data loader selects feature columns by position, which for one cohort's table includes the censorship. This network
/// gets the genomic vectors only.
/// </para>
/// </remarks>
public sealed class SnnNetwork : SurvivalNetwork
{
    private readonly GenomicNetwork genes;

    private SnnNetwork(SnnConfiguration configuration, RandomSource random) : base(nameof(SnnNetwork), random)
    {
        Configuration = configuration;
        genes = new GenomicNetwork(
            new GenomicNetworkConfiguration
            {
                GroupSizes = [configuration.GenomicGroupSizes.Sum()],
                HiddenWidths = [.. configuration.Widths.SkipLast(1)],
                TokenWidth = configuration.Widths[^1],
                Outputs = configuration.TimeBins,
                Dropout = configuration.Dropout,
                Activation = Activation.Elu,
            },
            random);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public SnnConfiguration Configuration { get; }

    /// <inheritdoc/>
    public override bool ComputesBatches => true;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static SnnNetwork Create(SnnConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return SeededConstruction.BuildNetwork(seed, random => new SnnNetwork(configuration.Validated(), random));
    }

    /// <summary>Predicts one patient from the genomic vectors.</summary>
    /// <exception cref="ArgumentException">Genomics is missing, or has more or fewer vectors or genes than the configuration.</exception>
    public override SurvivalOutput forward(PatientTensors patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return PredictBatch(BatchTensors.Of(patient)).Single();
    }

    /// <inheritdoc/>
    public override BatchOutput PredictBatch(BatchTensors batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var profiles = batch.RequiredGenomics(nameof(SnnNetwork));
        int[] sizes = [.. profiles.Select(profile => (int)profile.shape[1])];
        if (!sizes.SequenceEqual(Configuration.GenomicGroupSizes))
        {
            var expected = string.Join(", ", Configuration.GenomicGroupSizes);
            throw new ArgumentException(
                $"The patient's genomic vectors have lengths {string.Join(", ", sizes)}; expected {expected}.", nameof(batch));
        }
        var logits = genes.call([profiles is [var only] ? only : cat([.. profiles], 1)]);
        return new(logits, AuxiliaryLoss: L1Penalty.InTraining(training, Configuration.L1Weight, genes));
    }
}
