namespace AdaMHF.Networks;

/// <summary>What the configurations of HFBSurv and GPDBN share. Both were published for selected features, one short vector per patient and modality, and for steps of all patients.</summary>
/// <remarks>
/// For bags and gene groups a layer in front makes the vectors: gated attention pools the patches, all genes stand one after the other, and a linear layer with ReLU narrows each.
/// The published loss is Cox's, of one risk per patient; the default here is the hazards of time bins, with which single patients can be steps.
/// </remarks>
public abstract record VectorSystemConfiguration : MultimodalConfiguration
{
    /// <summary>Width of a modality's vector.</summary>
    public abstract int VectorWidth { get; init; }

    /// <summary>
    /// Whether patches and genes already are the vectors, of the vector width, and go in as they are, several patches as their mean. Default false. True is the published setting.
    /// </summary>
    public bool TakesVectors { get; init; }

    /// <summary>
    /// Whether the network gives one log relative risk, 6 sigmoid(x) - 3 in (-3, 3), to be trained with Cox's loss in steps of many patients. Default false: the hazards of the
    /// time bins. True is the published setting.
    /// </summary>
    public bool PredictsRisk { get; init; }

    /// <summary>Width inside the attention that pools patches. Default 256.</summary>
    public int AttentionWidth { get; init; } = 256;

    /// <summary>Dropout inside that attention in training, in [0, 1). Default 0.25.</summary>
    public double AttentionDropout { get; init; } = 0.25;

    /// <summary>Weight of the sum of the absolute weights of the published part in the loss of a patient, at least 0.</summary>
    public abstract double L1Weight { get; init; }

    internal int Outputs => PredictsRisk ? 1 : TimeBins;

    private protected override void Check()
    {
        base.Check();
        Require.Positive(VectorWidth);
        Require.Positive(AttentionWidth);
        Require.Dropout(AttentionDropout);
        Require.LossWeight(L1Weight);
        if (TakesVectors) Require.That(PatchWidth == VectorWidth, nameof(PatchWidth), PatchWidth, $"the vector width {VectorWidth} where vectors are taken as they are");
    }

    private protected void CheckVector(IEnumerable<int> sizes, string name)
    {
        if (TakesVectors) Require.That(sizes.Sum() == VectorWidth, name, string.Join(" + ", sizes), $"a sum of the vector width {VectorWidth} where vectors are taken as they are");
    }
}
