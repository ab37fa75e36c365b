using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// AdaMHF, adaptive multimodal hierarchical fusion: embeddings, a segregation unit per modality, adaptive token selection,
/// cross-modal attention, an integration unit per modality, and a hierarchical head.
/// </summary>
public sealed class AdaMhfNetwork : SurvivalNetwork
{
    private readonly Sequential patch_embedding;
    private readonly GenomicEmbedding genomic_embedding;
    private readonly FrozenMlp? frozen;
    private readonly ModalityUnit pathology_segregation;
    private readonly ModalityUnit genomic_segregation;
    private readonly AdaptiveTokenSelection? pathology_selection;
    private readonly AdaptiveTokenSelection? genomic_selection;
    private readonly CrossModalAttention cross_attention;
    private readonly ModalityUnit pathology_integration;
    private readonly ModalityUnit genomic_integration;
    private readonly HierarchicalHead head;

    private AdaMhfNetwork(AdaMhfConfiguration configuration, RandomSource random) : base(nameof(AdaMhfNetwork), random)
    {
        var c = configuration;
        Configuration = c;
        patch_embedding = ReluLayer.Create(c.PatchWidth, c.TokenWidth, c.Dropout, random);
        genomic_embedding = new GenomicEmbedding(c, random);
        frozen = c.ExpertResidual == ExpertResidual.Frozen ? new FrozenMlp(c.TokenWidth, c.FrozenWidth) : null;
        Func<Tensor, Tensor>? residual = c.ExpertResidual switch
        {
            ExpertResidual.Frozen => frozen!.call,
            ExpertResidual.Identity => tokens => tokens,
            _ => null,
        };
        var segregationStages = c.SegregationStages ?? c.StagesPerUnit;
        pathology_segregation = new ModalityUnit(Modality.Pathology, c, segregationStages, residual, random);
        genomic_segregation = new ModalityUnit(Modality.Genomics, c, segregationStages, residual, random);
        pathology_selection = Selection(c);
        genomic_selection = Selection(c);
        cross_attention = new CrossModalAttention(c.TokenWidth);
        pathology_integration = new ModalityUnit(Modality.Pathology, c, c.StagesPerUnit, residual, random);
        genomic_integration = new ModalityUnit(Modality.Genomics, c, c.StagesPerUnit, residual, random);
        head = new HierarchicalHead(c, random);
        RegisterComponents();
    }

    private static AdaptiveTokenSelection? Selection(AdaMhfConfiguration c) =>
        c.SelectsTokens ? new AdaptiveTokenSelection(c.TokenWidth, c.MaxTokens, c.FixedSelectedTokens, c.FixedKeptShare) : null;

    /// <summary>Shape of the network.</summary>
    public AdaMhfConfiguration Configuration { get; }

    /// <inheritdoc/>
    public override bool PredictsRisk => Configuration.TimeBins == 1;

    /// <summary>The networks of the genomic groups.</summary>
    internal GenomicEmbedding GenomicEmbedding => genomic_embedding;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static AdaMhfNetwork Create(AdaMhfConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return SeededConstruction.BuildNetwork(seed, random => new AdaMhfNetwork(configuration.Validated(), random));
    }

    /// <summary>
    /// Sets the frozen MLP from a vision transformer's, before training. Where that is larger, its strongest hidden units remain
    /// and neighbouring channels are projected onto one. A saved model contains the result.
    /// </summary>
    /// <exception cref="ArgumentException">The source is smaller than the network's token or frozen width.</exception>
    /// <exception cref="InvalidOperationException">The configuration has no frozen MLP.</exception>
    public void LoadFrozenMlp(VisionTransformerMlp source)
    {
        if (frozen is null)
        {
            throw new InvalidOperationException(
                $"The network has no frozen MLP: its {nameof(ExpertResidual)} is {Configuration.ExpertResidual}.");
        }
        frozen.Load(source);
    }

    /// <summary>Predicts one patient.</summary>
    /// <exception cref="ArgumentException">Both modalities are missing.</exception>
    public override SurvivalOutput forward(PatientTensors patient) =>
        Run(patient, training && Configuration.LoadBalancingWeight > 0 ? new DecisionLog() : null);

    /// <summary>
    /// Predicts one patient and returns the decisions on the way. In evaluation the output equals that of <see cref="forward"/>.
    /// </summary>
    /// <exception cref="ArgumentException">Both modalities are missing.</exception>
    public (SurvivalOutput Output, AdaMhfDecisions Decisions) Explain(PatientTensors patient)
    {
        var log = new DecisionLog();
        return (Run(patient, log), log.Of(patient));
    }

    /// <summary>
    /// Predicts one patient and returns the scores of adaptive token selection; null where the network does not select tokens.
    /// </summary>
    public override ExplainedOutput CallExplained(PatientTensors patient)
    {
        var (output, decisions) = Explain(patient);
        return new(output, decisions.Pathology?.Selection?.Scores, decisions.Genomics?.Selection?.Scores);
    }

