using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// HFBSurv (Li et al., Bioinformatics 2022): hierarchical factorised bilinear fusion of genes, pathology and copy numbers.
/// </summary>
/// <remarks>
/// As described in the paper. Two slips of the official code are corrected: it computes the third modality's attended vector from
/// the genes, and projects all three with the genes' projection before the pairs are pooled. The official code also takes the risk
/// set from the row order, ignores the dropout setting of the encoders and never applies its learning-rate decay. A missing
/// modality is zeros, see <see cref="MultimodalConfiguration"/>, and so is the third without groups of its own; for bags see
/// <see cref="VectorSystemConfiguration"/>.
/// </remarks>
public sealed class HfbSurvNetwork : SurvivalNetwork
{
    private readonly PathologyVector pathology_vector;
    private readonly GenomicVector genomic_vector;
    private readonly GenomicVector? copy_number_vector;
    private readonly HfbSurvFusion fusion;

    private HfbSurvNetwork(HfbSurvConfiguration configuration, RandomSource random) : base(nameof(HfbSurvNetwork), random)
    {
        var c = configuration;
        Configuration = c;
        pathology_vector = new PathologyVector(c, random);
        genomic_vector = new GenomicVector(c, c.GeneGroups, random);
        copy_number_vector = c.CopyNumberGroups.Count > 0 ? new GenomicVector(c, c.CopyNumberGroups.Distinct(), random) : null;
        fusion = new HfbSurvFusion(c, random);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public HfbSurvConfiguration Configuration { get; }

    /// <summary>The published part, on vectors of many patients at once.</summary>
    internal HfbSurvFusion Fusion => fusion;

    /// <inheritdoc/>
    public override bool PredictsRisk => Configuration.PredictsRisk;

    /// <inheritdoc/>
    public override bool ComputesBatches => true;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static HfbSurvNetwork Create(HfbSurvConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var validated = configuration.Validated();
        return SeededConstruction.BuildNetwork(seed, random => new HfbSurvNetwork(validated, random));
    }

    /// <summary>Predicts one patient. In training the auxiliary loss is the L1 term.</summary>
    /// <exception cref="ArgumentException">Both modalities are missing, or the genomic groups are not those of the network.</exception>
    /// <exception cref="InvalidOperationException">The network trains and normalises over patients.</exception>
    public override SurvivalOutput forward(PatientTensors patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return PredictBatch(BatchTensors.Of(patient)).Single();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The network normalises over patients and trains on a single one.</exception>
    public override BatchOutput PredictBatch(BatchTensors batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var complete = CompleteBatch.Of(batch, Configuration);
        var genomics = genomic_vector.call(complete.Genomics);
        var copyNumbers = copy_number_vector?.call(complete.Genomics) ?? zeros_like(genomics);
        var outputs = fusion.call(genomics, pathology_vector.call(complete.Patches), copyNumbers);
        return new(outputs, AuxiliaryLoss: L1Penalty.InTraining(training, Configuration.L1Weight, fusion));
    }
}
