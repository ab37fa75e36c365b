using System.Collections.Immutable;
using System.Globalization;
using AdaMHF.Survival;
using Microsoft.Data.Analysis;

namespace AdaMHF.MLNet;

/// <summary>
/// How well predicted risk ranks patients by survival, how well predicted curves fit it, and how many patients, deaths and pairs stand
/// behind both.
/// </summary>
/// <remarks>
/// A measure that the data do not define is NaN or null, never 0, and <see cref="UndefinedReasons"/> says why. Measures of predicted
/// curves need survival probabilities in the data; all others are computed for any risk.
/// </remarks>
public sealed class SurvivalMetrics
{
    internal const string CalibrationError = nameof(CalibrationError);
    internal const string CalibrationSlope = nameof(CalibrationSlope);

    private readonly Lazy<AntoliniResult?> _timeDependentConcordance;

    /// <summary>The measures that need predicted curves.</summary>
    internal static IReadOnlyList<string> OfCurves { get; } =
    [
        nameof(TimeDependentConcordance), nameof(Brier), nameof(ExplainedVariation), nameof(LogScore), nameof(DCalibration),
        nameof(ACalibration), nameof(Calibration), nameof(GroupedCalibration), nameof(SmoothCalibration), nameof(DecisionCurve),
        CalibrationError, CalibrationSlope,
    ];

    /// <summary>Thresholds of the decision curve.</summary>
    internal static double[] Thresholds { get; } = [.. Enumerable.Range(1, 19).Select(step => step / 20.0)];

    internal SurvivalMetrics(ConcordanceResult concordance, KaplanMeierCurve kaplanMeier, Func<AntoliniResult?> timeDependentConcordance)
    {
        Concordance = concordance;
        KaplanMeier = kaplanMeier;
        // The one measure that visits every pair, so it is computed on demand.
        _timeDependentConcordance = new(timeDependentConcordance);
    }

    /// <summary>Harrell's C: share of the comparable pairs in which the patient with the higher risk died first.</summary>
    /// <remarks>
    /// A pair is comparable when one death is observed before the other patient's time. Risks closer than 1e-8 count one half, as in
    /// scikit-survival. 0.5 is chance, 1 perfect; NaN when no pair is comparable, see <see cref="UndefinedReason"/>.
    /// </remarks>
    public double ConcordanceIndex => Concordance.ConcordanceIndex;

    /// <summary>Standard error of <see cref="ConcordanceIndex"/> (infinitesimal jackknife, as in R).</summary>
    public double StandardError => Concordance.StandardError;

    /// <summary>Lower end of the 95 % confidence interval of <see cref="ConcordanceIndex"/>; NaN when undefined.</summary>
    public double LowerBound => Concordance.LowerBound;

    /// <summary>Upper end of the 95 % confidence interval of <see cref="ConcordanceIndex"/>.</summary>
    public double UpperBound => Concordance.UpperBound;

    /// <summary>Number of patients in the measures; <see cref="LeftOut"/> has the others.</summary>
    public int Patients => Concordance.Subjects;

    /// <summary>
    /// Patients of the data who are in no measure, with the reason: no outcome, no modality, a prediction that is NaN. Empty when every
    /// patient counts.
    /// </summary>
    public IReadOnlyList<LeftOutPatient> LeftOut { get; internal init; } = [];

    /// <summary>Observed deaths among the <see cref="Patients"/>.</summary>
    public int Events => Concordance.Events;

    /// <summary>Pairs whose order of death is known.</summary>
    public long ComparablePairs => Concordance.ComparablePairs;

    /// <summary>Why <see cref="ConcordanceIndex"/> is NaN; null when it is defined.</summary>
    public string? UndefinedReason => Concordance.UndefinedReason;

    /// <summary>Harrell's concordance with all counts, interval and p-value against 0.5.</summary>
    public ConcordanceResult Concordance { get; }

    /// <summary>
    /// Uno's concordance, which does not depend on how long patients were followed; null when an event has no finite weight.
    /// </summary>
    public ConcordanceResult? Uno { get; internal init; }

    /// <summary>
    /// Cumulative/dynamic AUC at the evaluation times and its mean, the published I-AUC of this field; null without evaluation times.
    /// </summary>
    public DynamicAucResult? DynamicAuc { get; internal init; }

    /// <summary>
    /// Antolini's concordance of the predicted curves, which compares patients at each time of death; null without curves. Computed at the
    /// first access, in O(deaths x patients).
    /// </summary>
    public AntoliniResult? TimeDependentConcordance => _timeDependentConcordance.Value;

