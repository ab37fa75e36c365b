namespace AdaMHF.Networks;

/// <summary>
/// Shared settings of HFBSurv and GPDBN. Both were published for selected features, one short vector per patient and modality, and
/// for full-batch training.
/// </summary>
/// <remarks>
/// For bags and gene groups an added layer computes the vectors: gated attention pools the patches, all genes are concatenated, and
/// a linear layer with ReLU narrows each. The published loss is Cox's on one risk per patient; the default here is the hazards of
/// time bins, which allow batches of one patient.
/// </remarks>
public abstract record VectorSystemConfiguration : MultimodalConfiguration
{
    /// <summary>Width of a modality's vector.</summary>
    public abstract int VectorWidth { get; init; }

    /// <summary>
    /// Whether patches and genes already are vectors of the vector width and are used unchanged, several patches as their mean.
    /// Default false. True is the published setting.
    /// </summary>
    public bool TakesVectors { get; init; }

    /// <summary>
    /// Whether the output is one log relative risk, 6 sigmoid(x) - 3 in (-3, 3), trained with Cox's loss on large batches. Default
    /// false: the hazards of the time bins. True is the published setting.
    /// </summary>
    public bool PredictsRisk { get; init; }

    /// <summary>Hidden width of the attention that pools patches. Default 256.</summary>
    public int AttentionWidth { get; init; } = 256;

    /// <summary>Dropout of that attention in training, in [0, 1). Default 0.25.</summary>
    public double AttentionDropout { get; init; } = 0.25;

    /// <summary>Weight of the L1 penalty on the published part in the loss of a patient, at least 0.</summary>
    public abstract double L1Weight { get; init; }

    internal int Outputs => PredictsRisk ? 1 : TimeBins;

    private protected override void Check()
    {
        base.Check();
        Require.Positive(VectorWidth);
        Require.Positive(AttentionWidth);
        Require.Dropout(AttentionDropout);
        Require.LossWeight(L1Weight);
        if (!TakesVectors) return;
        Require.That(
            PatchWidth == VectorWidth,
            nameof(PatchWidth),
            PatchWidth,
            $"the vector width {VectorWidth} where vectors are taken as they are");
    }

    private protected void CheckVector(IEnumerable<int> sizes, string name)
    {
        if (!TakesVectors) return;
        Require.That(
            sizes.Sum() == VectorWidth,
            name,
            string.Join(" + ", sizes),
            $"a sum of the vector width {VectorWidth} where vectors are taken as they are");
    }
}
