using System.Text.Json.Serialization;

namespace AdaMHF.Networks;

/// <summary>
/// Shape of an <see cref="AdaMhfNetwork"/>. Immutable; the defaults are the published shape in its lean form,
/// with the recommended losses.
/// </summary>
public sealed record AdaMhfConfiguration
{
    /// <summary>
    /// A network of about 0.4 million parameters for small cohorts and quick trials: token width 64, one stage per unit, and half
    /// of the genes dropped at every step, because a network overfits the genes of a few hundred patients otherwise.
    /// </summary>
    public static AdaMhfConfiguration Compact { get; } = new()
    {
        TokenWidth = 64,
        GenomicHiddenWidth = 128,
        AttentionHeads = 4,
        AttentionWidth = 32,
        ExpertWidth = 32,
        StagesPerUnit = 1,
        MaxTokens = 64,
        GenomicDropout = 0.5,
        GenomicInputDropout = 0.5,
    };

    /// <summary>Width of a patch feature. Default 1024.</summary>
    public int PatchWidth { get; init; } = 1024;

    /// <summary>Number of genes in each genomic group, in order. Required.</summary>
    public IReadOnlyList<int> GenomicGroupSizes { get; init; } = [];

    /// <summary>Token width d, even. Default 256.</summary>
    public int TokenWidth { get; init; } = 256;

    /// <summary>Hidden width of each group's self-normalising network. Default 1024.</summary>
    public int GenomicHiddenWidth { get; init; } = 1024;

    /// <summary>Attention heads. Default 8.</summary>
    public int AttentionHeads { get; init; } = 8;

    /// <summary>Inner width of attention over all heads. Default 128.</summary>
    public int AttentionWidth { get; init; } = 128;

    /// <summary>Landmarks of the Nystrom attention. Default 32.</summary>
    public int Landmarks { get; init; } = 32;

    /// <summary>Kernel length of the depthwise convolution of the attention's values, odd; 0 for none. Default 33.</summary>
    [AbsentMeans(33)]
    public int ValueKernel { get; init; } = 33;

    /// <summary>Kernel length of the positional encoding, odd; 0 for none. Default 15.</summary>
    public int PositionalKernel { get; init; } = 15;

    /// <summary>
    /// Whether the positional kernel is a square on the token grid rather than a column of it. Default false, as published.
    /// </summary>
    [AbsentMeans(false)]
    public bool PositionsOnGrid { get; init; }

    /// <summary>Experts in each layer of progressive expansion. Default 1, 2, 4.</summary>
    public IReadOnlyList<int> ExpertsPerLayer { get; init; } = [1, 2, 4];

    /// <summary>Whether one expert of a layer runs or all do. Default one.</summary>
    [AbsentMeans(ExpertRouting.Single)]
    public ExpertRouting ExpertRouting { get; init; } = ExpertRouting.Single;

    /// <summary>Residual path around the experts. Default the frozen MLP.</summary>
    [AbsentMeans(ExpertResidual.Frozen)]
    public ExpertResidual ExpertResidual { get; init; } = ExpertResidual.Frozen;

    /// <summary>
    /// Whether pathology experts convolve over a token's neighbours on the grid, 3 x 3 in the first layer and two more per side in
    /// each further layer. Default true; false processes each token alone.
    /// </summary>
    [AbsentMeans(true)]
    public bool GridExperts { get; init; } = true;

    /// <summary>Hidden width of an expert. Default 64.</summary>
    public int ExpertWidth { get; init; } = 64;

    /// <summary>Hidden width of the frozen MLP. Default 64.</summary>
    public int FrozenWidth { get; init; } = 64;

    /// <summary>Non-linearity after each expert layer. Default ReLU, as published.</summary>
    public Activation ExpertActivation { get; init; } = Activation.Relu;

    /// <summary>Attention-and-experts stages in each unit. Default 2.</summary>
    public int StagesPerUnit { get; init; } = 2;

    /// <summary>Stages of the segregation units. Default null: <see cref="StagesPerUnit"/>.</summary>
    [AbsentMeans(null)]
    public int? SegregationStages { get; init; }

    /// <summary>Whether ATSA selects tokens. Default true; false keeps all tokens and leaves the class token unchanged.</summary>
    [AbsentMeans(true)]
    public bool SelectsTokens { get; init; } = true;

    /// <summary>How selection learns its sizes. Default <see cref="SelectionRule.SoftRanks"/>.</summary>
    [AbsentMeans(SelectionRule.Scaled)]
    public SelectionRule SelectionRule { get; init; } = SelectionRule.SoftRanks;

