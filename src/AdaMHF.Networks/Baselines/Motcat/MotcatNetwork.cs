using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// MOTCat (Xu and Chen, ICCV 2023): MCAT with unbalanced optimal transport between patches and genes as co-attention, which
/// considers all of them jointly.
/// </summary>
/// <remarks>
/// The plan has no gradient and the transport cost is not part of the loss, as in the official code. The paper's micro-batches of
/// 256 patches are not included; the published commands do not enable them. Unlike the official code, it accepts a bag of one
/// patch. A missing modality is zeros, see <see cref="MultimodalConfiguration"/>.
/// </remarks>
public sealed class MotcatNetwork : SurvivalNetwork
{
    private readonly GeneGuidedTrunk trunk;
    private readonly TransportAttention transport;

    private MotcatNetwork(MotcatConfiguration configuration, RandomSource random) : base(nameof(MotcatNetwork), random)
    {
        Configuration = configuration;
        trunk = new GeneGuidedTrunk(configuration, random);
        transport = new TransportAttention(configuration.Transport);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public MotcatConfiguration Configuration { get; }

    /// <inheritdoc/>
    /// <remarks>Optimal transport is computed patient by patient, everything else together.</remarks>
    public override bool ComputesBatches => true;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static MotcatNetwork Create(MotcatConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var validated = configuration.Validated();
        return SeededConstruction.BuildNetwork(seed, random => new MotcatNetwork(validated, random));
    }

    /// <summary>Predicts one patient.</summary>
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
        return new(trunk.call(CompleteBatch.Of(batch, Configuration), Guide).Logits);
    }

    /// <summary>Predicts one patient and returns the attention maps.</summary>
    /// <inheritdoc cref="forward"/>
    public (SurvivalOutput Output, CoAttentionMaps Maps) Explain(PatientTensors patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return trunk.Explain(CompleteBatch.Of(BatchTensors.Of(patient), Configuration), Guide);
    }

    private (Tensor Tokens, Tensor Map) Guide(TokenBatch patches, Tensor genes)
    {
        var guided = patches.Layout.Counts.Select((_, place) => transport.call(patches.Of(place), genes[place])).ToArray();
        return (
            stack(Array.ConvertAll(guided, one => one.Tokens)),
            stack(Array.ConvertAll(guided, one => nn.functional.pad(one.Plan, [0, patches.Layout.Length - one.Plan.shape[1]]))));
    }
}
