using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>The linear predictor of a modality that a network started from.</summary>
public sealed record LinearStartRecord
{
    /// <summary>The modality.</summary>
    public required Modality Modality { get; init; }

    /// <summary>Number of features: all genes, the width of the mean patch, or the clinical values.</summary>
    public required int Features { get; init; }

    /// <summary>Training patients with the modality, without validation patients.</summary>
    public required int Patients { get; init; }

    /// <summary>Observed deaths among them.</summary>
    public required int Events { get; init; }

    /// <summary>Penalty of the predictor for new patients, selected by cross-validation among these patients.</summary>
    public required double Ridge { get; init; }

    /// <summary>
    /// Factor of the predictor in the logits, in [0, 1.5]: the slope of a Cox regression of the outcome on the cross-fitted predictors.
    /// </summary>
    public required double Scale { get; init; }

    /// <summary>
    /// Harrell's concordance index of the cross-fitted predictor on these patients, each predicted without its fold; NaN when undefined.
    /// </summary>
    public required double ConcordanceIndex { get; init; }
}