    private SurvivalOutput Run(PatientTensors patient, DecisionLog? log)
    {
        ArgumentNullException.ThrowIfNull(patient);
        var pathology = SegregatePathology(patient.Patches, log?.Pathology);
        var genomics = SegregateGenomics(patient.Genomics, log?.Genomics);

        var unimodal = UnimodalLoss(pathology, genomics, patient.Outcome);
        var (pathologyTokens, genomicTokens) = (pathology?.Tokens, genomics?.Tokens);
        if (pathologyTokens is not null && genomicTokens is not null)
            (pathologyTokens, genomicTokens) = Cross(pathologyTokens, genomicTokens, log);

        using (OperationLedger.Part(nameof(pathology_integration)))
        {
            pathology = Integrate(pathology, pathologyTokens, pathology_integration, log?.Pathology);
        }
        using (OperationLedger.Part(nameof(genomic_integration)))
        {
            genomics = Integrate(genomics, genomicTokens, genomic_integration, log?.Genomics);
        }
        using var part = OperationLedger.Part(nameof(head));
        var (logits, weights) = head.call(pathology?.Summary, genomics?.Summary);
        return new SurvivalOutput(logits, weights, AuxiliaryLoss([pathology?.Summary, genomics?.Summary], log, unimodal));
    }

    private ModalityState? SegregatePathology(Tensor? patches, ModalityLog? log)
    {
        if (patches is null) return null;
        Tensor tokens;
        using (OperationLedger.Part(nameof(patch_embedding))) tokens = patch_embedding.call(patches);
        ModalityState state;
        using (OperationLedger.Part(nameof(pathology_segregation))) state = new(pathology_segregation.Run(tokens, log?.Segregation));
        using (OperationLedger.Part(nameof(pathology_selection))) return Select(state, pathology_selection, log);
    }

    private ModalityState? SegregateGenomics(IReadOnlyList<Tensor>? profiles, ModalityLog? log)
    {
        if (profiles is null) return null;
        Tensor tokens;
        using (OperationLedger.Part(nameof(genomic_embedding))) tokens = genomic_embedding.call(profiles);
        ModalityState state;
        using (OperationLedger.Part(nameof(genomic_segregation))) state = new(genomic_segregation.Run(tokens, log?.Segregation));
        using (OperationLedger.Part(nameof(genomic_selection))) return Select(state, genomic_selection, log);
    }

    private static ModalityState Select(ModalityState state, AdaptiveTokenSelection? selection, ModalityLog? log)
    {
        if (selection is null) return state;
        var selected = selection.call(state.ClassToken, state.Tokens);
        if (log is not null) log.Selection = selected;
        return new ModalityState((selected.ClassToken, selected.Tokens));
    }

    private (Tensor Pathology, Tensor Genomics) Cross(Tensor pathology, Tensor genomics, DecisionLog? log)
    {
        using var part = OperationLedger.Part(nameof(cross_attention));
        var (refinedPathology, refinedGenomics, maps) = cross_attention.Run(pathology, genomics);
        if (log is not null) log.CrossAttention = maps;
        return (refinedPathology, refinedGenomics);
    }

    private static ModalityState? Integrate(ModalityState? segregated, Tensor? tokens, ModalityUnit unit, ModalityLog? log)
    {
        if (segregated is null || tokens is null) return null;
        var (classToken, integrated) = unit.Run(tokens, log?.Integration);
        return segregated with { Summary = new ModalitySummary(segregated.ClassToken, classToken, integrated.mean([0], keepdim: true)) };
    }

    /// <summary>Loss of each modality's own prediction: integration unit and head run once more for each, on the selected tokens.</summary>
    private Tensor? UnimodalLoss(ModalityState? pathology, ModalityState? genomics, PatientOutcome? outcome)
    {
        if (!training || PredictsRisk || Configuration.UnimodalWeight == 0) return null;
        if (pathology is null || genomics is null || outcome is null) return null;
        var pathologyAlone = head.call(Integrate(pathology, pathology.Tokens, pathology_integration, null)!.Summary, null).Logits;
        var genomicsAlone = head.call(null, Integrate(genomics, genomics.Tokens, genomic_integration, null)!.Summary).Logits;
        Tensor Loss(Tensor logits) => DiscreteSurvivalLoss.NegativeLogLikelihood(logits, outcome.Bin, outcome.Event);
        return (Loss(pathologyAlone) + Loss(genomicsAlone)) * (Configuration.UnimodalWeight / 2);
    }

    private Tensor? AuxiliaryLoss(ModalitySummary?[] summaries, DecisionLog? log, Tensor? unimodal)
    {
        var terms = new List<Tensor>(3);
        if (unimodal is not null) terms.Add(unimodal);
        if (Configuration.AlignmentWeight > 0)
            terms.Add(stack([.. summaries.OfType<ModalitySummary>().Select(AlignmentLoss.Of)]).sum() * Configuration.AlignmentWeight);
        var tracked = log?.Experts.Where(gate => gate.Load is not null) ?? [];
        Tensor[] imbalances = [.. tracked.Select(gate => LoadBalancingLoss.Of(gate.Load!, gate.Probabilities))];
        if (imbalances.Length > 0) terms.Add(stack(imbalances).mean() * Configuration.LoadBalancingWeight);
        return terms.Count == 0 ? null : terms.Aggregate((sum, term) => sum + term);
    }

    /// <summary>Intermediate state of one modality.</summary>
    private sealed record ModalityState((Tensor ClassToken, Tensor Tokens) Segregated)
    {
        public Tensor ClassToken => Segregated.ClassToken;

        public Tensor Tokens => Segregated.Tokens;

        public ModalitySummary? Summary { get; init; }
    }
}
