using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// MCAT, the multimodal co-attention transformer (Chen et al., ICCV 2021): each genomic group attends to the patches, a transformer
/// and gated attention pool each modality's tokens, and the two vectors are fused.
/// </summary>
/// <remarks>
/// As in the official code, co-attention has one head, its keys are its values, and the genomic networks use ELU. The official code
/// ignores its options for size and dropout, and its "big" sizes fail; here all widths follow <see cref="McatConfiguration"/>. A
/// missing modality is zeros, see <see cref="MultimodalConfiguration"/>.
/// </remarks>
public sealed class McatNetwork : SurvivalNetwork
{
    private readonly GeneGuidedTrunk trunk;
    private readonly CoAttention co_attention;

    private McatNetwork(McatConfiguration configuration, RandomSource random) : base(nameof(McatNetwork), random)
    {
        Configuration = configuration;
        trunk = new GeneGuidedTrunk(configuration, random);
        co_attention = new CoAttention(configuration.TokenWidth, heads: 1);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public McatConfiguration Configuration { get; }

    /// <inheritdoc/>
    public override bool ComputesBatches => true;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static McatNetwork Create(McatConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var validated = configuration.Validated();
        return SeededConstruction.BuildNetwork(seed, random => new McatNetwork(validated, random));
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
        var (tokens, scores) = co_attention.Run(genes, patches);
        return (tokens, scores.squeeze(1));
    }
}