    /// <summary>Maximum number of tokens per modality after selection. Default 128.</summary>
    [JsonPropertyName("MostSelectedTokens")]
    public int MaxTokens { get; init; } = 128;

    /// <summary>
    /// K_top of every patient with that many tokens, at most <see cref="MaxTokens"/>. Default null: the priority allocator decides.
    /// </summary>
    [AbsentMeans(null)]
    public int? FixedSelectedTokens { get; init; }

    /// <summary>
    /// Alpha of every patient, the share of K_top that is kept unchanged, in [0, 1]; 0 keeps no token. Default null: the
    /// selective refiner decides.
    /// </summary>
    [AbsentMeans(null)]
    public double? FixedKeptShare { get; init; }

    /// <summary>What becomes of the tokens that selection does not keep. Default pooled, as published.</summary>
    [AbsentMeans(UnselectedTokens.Pooled)]
    public UnselectedTokens UnselectedTokens { get; init; } = UnselectedTokens.Pooled;

    /// <summary>
    /// Whether the score-weighted mean of all tokens is added to the class token after selection. Default true; false as published.
    /// </summary>
    [AbsentMeans(true)]
    public bool RefreshesClassToken { get; init; } = true;

    /// <summary>
    /// Whether attention, experts and cross-modal attention add nothing to their residual paths before training. Default true; false
    /// as published.
    /// </summary>
    [AbsentMeans(true)]
    public bool BranchesStartAtZero { get; init; } = true;

    /// <summary>
    /// Whether cross-modal attention adds the other modality's values to a modality's tokens. Default true; false replaces the tokens by
    /// the values, as published.
    /// </summary>
    [AbsentMeans(true)]
    public bool CrossAttentionSkips { get; init; } = true;

    /// <summary>Form of the head. Default gated; concatenated as published.</summary>
    [AbsentMeans(HeadForm.Gated)]
    public HeadForm Head { get; init; } = HeadForm.Gated;

    /// <summary>Branches of the head. Default both.</summary>
    [AbsentMeans(FusionBranches.Both)]
    public FusionBranches FusionBranches { get; init; } = FusionBranches.Both;

    /// <summary>How the local branch fuses. Default low-rank.</summary>
    [AbsentMeans(LocalFusion.LowRank)]
    public LocalFusion LocalFusion { get; init; } = LocalFusion.LowRank;

    /// <summary>Rank of the low-rank fusion. Default 4.</summary>
    public int FusionRank { get; init; } = 4;

    /// <summary>Weight of the local branch relative to the global one; 0 for none. Default 0.05.</summary>
    public double LocalRate { get; init; } = 0.05;

    /// <summary>
    /// Modalities whose linear predictor is added to the logits. The predictors are 0 until a trainer fits them; they are saved with the
    /// weights. Default none, as published.
    /// </summary>
    [AbsentMeans(LinearStart.None)]
    public LinearStart LinearStart { get; init; }

    /// <summary>
    /// Width of the clinical values, which the head reads as a third modality; 0 for none, as published. Set by the trainer from the data.
    /// Needs the gated head and its global branch. Default 0.
    /// </summary>
    [AbsentMeans(0)]
    public int ClinicalWidth { get; init; }

    /// <summary>Weight of the alignment loss between class tokens, see <see cref="AlignmentTarget"/>. Default 0.1.</summary>
    public double AlignmentWeight { get; init; } = 0.1;

    /// <summary>Which class tokens the alignment loss brings together. Default those of a modality's two units.</summary>
    [AbsentMeans(AlignmentTarget.Units)]
    public AlignmentTarget AlignmentTarget { get; init; } = AlignmentTarget.Units;

    /// <summary>Weight of the load-balancing loss, averaged over all gates, at least 0. Default 0, as published.</summary>
    [AbsentMeans(0.0)]
    public double LoadBalancingWeight { get; init; }

    /// <summary>
    /// Step by which a gate's bias moves per training patient towards experts that serve few, in units of its log probabilities, at
    /// least 0. Above 0, gates are also standardised over training patients; without, most choose one expert for everybody. The bias
    /// decides which expert runs, not how loud it is (Wang et al. 2024). No effect where all experts run. Default 0.002; 0 in the
    /// published settings.
    /// </summary>
    [AbsentMeans(0.0)]
    public double BalancingRate { get; init; } = 0.002;