    /// <summary>Brier score of the predicted curves at the evaluation times, and integrated; null without curves.</summary>
    public BrierResult? Brier { get; internal init; }

    /// <summary>
    /// Brier score when every patient is given the Kaplan-Meier curve of these patients: the reference that a useful model undercuts.
    /// </summary>
    public BrierResult? BrierOfKaplanMeier { get; internal init; }

    /// <summary>Test whether predicted survival at the patients' own times is calibrated over all times; null without curves.</summary>
    public DCalibrationResult? DCalibration { get; internal init; }

    /// <summary>
    /// Predicted against observed survival at <see cref="CalibrationHorizon"/>, in groups of rising prediction; empty without curves.
    /// </summary>
    public ImmutableArray<CalibrationGroup> Calibration { get; internal init; } = [];

    /// <summary>Months at which <see cref="Calibration"/> is computed; NaN without evaluation times.</summary>
    public double CalibrationHorizon { get; internal init; }

    /// <summary>
    /// Test whether deaths come when the curves predict them, over all times; with more power than <see cref="DCalibration"/> under
    /// censoring. Null without curves.
    /// </summary>
    public ACalibrationResult? ACalibration { get; internal init; }

    /// <summary>
    /// Tests whether predicted and observed survival at <see cref="CalibrationHorizon"/> differ in groups of rising prediction; null
    /// without curves.
    /// </summary>
    public GroupedCalibrationResult? GroupedCalibration { get; internal init; }

    /// <summary>
    /// Distances of the predictions at <see cref="CalibrationHorizon"/> from a smooth calibration curve (ICI, E50, E90) and its slope; null
    /// without curves.
    /// </summary>
    public SmoothCalibrationResult? SmoothCalibration { get; internal init; }

    /// <summary>
    /// Right-censored log-likelihood score of the curves, mean per patient, smaller is better; null without curves. It depends on the unit
    /// of time and compares models on the same patients alone.
    /// </summary>
    public CensoredLogScoreResult? LogScore { get; internal init; }

    /// <summary>
    /// Share of the integrated Brier score of <see cref="BrierOfKaplanMeier"/> that the model removes: 1 - Brier / that of Kaplan-Meier, at
    /// most 1, negative where the model predicts worse than nothing; NaN without curves.
    /// </summary>
    public double ExplainedVariation =>
        Brier is { } own && BrierOfKaplanMeier is { } reference ? 1 - (own.Integrated / reference.Integrated) : double.NaN;

    /// <summary>
    /// Net benefit of acting on predicted risk at <see cref="CalibrationHorizon"/>, at the thresholds 0.05, 0.10 ... 0.95; empty without
    /// curves.
    /// </summary>
    public ImmutableArray<NetBenefit> DecisionCurve { get; internal init; } = [];

    /// <summary>
    /// <see cref="NetBenefit.Model"/> of each point of <see cref="DecisionCurve"/> with its bootstrap intervals; empty without
    /// <see cref="SurvivalEvaluationOptions.Bootstrap"/>.
    /// </summary>
    public ImmutableArray<BootstrapResult> NetBenefits { get; internal init; } = [];

    /// <summary>
    /// Months that the patients below <see cref="RiskCut"/> live longer on average, up to a horizon, than those at or above it; null when
    /// undefined.
    /// </summary>
    public RestrictedMeanDifference? RestrictedMeanDifference { get; internal init; }

    /// <summary>Risk from which a patient is in the high-risk group.</summary>
    public double RiskCut { get; internal init; }

    /// <summary>Whether <see cref="RiskCut"/> was given or comes from the training patients: not chosen on what is evaluated.</summary>
    public bool RiskCutIsFromTraining { get; internal init; }

    /// <summary>
    /// Estimates and bootstrap intervals of the measures by the name of their property; empty without
    /// <see cref="SurvivalEvaluationOptions.Bootstrap"/>. They cover the sampling of patients, not that of training runs.
    /// </summary>
    public IReadOnlyDictionary<string, BootstrapResult> Bootstrap { get; internal init; } =
        ImmutableSortedDictionary<string, BootstrapResult>.Empty;

    /// <summary>
    /// The measures of each subgroup; empty without <see cref="SurvivalEvaluationOptions.SubgroupColumnName"/>. Times, horizon and
    /// <see cref="RiskCut"/> are those of all patients.
    /// </summary>
    public IReadOnlyList<SurvivalSubgroup> Subgroups { get; internal init; } = [];

    /// <summary>
    /// Tests whether concordance, and the slope of the risk, differ between the subgroups; null without at least two of them.
    /// </summary>
    public SubgroupComparisonResult? SubgroupTest { get; internal init; }

