using TorchSharp.Modules;

namespace AdaMHF.Networks;

/// <summary>
/// SNNTrans, a genomic baseline: one self-normalising network per group, a transformer with Nystrom attention on their tokens, and
/// hazards from its class token.
/// </summary>
/// <remarks>
/// Its code is not public. This is the genomic branch of CMTA (Zhou and Chen 2023), whose paper reports the name, with its own
/// head; <see cref="SnnTransTrunk"/> has the other interpretation.
/// </remarks>
public sealed class SnnTransNetwork : SurvivalNetwork
{
    private readonly GenomicEmbedding genomic_embedding;
    private readonly ClassTokenTransformer? encoder;
    private readonly TokenSetEncoder? set_encoder;
    private readonly Linear head;

    private SnnTransNetwork(SnnTransConfiguration configuration, RandomSource random) : base(nameof(SnnTransNetwork), random)
    {
        var c = configuration;
        Configuration = c;
        int[] widths = [c.GenomicHiddenWidth, c.TokenWidth];
        genomic_embedding = new GenomicEmbedding(c.GenomicGroupSizes, widths, c.Dropout, inputDropout: 0, random, Activation.Elu);
        if (c.Trunk == SnnTransTrunk.ClassToken)
        {
            var attention = new NystromOptions(c.AttentionHeads, c.TokenWidth / c.AttentionHeads, c.Landmarks)
            {
                AlwaysApproximate = c.AlwaysApproximate,
            };
            encoder = new ClassTokenTransformer(c.TokenWidth, attention, onGrid: false, classTokenDeviation: 1e-6, random);
        }
        else
        {
            set_encoder = new TokenSetEncoder(c.TokenWidth, layerCount: 2, c.AttentionHeads, c.PerceptronWidth, c.Dropout, random);
        }
        head = Layers.Linear(c.TokenWidth, c.TimeBins);
        RegisterComponents();
        if (encoder is not null) WeightInitialization.XavierNormal(this);
        else WeightInitialization.Uniform(genomic_embedding);
    }

    /// <summary>Shape of the network.</summary>
    public SnnTransConfiguration Configuration { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// False where CMTA's encoder always approximates (<see cref="SnnTransConfiguration.AlwaysApproximate"/>): the published
    /// pseudo-inverse has one scale for the whole batch, so patients are computed one by one.
    /// </remarks>
    public override bool ComputesBatches => encoder is null || !Configuration.AlwaysApproximate;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static SnnTransNetwork Create(SnnTransConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return SeededConstruction.BuildNetwork(seed, random => new SnnTransNetwork(configuration.Validated(), random));
    }

    /// <summary>Predicts one patient from the genomic groups.</summary>
    /// <exception cref="ArgumentException">Genomics is missing, or has more or fewer groups than the configuration.</exception>
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
        var tokens = genomic_embedding.call(batch.RequiredGenomics(nameof(SnnTransNetwork)));
        return new(head.call(encoder?.Run(TokenBatch.Even(tokens)).ClassTokens ?? set_encoder!.call(tokens).Vector.squeeze(1)));
    }
}
