using TorchSharp.Modules;

namespace AdaMHF.Networks;

/// <summary>
/// TransMIL (Shao et al. 2021) with a survival head: embedded patches padded to a square, a class token, two layers of Nystrom
/// attention with a pyramid of convolutions between them, hazards from the class token. The order of the patches matters.
/// </summary>
public sealed class TransMilNetwork : SurvivalNetwork
{
    private readonly Sequential patch_embedding;
    private readonly ClassTokenTransformer encoder;
    private readonly Linear head;

    private TransMilNetwork(TransMilConfiguration configuration, RandomSource random) : base(nameof(TransMilNetwork), random)
    {
        var c = configuration;
        Configuration = c;
        patch_embedding = ReluLayer.Create(c.PatchWidth, c.TokenWidth, 0, random);
        var attention = new NystromOptions(c.AttentionHeads, c.TokenWidth / c.AttentionHeads, c.Landmarks)
        {
            AlwaysApproximate = c.AlwaysApproximate,
        };
        encoder = new ClassTokenTransformer(c.TokenWidth, attention, onGrid: true, classTokenDeviation: 1, random);
        head = Layers.Linear(c.TokenWidth, c.TimeBins);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public TransMilConfiguration Configuration { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// False with <see cref="TransMilConfiguration.AlwaysApproximate"/>: the published pseudo-inverse has one scale for the whole
    /// batch, so patients are computed one by one.
    /// </remarks>
    public override bool ComputesBatches => !Configuration.AlwaysApproximate;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static TransMilNetwork Create(TransMilConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return SeededConstruction.BuildNetwork(seed, random => new TransMilNetwork(configuration.Validated(), random));
    }

    /// <summary>Predicts one patient from the patches.</summary>
    /// <exception cref="ArgumentException">Pathology is missing.</exception>
    public override SurvivalOutput forward(PatientTensors patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return Run(BatchTensors.Of(patient)).Single();
    }

    /// <inheritdoc/>
    public override BatchOutput PredictBatch(BatchTensors batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return ComputesBatches ? Run(batch) : base.PredictBatch(batch);
    }

    private BatchOutput Run(BatchTensors batch)
    {
        var patches = batch.RequiredPatches(nameof(TransMilNetwork));
        return new(head.call(encoder.Run(patches with { Tokens = patch_embedding.call(patches.Tokens) }).ClassTokens));
    }
}