    /// <summary>Kaplan-Meier curve of all patients.</summary>
    public KaplanMeierCurve KaplanMeier { get; }

    /// <summary>Log-rank test between the patients below and at or above the median risk; null when all are in one group.</summary>
    public SurvivalGroupTest? MedianRiskGroups { get; internal init; }

    /// <summary>Why measures are null or NaN, by the name of their property.</summary>
    public IReadOnlyDictionary<string, string> UndefinedReasons { get; internal init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// All measures as a table with the columns Measure, Value, LowerBound, UpperBound and Reason, which says why a measure is undefined.
    /// </summary>
    public DataFrame ToDataFrame()
    {
        var rows = new MeasureRow[]
        {
            Row("Patients", Patients), Row("LeftOut", LeftOut.Count) with { Reason = WhoIsLeftOut() },
            Row("Events", Events), Row("ComparablePairs", ComparablePairs),
            Interval(nameof(ConcordanceIndex), Concordance), Interval(nameof(Uno), Uno),
            Row(nameof(DynamicAuc), DynamicAuc?.Mean ?? double.NaN),
            Row(nameof(TimeDependentConcordance), TimeDependentConcordance?.ConcordanceIndex ?? double.NaN),
            Row(nameof(Brier), Brier?.Integrated ?? double.NaN),
            Row(nameof(BrierOfKaplanMeier), BrierOfKaplanMeier?.Integrated ?? double.NaN),
            Row(nameof(ExplainedVariation), ExplainedVariation),
            Row(nameof(LogScore), LogScore?.Mean ?? double.NaN),
            Row(nameof(DCalibration), DCalibration?.PValue ?? double.NaN),
            Row(nameof(ACalibration), ACalibration?.PValue ?? double.NaN),
            Row(nameof(GroupedCalibration), GroupedCalibration?.AdjustedPValue ?? double.NaN),
            Row(CalibrationError, SmoothCalibration?.MeanError ?? double.NaN),
            Row(CalibrationSlope, SmoothCalibration?.Slope ?? double.NaN),
            Row(nameof(RestrictedMeanDifference), RestrictedMeanDifference?.Difference ?? double.NaN) with
            {
                LowerBound = RestrictedMeanDifference?.LowerBound ?? double.NaN,
                UpperBound = RestrictedMeanDifference?.UpperBound ?? double.NaN,
            },
            Row(nameof(MedianRiskGroups), MedianRiskGroups?.PValue ?? double.NaN),
            Row("MedianSurvival", KaplanMeier.Median) with { Reason = KaplanMeier.MedianUndefinedReason },
        };
        return new DataFrame(
            new StringDataFrameColumn("Measure", rows.Select(row => row.Measure)),
            new DoubleDataFrameColumn("Value", rows.Select(row => row.Value)),
            new DoubleDataFrameColumn("LowerBound", rows.Select(row => row.LowerBound)),
            new DoubleDataFrameColumn("UpperBound", rows.Select(row => row.UpperBound)),
            new StringDataFrameColumn("Reason", rows.Select(row => row.Reason ?? "")));
    }

    /// <summary>
    /// Such as <c>C 0.682 [0.612, 0.752], 60 patients, 36 events, 1,204 comparable pairs</c>, and who is left out where anybody is.
    /// </summary>
    public override string ToString()
    {
        var index = UndefinedReason is { } reason
            ? $"C undefined ({reason})"
            : string.Create(CultureInfo.InvariantCulture, $"C {ConcordanceIndex:F3} [{LowerBound:F3}, {UpperBound:F3}]");
        return string.Create(
            CultureInfo.InvariantCulture, $"{index}, {Patients} patients, {Events} events, {ComparablePairs:N0} comparable pairs")
            + (LeftOut.Count > 0 ? $"; {LeftOut.Count} left out: {WhoIsLeftOut()}" : "");
    }

    private string? WhoIsLeftOut()
    {
        const int Shown = 10;
        return LeftOut.Count == 0
            ? null
            : string.Join(", ", LeftOut.Take(Shown).Select(patient => patient.Patient)) + (LeftOut.Count > Shown ? ", ..." : "");
    }

    private MeasureRow Row(string measure, double value) =>
        new(measure, value, double.NaN, double.NaN, double.IsNaN(value) ? UndefinedReasons.GetValueOrDefault(measure) : null);

    private MeasureRow Interval(string measure, ConcordanceResult? result) => result is null
        ? Row(measure, double.NaN)
        : new(measure, result.ConcordanceIndex, result.LowerBound, result.UpperBound, result.UndefinedReason);

    private readonly record struct MeasureRow(string Measure, double Value, double LowerBound, double UpperBound, string? Reason);
}
