namespace AdaMHF.Networks;

/// <summary>Shape of a <see cref="HfbSurvNetwork"/>. Immutable; widths, dropouts and weights are the published ones.</summary>
public sealed record HfbSurvConfiguration : VectorSystemConfiguration
{
    /// <inheritdoc/>
    /// <remarks>Default 80, as published.</remarks>
    public override int VectorWidth { get; init; } = 80;

    /// <summary>
    /// Indices, from 0, of the genomic groups that form the third modality: copy numbers or mutations. The other groups are the
    /// genes. Default none: the third modality is zeros.
    /// </summary>
    public IReadOnlyList<int> CopyNumberGroups { get; init; } = [];

    /// <summary>Width of a modality's code. Default 50.</summary>
    public int CodeWidth { get; init; } = 50;

    /// <summary>Rank of the factorised bilinear pooling. Default 20.</summary>
    public int Rank { get; init; } = 20;

    /// <summary>Width of a pooled pair of codes, within and between modalities. Default 20.</summary>
    public int PooledWidth { get; init; } = 20;

    /// <summary>Widths of the layers between fusion and output. Default 256, 64.</summary>
    public IReadOnlyList<int> HiddenWidths { get; init; } = [256, 64];

    /// <summary>Dropout of the pooling's products in training, in [0, 1). Default 0.1.</summary>
    public double ProductDropout { get; init; } = 0.1;

    /// <summary>Dropout after each hidden layer in training, in [0, 1). Default 0.3.</summary>
    public double Dropout { get; init; } = 0.3;

    /// <summary>
    /// Whether the fused vector is normalised over the patients of a batch (batch norm), as published. Default false: over its own
    /// elements (layer norm), because patients come one at a time. True requires training through
    /// <see cref="HfbSurvNetwork.PredictBatch"/> with several patients.
    /// </summary>
    public bool NormalizesOverPatients { get; init; }

    /// <inheritdoc/>
    /// <remarks>Default 3e-3, as published.</remarks>
    public override double L1Weight { get; init; } = 3e-3;

    internal IEnumerable<int> GeneGroups => Enumerable.Range(0, GenomicGroupSizes.Count).Except(CopyNumberGroups);

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public HfbSurvConfiguration Validated()
    {
        Check();
        var groups = GenomicGroupSizes.Count;
        foreach (var group in CopyNumberGroups)
            Require.That(group >= 0 && group < groups, nameof(CopyNumberGroups), group, $"the place of one of the {groups} groups, from 0");
        Require.That(
            GeneGroups.Any(), nameof(CopyNumberGroups), string.Join(", ", CopyNumberGroups), "at least one group left for the genes");
        CheckVector(GeneGroups.Select(group => GenomicGroupSizes[group]), nameof(GenomicGroupSizes));
        if (CopyNumberGroups.Count > 0)
            CheckVector(CopyNumberGroups.Distinct().Select(group => GenomicGroupSizes[group]), nameof(CopyNumberGroups));
        Require.Positive(CodeWidth);
        Require.Positive(Rank);
        Require.Positive(PooledWidth);
        Require.Positive(HiddenWidths);
        Require.Dropout(ProductDropout);
        Require.Dropout(Dropout);
        return this;
    }
}
