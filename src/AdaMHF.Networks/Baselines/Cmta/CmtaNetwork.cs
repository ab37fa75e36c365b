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
        hazards = Linear(c.TokenWidth, c.TimeBins);
        RegisterComponents();
        WeightInitialization.XavierNormal(this);

        ClassTokenTransformer Transformer(bool onGrid) => new(c.TokenWidth, options, onGrid, ClassTokenDeviation, random);
    }

    /// <summary>Shape of the network.</summary>
    public CmtaConfiguration Configuration { get; }

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
        var (logits, pathology, genomics) = Run(patient);
        var weight = Configuration.AlignmentWeight;
        return new SurvivalOutput(logits, AuxiliaryLoss: weight == 0 ? null : (Alignment(pathology) + Alignment(genomics)) * weight);
    }

    internal (Tensor Logits, TranslatedModality Pathology, TranslatedModality Genomics) Run(PatientTensors patient)
    {
        var complete = CompletePatient.Of(patient, Configuration);
        var (pathologyClass, patches) = pathology_encoder.call(patch_embedding.call(complete.Patches));
        var (genomicClass, genes) = genomic_encoder.call(genomic_embedding.call(complete.Genomics));
        var translatedPathology = pathology_decoder.call(pathology_attention.call(patches, genes).Output).ClassToken;
        var translatedGenomics = genomic_decoder.call(genomic_attention.call(genes, patches).Output).ClassToken;
        var pathology = new TranslatedModality(pathologyClass, translatedPathology);
        var genomics = new TranslatedModality(genomicClass, translatedGenomics);
        return (hazards.call(fusion.call(pathology.Mean, genomics.Mean)).squeeze(0), pathology, genomics);
    }

    private static Tensor Alignment(TranslatedModality modality) => AlignmentLoss.Of(modality.Encoded, modality.Translated);
}
