using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>
/// Options of <see cref="GenomicFeaturizerCatalog.FeaturizeGenomics(Microsoft.ML.TransformsCatalog, GenomicFeaturizerOptions)"/>.
/// Training has the options of every survival network; those of bags and of predictions have no effect here.
/// </summary>
/// <remarks>Defaults: 100 epochs of 64 patients a step, AdamW, rate 1e-3 in a cosine, weight decay 0.1.</remarks>
public sealed record GenomicFeaturizerOptions : SurvivalTrainerOptions
{
    /// <summary>The defaults.</summary>
    public GenomicFeaturizerOptions() => BagColumnName = null;

    /// <summary>Column of the tokens, Single of groups x token width. Default <c>GenomicTokens</c>.</summary>
    public string TokensColumnName { get; init; } = "GenomicTokens";

    /// <summary>Column of the same numbers as one flat vector, for any ML.NET trainer. Default <c>GenomicFeatures</c>.</summary>
    public string FeaturesColumnName { get; init; } = "GenomicFeatures";

    /// <summary>
    /// Column for what the network itself predicts from genes alone, Single, higher = earlier death expected; null for none. Default null.
    /// </summary>
    public string? RiskColumnName { get; init; }

    /// <summary>
    /// Widths of the layers before the last, the same in every group; may be empty. Default 128, as in
    /// <see cref="AdaMhfConfiguration.Compact"/>.
    /// </summary>
    public IReadOnlyList<int> HiddenWidths { get; init; } = [AdaMhfConfiguration.Compact.GenomicHiddenWidth];

    /// <summary>Width of a group's token, at least 1. Default 64, as in <see cref="AdaMhfConfiguration.Compact"/>.</summary>
    public int TokenWidth { get; init; } = AdaMhfConfiguration.Compact.TokenWidth;

    /// <summary>Alpha dropout after every layer in training, in [0, 1). Default 0.5.</summary>
    public double Dropout { get; init; } = AdaMhfConfiguration.Compact.GenomicDropout;

    /// <summary>
    /// Share of the genes set to their training mean at every step, in [0, 1). Default 0.5: on a few hundred patients, genes overfit
    /// otherwise.
    /// </summary>
    public double InputDropout { get; init; } = AdaMhfConfiguration.Compact.GenomicInputDropout;

    /// <summary>Activation of every layer. Default SELU; ELU reproduces MCAT-derived code.</summary>
    public Activation Activation { get; init; } = Activation.Selu;

    /// <summary>
    /// Added to the loss of each step: this times the sum of the absolute values of all parameters, at least 0. Default 0; the published
    /// SNN has 1e-4.
    /// </summary>
    public double L1Penalty { get; init; }

    private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset =>
        (100, 0.001, DefaultPatchesPerPatient, 64);

    internal override void Check()
    {
        base.Check();
        ArgumentException.ThrowIfNullOrEmpty(TokensColumnName);
        ArgumentException.ThrowIfNullOrEmpty(FeaturesColumnName);
        string[] outputs = [TokensColumnName, FeaturesColumnName, .. RiskColumnName is { } risk ? [risk] : Array.Empty<string>()];
        if (outputs.Distinct(StringComparer.Ordinal).Count() < outputs.Length)
            throw new ArgumentException($"Output columns need different names, got {string.Join(", ", outputs)}.");
        OptionCheck.Require(Ensemble == 1, nameof(Ensemble), Ensemble, "1: a featurizer is one set of networks");
        OptionCheck.Require(BagColumnName is null, nameof(BagColumnName), BagColumnName ?? "", "null: the featurizer reads genes alone");
        OptionCheck.Require(L1Penalty >= 0 && double.IsFinite(L1Penalty), nameof(L1Penalty), L1Penalty, "a finite number, at least 0");
        Network([1]).Validated();
    }

    /// <summary>Shape of the network for groups of these sizes.</summary>
    internal GenomicNetworkConfiguration Network(IReadOnlyList<int> groupSizes) => new()
    {
        GroupSizes = groupSizes,
        HiddenWidths = HiddenWidths,
        TokenWidth = TokenWidth,
        Outputs = Outputs,
        Dropout = Dropout,
        InputDropout = InputDropout,
        Activation = Activation,
    };
}
