namespace AdaMHF.MLNet;

/// <summary>Tests of calibration on the held-out patients of one fold; NaN where the predictions are no curves.</summary>
/// <param name="Fold">Number of the fold, from 0.</param>
/// <param name="PValue">Of groups of rising prediction at the horizon, adjusted for censoring.</param>
/// <param name="AdjustedPValue">The same, adjusted over the folds after Benjamini and Hochberg.</param>
/// <param name="OverallPValue">Of A-calibration, over all times.</param>
/// <param name="AdjustedOverallPValue">The same, adjusted over the folds.</param>
public sealed record FoldCalibration(
    int Fold, double PValue, double AdjustedPValue, double OverallPValue, double AdjustedOverallPValue);
