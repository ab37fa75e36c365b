using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Porpoise (Chen et al., Cancer Cell 2022): gated attention pools the patches, a self-normalising network encodes all genes as one
/// vector, and a gated Kronecker product fuses the two.
/// </summary>
/// <remarks>
/// The official commands name model types that the code does not define and leave the fusion unset, which builds a network without
/// genes; here the fusion is the paper's. The official low-rank variant cannot be built and is not included. A missing modality is
/// zeros, see <see cref="MultimodalConfiguration"/>.
/// </remarks>
public sealed class PorpoiseNetwork : SurvivalNetwork
{
    private readonly Sequential patch_embedding;
    private readonly AttentionPool pool;
    private readonly Sequential refine;
    private readonly Sequential genomic_embedding;
    private readonly Module<Tensor, Tensor, Tensor> fusion;
    private readonly Linear hazards;

    private PorpoiseNetwork(PorpoiseConfiguration configuration, RandomSource random) : base(nameof(PorpoiseNetwork), random)
    {
        var c = configuration;
        Configuration = c;
        patch_embedding = Sequential(
            new SeededDropout(c.InputDropout, random),
            Layers.Linear(c.PatchWidth, c.PatchHiddenWidth),
            ReLU(),
            new SeededDropout(c.Dropout, random));
        pool = new AttentionPool(c.PatchHiddenWidth, c.VectorWidth, c.Dropout, random);
        refine = ReluLayer.Create(c.PatchHiddenWidth, c.VectorWidth, c.Dropout, random);
        genomic_embedding = Sequential(
            new SnnBlock(c.GenomicGroupSizes.Sum(), c.VectorWidth, c.Dropout, random, Activation.Elu),
            new SnnBlock(c.VectorWidth, c.VectorWidth, c.Dropout, random, Activation.Elu));
        WeightInitialization.Uniform(genomic_embedding);
        fusion = c.Fusion == VectorFusion.Bilinear ? Bilinear(c, random) : new ConcatenationFusion(c.VectorWidth);
        hazards = Layers.Linear(c.VectorWidth, c.TimeBins);
        RegisterComponents();
    }

    private static GatedBilinearFusion Bilinear(PorpoiseConfiguration c, RandomSource random) => new(
        c.VectorWidth,
        c.VectorWidth,
        VectorFusions.Scale,
        c.VectorWidth,
        c.VectorWidth,
        (c.GatesPathology, c.GatesGenomics),
        c.SkipsProduct,
        c.Dropout,
        random,
        dropsEncoded: false);

    /// <summary>Shape of the network.</summary>
    public PorpoiseConfiguration Configuration { get; }

    /// <inheritdoc/>
    public override bool ComputesBatches => true;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static PorpoiseNetwork Create(PorpoiseConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var validated = configuration.Validated();
        return SeededConstruction.BuildNetwork(seed, random => new PorpoiseNetwork(validated, random));
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
        var patches = complete.Patches with { Tokens = patch_embedding.call(complete.Patches.Tokens) };
        var pathology = refine.call(pool.Run(patches).Pooled.squeeze(1));
        var genomics = genomic_embedding.call(cat([.. complete.Genomics], 1));
        var logits = hazards.call(fusion.call(pathology, genomics));
        return new(logits, AuxiliaryLoss: L1Penalty.InTraining(training, Configuration.L1Weight, genomic_embedding, fusion));
    }
}
