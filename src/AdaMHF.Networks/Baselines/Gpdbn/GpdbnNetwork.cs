namespace AdaMHF.Networks;

/// <summary>
/// GPDBN (Wang et al., Bioinformatics 2021): a genomic and a pathology vector, outer products between and within
/// the modalities, and an MLP.
/// </summary>
/// <remarks>
/// The official code declares the output layer's input with the width of the vectors instead of that of the last hidden layer,
/// which are equal by coincidence; here it is the latter. The official loss takes a patient's risk set from the row order; losses
/// here take it from the times. The classification version, with other dropout rates, is not included. A missing modality is zeros,
/// see <see cref="MultimodalConfiguration"/>; for bags see <see cref="VectorSystemConfiguration"/>.
/// </remarks>
public sealed class GpdbnNetwork : SurvivalNetwork
{
    private readonly PathologyVector pathology_vector;
    private readonly GenomicVector genomic_vector;
    private readonly GpdbnFusion fusion;

    private GpdbnNetwork(GpdbnConfiguration configuration, RandomSource random) : base(nameof(GpdbnNetwork), random)
    {
        Configuration = configuration;
        pathology_vector = new PathologyVector(configuration, random);
        genomic_vector = new GenomicVector(configuration, Enumerable.Range(0, configuration.GenomicGroupSizes.Count), random);
        fusion = new GpdbnFusion(configuration, random);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public GpdbnConfiguration Configuration { get; }

    /// <summary>The published part, on vectors of many patients at once.</summary>
    internal GpdbnFusion Fusion => fusion;

    /// <inheritdoc/>
    public override bool PredictsRisk => Configuration.PredictsRisk;

    /// <inheritdoc/>
    public override bool ComputesBatches => true;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static GpdbnNetwork Create(GpdbnConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var validated = configuration.Validated();
        return SeededConstruction.BuildNetwork(seed, random => new GpdbnNetwork(validated, random));
    }

    /// <summary>Predicts one patient. In training the auxiliary loss is the L1 term.</summary>
    /// <exception cref="ArgumentException">Both modalities are missing, or the genomic groups are not those of the network.</exception>
    public override SurvivalOutput forward(PatientTensors patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return PredictBatch(BatchTensors.Of(patient)).Single();
    }

    /// <inheritdoc/>
    public override BatchOutput PredictBatch(BatchTensors batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var complete = CompleteBatch.Of(batch, Configuration);
        var outputs = fusion.call(genomic_vector.call(complete.Genomics), pathology_vector.call(complete.Patches));
        return new(outputs, AuxiliaryLoss: L1Penalty.InTraining(training, Configuration.L1Weight, fusion));
    }
}
