using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// CMTA, cross-modal translation and alignment (Zhou and Chen, ICCV 2023): each modality is encoded, attends to the other and is
/// decoded; the class tokens of encoder and decoder are averaged, and an L1 loss aligns them.
/// </summary>
/// <remarks>
/// As in the official code, the two directions of cross-modal attention have separate weights, and the encoder's token has no
/// gradient in the loss. A missing modality is zeros, see <see cref="MultimodalConfiguration"/>.
/// </remarks>
public sealed class CmtaNetwork : SurvivalNetwork
{
    // CMTA's class tokens start almost at zero.
    private const double ClassTokenDeviation = 1e-6;

    private readonly Sequential patch_embedding;
    private readonly GenomicEmbedding genomic_embedding;
    private readonly ClassTokenTransformer pathology_encoder;
    private readonly ClassTokenTransformer pathology_decoder;
    private readonly ClassTokenTransformer genomic_encoder;
    private readonly ClassTokenTransformer genomic_decoder;
    private readonly CoAttention pathology_attention;
    private readonly CoAttention genomic_attention;
    private readonly Module<Tensor, Tensor, Tensor> fusion;
    private readonly Linear hazards;

    private CmtaNetwork(CmtaConfiguration configuration, RandomSource random) : base(nameof(CmtaNetwork), random)
    {
        var c = configuration;
        Configuration = c;
        var options = new NystromOptions(c.AttentionHeads, c.TokenWidth / c.AttentionHeads, c.TokenWidth / 2)
        {
            AlwaysApproximate = c.AlwaysApproximate,
        };
        patch_embedding = Sequential(
            ReluLayer.Create(c.PatchWidth, c.PatchHiddenWidth, c.Dropout, random),
            ReluLayer.Create(c.PatchHiddenWidth, c.TokenWidth, c.Dropout, random));
        int[] widths = [.. c.GenomicHiddenWidths, c.TokenWidth];
        genomic_embedding = new GenomicEmbedding(c.GenomicGroupSizes, widths, c.Dropout, inputDropout: 0, random, Activation.Elu);
        pathology_encoder = Transformer(onGrid: true);
        pathology_decoder = Transformer(onGrid: true);
        genomic_encoder = Transformer(onGrid: false);
        genomic_decoder = Transformer(onGrid: false);
        pathology_attention = new CoAttention(c.TokenWidth, heads: 1);
        genomic_attention = new CoAttention(c.TokenWidth, heads: 1);
        fusion = c.Fusion.Create(c.TokenWidth, c.Dropout, random);
        hazards = Layers.Linear(c.TokenWidth, c.TimeBins);
        RegisterComponents();
        WeightInitialization.XavierNormal(this);

        ClassTokenTransformer Transformer(bool onGrid) => new(c.TokenWidth, options, onGrid, ClassTokenDeviation, random);
    }

    /// <summary>Shape of the network.</summary>
    public CmtaConfiguration Configuration { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// False with <see cref="CmtaConfiguration.AlwaysApproximate"/>: the published pseudo-inverse has one scale for the whole batch,
    /// so patients are computed one by one.
    /// </remarks>
    public override bool ComputesBatches => !Configuration.AlwaysApproximate;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static CmtaNetwork Create(CmtaConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var validated = configuration.Validated();
        return SeededConstruction.BuildNetwork(seed, random => new CmtaNetwork(validated, random));
    }

    /// <summary>Predicts one patient. The auxiliary loss is the alignment of both modalities.</summary>
    /// <exception cref="ArgumentException">Both modalities are missing, or the genomic groups are not those of the network.</exception>
    public override SurvivalOutput forward(PatientTensors patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return Predict(BatchTensors.Of(patient)).Single();
    }

    /// <inheritdoc/>
    public override BatchOutput PredictBatch(BatchTensors batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return ComputesBatches ? Predict(batch) : base.PredictBatch(batch);
    }

    /// <summary>Logits [n, K] and the class tokens. Several patients only where <see cref="ComputesBatches"/> says so.</summary>
    internal (Tensor Logits, TranslatedModality Pathology, TranslatedModality Genomics) Run(BatchTensors batch)
    {
        var complete = CompleteBatch.Of(batch, Configuration);
        var (pathologyClass, patches) = pathology_encoder.Run(
            complete.Patches with { Tokens = patch_embedding.call(complete.Patches.Tokens) });
        var (genomicClass, genes) = genomic_encoder.Run(TokenBatch.Even(genomic_embedding.call(complete.Genomics)));
        var pathology = new TranslatedModality(pathologyClass, Translated(pathology_attention, pathology_decoder, patches, genes));
        var genomics = new TranslatedModality(genomicClass, Translated(genomic_attention, genomic_decoder, genes, patches));
        return (hazards.call(fusion.call(pathology.Mean, genomics.Mean)), pathology, genomics);
    }

    private BatchOutput Predict(BatchTensors batch)
    {
        var (logits, pathology, genomics) = Run(batch);
        var weight = Configuration.AlignmentWeight;
        return new(logits, AuxiliaryLoss: weight == 0 ? null : Alignment(pathology).Plus(Alignment(genomics)).Times(weight));
    }

    private static Tensor Translated(CoAttention attention, ClassTokenTransformer decoder, TokenBatch own, TokenBatch other) =>
        decoder.Run(own with { Tokens = attention.Run(own.Tokens, other).Output }).ClassTokens;

    private static Tensor Alignment(TranslatedModality modality) => AlignmentLoss.Of(modality.Encoded, modality.Translated);
}
