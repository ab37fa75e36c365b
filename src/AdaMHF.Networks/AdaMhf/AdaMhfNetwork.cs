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
    private readonly FusionHead head;
    private readonly LinearOffsets? linear_start;
    private readonly Linear? pathology_evidence;
    private readonly Linear? genomic_evidence;

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
        cross_attention = new CrossModalAttention(c.TokenWidth, c.CrossAttentionSkips, c.BranchesStartAtZero);
        pathology_integration = new ModalityUnit(Modality.Pathology, c, c.StagesPerUnit, residual, random);
        genomic_integration = new ModalityUnit(Modality.Genomics, c, c.StagesPerUnit, residual, random);
        head = c.Head == HeadForm.Gated ? new HierarchicalHead(c, random) : new ConcatenatedHead(c);
        linear_start = c.LinearStart == LinearStart.None ? null : new LinearOffsets(c);
        if (c.SelectsTokens && c.EvidenceWeight > 0)
        {
            pathology_evidence = Layers.Linear(c.TokenWidth, c.TimeBins);
            genomic_evidence = Layers.Linear(c.TokenWidth, c.TimeBins);
        }
        RegisterComponents();
    }

    private static AdaptiveTokenSelection? Selection(AdaMhfConfiguration c) => c.SelectsTokens
        ? new AdaptiveTokenSelection(
            c.TokenWidth,
            c.MaxTokens,
            c.FixedSelectedTokens,
            c.FixedKeptShare,
            c.UnselectedTokens,
            c.RefreshesClassToken,
            c.SelectionRule)
        : null;

    /// <summary>Shape of the network.</summary>
    public AdaMhfConfiguration Configuration { get; }

    /// <inheritdoc/>
    public override bool PredictsRisk => Configuration.TimeBins == 1;

    /// <summary>The networks of the genomic groups.</summary>
    internal GenomicEmbedding GenomicEmbedding => genomic_embedding;

    /// <summary>The linear predictors; null without a linear start.</summary>
    internal LinearOffsets? LinearOffsets => linear_start;

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

    /// <inheritdoc/>
    public override bool ComputesBatches => true;

    /// <summary>Predicts one patient.</summary>
    /// <exception cref="ArgumentException">Both modalities are missing.</exception>
    public override SurvivalOutput forward(PatientTensors patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return PredictBatch(BatchTensors.Of(patient)).Single();
    }

    /// <inheritdoc/>
    public override BatchOutput PredictBatch(BatchTensors batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Run(batch, training && Configuration.LoadBalancingWeight > 0 ? new DecisionLog() : null);
    }

    /// <summary>
    /// Predicts one patient and returns the decisions on the way. In evaluation the output equals that of <see cref="forward"/>.
    /// </summary>
    /// <exception cref="ArgumentException">Both modalities are missing.</exception>
    public (SurvivalOutput Output, AdaMhfDecisions Decisions) Explain(PatientTensors patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        var log = new DecisionLog();
        return (Run(BatchTensors.Of(patient), log).Single(), log.Of(patient));
    }

    /// <summary>What the network decides for the patients of a batch, in plain numbers.</summary>
    /// <param name="batch">Patients, each with at least one modality.</param>
    /// <returns>One result per patient, in order.</returns>
    /// <exception cref="InvalidOperationException">The network is in training, where gates choose at random.</exception>
    public IReadOnlyList<PatientChoices> Choices(BatchTensors batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (training) throw new InvalidOperationException("The network is in training, where gates choose at random. Call eval() first.");
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var log = new DecisionLog();
        Run(batch, log);
        return log.Of(batch);
    }

    /// <summary>
    /// Predicts patients with the tokens and experts that were chosen for another: without the steps at which a decision changes, the
    /// prediction is continuous in the patient.
    /// </summary>
    /// <param name="batch">Patients in evaluation, each with the modalities and as many patches as the other.</param>
    /// <param name="decisions">What <see cref="Explain"/> said of the other.</param>
    internal BatchOutput PredictFollowing(BatchTensors batch, AdaMhfDecisions decisions) => Run(batch, new DecisionLog(decisions));

    /// <summary>
    /// Predicts one patient and returns the scores of adaptive token selection; null where the network does not select tokens.
    /// </summary>
    public override ExplainedOutput CallExplained(PatientTensors patient)
    {
        var (output, decisions) = Explain(patient);
        return new(output, decisions.Pathology?.Selection?.Scores, decisions.Genomics?.Selection?.Scores);
    }

    private BatchOutput Run(BatchTensors batch, DecisionLog? log)
    {
        var withAlone = training && !PredictsRisk && Configuration.UnimodalWeight > 0 && batch.Outcomes is not null;
        var plan = new IntegrationPlan(batch, withAlone);
        var pathology = SegregatePathology(batch, log?.Pathology);
        var genomics = SegregateGenomics(batch, log?.Genomics);
        var crossed = pathology is null || genomics is null || plan.Both.Length == 0 ? null : Cross(plan, batch, pathology, genomics, log);

        ModalitySummary? pathologySummary, genomicSummary;
        using (OperationLedger.Part(nameof(pathology_integration)))
            pathologySummary = Integrate(pathology, crossed?.Pathology, plan.Pathology, pathology_integration, log?.Pathology);
        using (OperationLedger.Part(nameof(genomic_integration)))
            genomicSummary = Integrate(genomics, crossed?.Genomics, plan.Genomics, genomic_integration, log?.Genomics);

        using var part = OperationLedger.Part(nameof(head));
        var (logits, weights) = head.Run(pathologySummary, genomicSummary, plan.Predictions, Clinical(batch));
        if (linear_start is not null) logits = linear_start.Plus(logits, batch, plan);
        var losses = new AdaMhfLosses(Configuration, plan, batch);
        Tensor?[] terms =
        [
            losses.Unimodal(logits),
            losses.Evidence(Evidence(pathology, pathology_evidence, batch), batch.WithPathology),
            losses.Evidence(Evidence(genomics, genomic_evidence, batch), batch.WithGenomics),
            losses.Alignment(pathologySummary, genomicSummary),
            training && log is not null ? losses.LoadBalancing(log) : null,
        ];
        return new(
            logits.narrow(0, 0, batch.Count),
            weights?.narrow(0, 0, batch.Count),
            terms.OfType<Tensor>().Aggregate((Tensor?)null, (sum, term) => sum is null ? term : sum.Plus(term)));
    }

    // Patients' predictions come first; those from one modality alone have no clinical values.
    private ClinicalValues? Clinical(BatchTensors batch) =>
        Configuration.ClinicalWidth > 0 && batch.Clinical is { } values ? new(values, [.. batch.WithClinical]) : null;

    /// <summary>What the mean token of a modality alone says, [n, K]; null where no loss needs it.</summary>
    private Tensor? Evidence(UnitOutput? segregated, Linear? reader, BatchTensors batch) =>
        training && !PredictsRisk && batch.Outcomes is not null && segregated?.Mean is { } mean ? reader?.call(mean) : null;

    private UnitOutput? SegregatePathology(BatchTensors batch, ModalityLog? log)
    {
        if (batch.Patches is not { } patches) return null;
        using var memory = WorkingMemory.Begin(log is not null);
        TokenBatch tokens;
        var layout = new TokenLayout([.. batch.PatchCounts], patches.shape[1], patches.device);
        using (OperationLedger.Part(nameof(patch_embedding))) tokens = new(patch_embedding.call(patches), layout);
        UnitOutput output;
        using (OperationLedger.Part(nameof(pathology_segregation)))
            output = UnitOutput.Of(pathology_segregation.Run(tokens, log?.Segregation, takesOver: true));
        using (OperationLedger.Part(nameof(pathology_selection)))
        {
            output = Select(output, pathology_selection, log);
            return (batch.SharesBag ? output.Repeated(batch.WithPathology.Count) : output).KeptBy(memory);
        }
    }

    private UnitOutput? SegregateGenomics(BatchTensors batch, ModalityLog? log)
    {
        if (batch.Genomics is not { } profiles) return null;
        using var memory = WorkingMemory.Begin(log is not null);
        TokenBatch tokens;
        using (OperationLedger.Part(nameof(genomic_embedding))) tokens = TokenBatch.Even(genomic_embedding.call(profiles));
        UnitOutput output;
        using (OperationLedger.Part(nameof(genomic_segregation)))
            output = UnitOutput.Of(genomic_segregation.Run(tokens, log?.Segregation));
        using (OperationLedger.Part(nameof(genomic_selection))) return Select(output, genomic_selection, log).KeptBy(memory);
    }

    private static UnitOutput Select(UnitOutput output, AdaptiveTokenSelection? selection, ModalityLog? log)
    {
        if (selection is null) return output;
        var selected = selection.Run(output.ClassTokens, output.Tokens, log?.FollowedSelection);
        if (log is not null) log.Selection = selected;
        return new(selected.ClassTokens, selected.Tokens, selected.Mean);
    }

    private (TokenBatch Pathology, TokenBatch Genomics)? Cross(
        IntegrationPlan plan, BatchTensors batch, UnitOutput pathology, UnitOutput genomics, DecisionLog? log)
    {
        using var part = OperationLedger.Part(nameof(cross_attention));
        var (refinedPathology, refinedGenomics, maps) = cross_attention.Run(
            pathology.Tokens.Select(plan.BothAmong(batch.WithPathology)), genomics.Tokens.Select(plan.BothAmong(batch.WithGenomics)));
        if (log is not null) log.CrossAttention = maps;
        return (refinedPathology, refinedGenomics);
    }

    private static ModalitySummary? Integrate(
        UnitOutput? segregated, TokenBatch? crossed, IntegrationSequence[] sequences, ModalityUnit unit, ModalityLog? log)
    {
        if (segregated is null) return null;
        var met = crossed?.Layout.Counts.Length ?? 0;
        var tokens = sequences.All(sequence => sequence.Both is not null)
            ? crossed!
            : TokenBatch.Join(crossed is null ? [segregated.Tokens] : [crossed, segregated.Tokens])
                .Select([.. sequences.Select(sequence => sequence.Both ?? met + sequence.Own)]);
        // Predictions from one modality alone occur in training only; the gates are to be balanced over those of patients.
        bool[] ofPatients = [.. sequences.Select(sequence => sequence.Prediction == sequence.Patient)];
        var (classTokens, integrated) = unit.Run(tokens, log?.Integration, balancing: ofPatients);
        var segregatedClasses = segregated.ClassTokensOf([.. sequences.Select(sequence => sequence.Own)]);
        return new ModalitySummary(segregatedClasses, classTokens, integrated.Mean())
        {
            Places = [.. sequences.Select(sequence => sequence.Prediction)],
        };
    }
}
