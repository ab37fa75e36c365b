using TorchSharp.Modules;

namespace AdaMHF.Networks;

/// <summary>
/// AttnMIL, gated-attention pooling of a bag of patches (Ilse et al. 2018), in the survival form of MCAT and Patch-GCN. The order
/// of the patches does not matter.
/// </summary>
public sealed class AttnMilNetwork : SurvivalNetwork
{
    private readonly Sequential patch_embedding;
    private readonly AttentionPool pool;
    private readonly Sequential hidden;
    private readonly Linear head;

    private AttnMilNetwork(AttnMilConfiguration configuration, RandomSource random) : base(nameof(AttnMilNetwork), random)
    {
        var c = configuration;
        Configuration = c;
        patch_embedding = ReluLayer.Create(c.PatchWidth, c.TokenWidth, c.Dropout, random);
        pool = new AttentionPool(c.TokenWidth, c.AttentionWidth, c.Dropout, random);
        hidden = ReluLayer.Create(c.TokenWidth, c.HiddenWidth, c.Dropout, random);
        head = Layers.Linear(c.HiddenWidth, c.TimeBins);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public AttnMilConfiguration Configuration { get; }

    /// <inheritdoc/>
    public override bool ComputesBatches => true;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static AttnMilNetwork Create(AttnMilConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return SeededConstruction.BuildNetwork(seed, random => new AttnMilNetwork(configuration.Validated(), random));
    }

    /// <summary>Predicts one patient from the patches.</summary>
    /// <exception cref="ArgumentException">Pathology is missing.</exception>
    public override SurvivalOutput forward(PatientTensors patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return PredictBatch(BatchTensors.Of(patient)).Single();
    }

    /// <inheritdoc/>
    public override BatchOutput PredictBatch(BatchTensors batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var patches = batch.RequiredPatches(nameof(AttnMilNetwork));
        var pooled = pool.Run(patches with { Tokens = patch_embedding.call(patches.Tokens) }).Pooled;
        return new(head.call(hidden.call(pooled.squeeze(1))));
    }
}