    /// <summary>
    /// Weight of the unimodal loss, at least 0: the negative log-likelihood of each modality's own prediction, averaged over the
    /// two, for training patients with both. Without it the stronger modality suppresses the other. No effect where
    /// <see cref="TimeBins"/> is 1. Default 1; 0 in the published settings.
    /// </summary>
    [AbsentMeans(0.0)]
    public double UnimodalWeight { get; init; } = 1;

    /// <summary>
    /// Weight of the evidence loss, at least 0: the negative log-likelihood of a linear prediction from the score-weighted mean token of
    /// each modality, averaged over the two. Without it a scorer that starts with the wrong tokens is left behind, because the class token
    /// learns without it. No effect where <see cref="TimeBins"/> is 1. Default 0.5; 0 in the published settings.
    /// </summary>
    [AbsentMeans(0.0)]
    public double EvidenceWeight { get; init; } = 0.5;

    /// <summary>Time bins K of the hazard head; 1 predicts a log relative risk instead of hazards. Default 4.</summary>
    public int TimeBins { get; init; } = 4;

    /// <summary>Dropout after the patch embedding and in the experts and the head, in [0, 1). Default 0.25.</summary>
    public double Dropout { get; init; } = 0.25;

    /// <summary>Alpha dropout in the genomic networks, in [0, 1). Default 0.25.</summary>
    public double GenomicDropout { get; init; } = 0.25;

    /// <summary>Share of the genes set to zero, their training mean, at each training step, in [0, 1). Default 0, as published.</summary>
    public double GenomicInputDropout { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public AdaMhfConfiguration Validated()
    {
        Require.Positive(PatchWidth);
        Require.Positive(TokenWidth);
        Require.Positive(GenomicHiddenWidth);
        Require.Positive(AttentionHeads);
        Require.Positive(AttentionWidth);
        Require.Positive(Landmarks);
        Require.Positive(ExpertWidth);
        Require.Positive(FrozenWidth);
        Require.Positive(StagesPerUnit);
        Require.Positive(MaxTokens);
        Require.Positive(FusionRank);
        Require.That(TokenWidth % 2 == 0, nameof(TokenWidth), TokenWidth, "an even number");
        Require.MultipleOfHeads(AttentionWidth, AttentionHeads);
        Require.OddOrZero(ValueKernel);
        Require.OddOrZero(PositionalKernel);
        Require.Positive(SegregationStages ?? 1, nameof(SegregationStages));
        Require.Positive(FixedSelectedTokens ?? 1, nameof(FixedSelectedTokens));
        Require.That(
            (FixedSelectedTokens ?? 1) <= MaxTokens,
            nameof(FixedSelectedTokens),
            FixedSelectedTokens ?? 0,
            $"at most the bound {MaxTokens}");
        Require.That(FixedKeptShare is null or (>= 0 and <= 1), nameof(FixedKeptShare), FixedKeptShare ?? 0, "in [0, 1], or null");
        Require.Defined(ExpertActivation);
        Require.Defined(ExpertRouting);
        Require.Defined(ExpertResidual);
        Require.Defined(UnselectedTokens);
        Require.Defined(Head);
        Require.Defined(AlignmentTarget);
        Require.Defined(FusionBranches);
        Require.Defined(LocalFusion);
        Require.Defined(LinearStart);
        Require.That(ClinicalWidth >= 0, nameof(ClinicalWidth), ClinicalWidth, "at least 0");
        Require.That(
            ClinicalWidth == 0 || (Head == HeadForm.Gated && FusionBranches != FusionBranches.LocalOnly),
            nameof(ClinicalWidth),
            ClinicalWidth,
            "0 without the gated head and its global branch");
        Require.That(
            ClinicalWidth > 0 || !LinearStart.HasFlag(LinearStart.Clinical), nameof(LinearStart), LinearStart, "without clinical values");
        Require.LossWeight(LoadBalancingWeight);
        Require.LossWeight(BalancingRate);
        Require.That(
            LoadBalancingWeight == 0 || ExpertRouting == ExpertRouting.Single,
            nameof(LoadBalancingWeight),
            LoadBalancingWeight,
            "0 where all experts run");
        Require.Positive(TimeBins);
        Require.That(double.IsFinite(LocalRate), nameof(LocalRate), LocalRate, "a finite number");
        Require.LossWeight(AlignmentWeight);
        Require.LossWeight(UnimodalWeight);
        Require.LossWeight(EvidenceWeight);
        Require.Dropout(Dropout);
        Require.Dropout(GenomicDropout);
        Require.Dropout(GenomicInputDropout);
        Require.Positive(GenomicGroupSizes);
        Require.Positive(ExpertsPerLayer);
        return this;
    }
}
