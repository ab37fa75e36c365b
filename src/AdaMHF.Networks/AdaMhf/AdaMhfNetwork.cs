using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// AdaMHF, adaptive multimodal hierarchical fusion: embeddings, a segregation unit per modality, adaptive token selection, cross-modal attention,
/// an integration unit per modality, and a hierarchical head.
/// </summary>
public sealed class AdaMhfNetwork : SurvivalNetwork
{
    private readonly Sequential patch_embedding;
    private readonly GenomicEmbedding genomic_embedding;
    private readonly FrozenMlp frozen;
    private readonly ModalityUnit pathology_segregation;
    private readonly ModalityUnit genomic_segregation;
    private readonly AdaptiveTokenSelection pathology_selection;
    private readonly AdaptiveTokenSelection genomic_selection;
    private readonly CrossModalAttention cross_attention;
    private readonly ModalityUnit pathology_integration;
    private readonly ModalityUnit genomic_integration;
    private readonly HierarchicalHead head;

    private AdaMhfNetwork(AdaMhfConfiguration configuration, RandomSource random) : base(nameof(AdaMhfNetwork), random)
    {
        var c = configuration;
        Configuration = c;
        patch_embedding = Sequential(Linear(c.PatchWidth, c.TokenWidth), ReLU(), new SeededDropout(c.Dropout, random));
        genomic_embedding = new GenomicEmbedding(c, random);
        frozen = new FrozenMlp(c.TokenWidth, c.FrozenWidth);
        pathology_segregation = new ModalityUnit(Modality.Pathology, c, frozen.call, random);
        genomic_segregation = new ModalityUnit(Modality.Genomics, c, frozen.call, random);
        pathology_selection = new AdaptiveTokenSelection(c.TokenWidth, c.MostSelectedTokens);
        genomic_selection = new AdaptiveTokenSelection(c.TokenWidth, c.MostSelectedTokens);
        cross_attention = new CrossModalAttention(c.TokenWidth);
        pathology_integration = new ModalityUnit(Modality.Pathology, c, frozen.call, random);
        genomic_integration = new ModalityUnit(Modality.Genomics, c, frozen.call, random);
        head = new HierarchicalHead(c, random);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public AdaMhfConfiguration Configuration { get; }

    /// <summary>The networks of the genomic groups.</summary>
    public GenomicEmbedding GenomicEmbedding => genomic_embedding;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static AdaMhfNetwork Create(AdaMhfConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var validated = configuration.Validated();
        TorchBackend.EnsureLoaded();
        return SeededConstruction.Build(seed, () => new AdaMhfNetwork(validated, new RandomSource(seed)));
    }

    /// <summary>Predicts one patient.</summary>
    /// <exception cref="ArgumentException">Both modalities are missing.</exception>
    public override SurvivalOutput forward(PatientTensors patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        var pathology = patient.Patches is null ? null : Segregate(patch_embedding.call(patient.Patches), pathology_segregation, pathology_selection);
        var genomics = patient.Genomics is null ? null : Segregate(genomic_embedding.call(patient.Genomics), genomic_segregation, genomic_selection);

        var (pathologyTokens, genomicTokens) = (pathology?.Tokens, genomics?.Tokens);
        if (pathologyTokens is not null && genomicTokens is not null)
            (pathologyTokens, genomicTokens) = cross_attention.call(pathologyTokens, genomicTokens);

        var pathologySummary = Integrate(pathology, pathologyTokens, pathology_integration);
        var genomicSummary = Integrate(genomics, genomicTokens, genomic_integration);
        var (logits, weights) = head.call(pathologySummary, genomicSummary);
        return new SurvivalOutput(logits, weights, Alignment(pathologySummary, genomicSummary));
    }

    private static TokenSelection Segregate(Tensor tokens, ModalityUnit unit, AdaptiveTokenSelection selection)
    {
        var (classToken, refined) = unit.call(tokens);
        return selection.call(classToken, refined);
    }

    private static ModalitySummary? Integrate(TokenSelection? selection, Tensor? tokens, ModalityUnit unit)
    {
        if (selection is null || tokens is null) return null;
        var (classToken, integrated) = unit.call(tokens);
        return new ModalitySummary(selection.ClassToken, classToken, integrated.mean([0], keepdim: true));
    }

    private Tensor? Alignment(params ModalitySummary?[] summaries)
    {
        if (Configuration.AlignmentWeight == 0) return null;
        var present = summaries.OfType<ModalitySummary>().Select(AlignmentLoss.Of).ToArray();
        return stack(present).sum() * Configuration.AlignmentWeight;
    }
}
