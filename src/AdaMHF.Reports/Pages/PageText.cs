namespace AdaMHF.Reports;

/// <summary>Sentences that stand on more than one page.</summary>
internal static class PageText
{
    public const string AttentionIsNoCause =
        "Attention says where the network looked. It does not say what it saw there, nor that this place raises or lowers the risk.";

    public const string Contributions =
        "Each bar says how far one part of the patient's data moves the prediction away from that of the average training patient. "
        + "They describe the model, not the disease: a bar is no cause, and a part with a short bar may still matter for treatment.";

    public const string Concordance =
        "The concordance index is the share of pairs of patients whom the model puts in the order in which they died: 0.5 is chance, 1 "
            + "is perfect. "
        + "It says nothing about whether the predicted probabilities are right; that is calibration.";

    public const string Calibration =
        "Predictions are calibrated where, of patients with a predicted survival of 70 %, about 70 in 100 are alive at that time. "
        + "Dots on the dashed line are calibrated; above it patients live longer than predicted, below it shorter.";

    public const string KaplanMeier =
        "Observed survival of the groups, with the number of patients still followed below the axis. Groups that were formed from the same "
        + "predictions that they test look better than they will on new patients.";

    /// <summary>An age of a curve in words.</summary>
    public static string Months(double months) => double.IsNaN(months) ? "not reached" : $"{ReportNumbers.Short(months)} months";
}
