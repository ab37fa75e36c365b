using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>Draws a patient's curve: <c>curve.Plot(riskGroup).SavePng("patient.png")</c>.</summary>
public static class PatientCurvePlotExtensions
{
    /// <summary>Draws a patient's predicted survival.</summary>
    /// <param name="patient">The prediction.</param>
    /// <param name="groups">Groups whose observed survival stands beside it, the patient's own first.</param>
    public static PatientCurvePlot Plot(this PredictedCurve patient, params IReadOnlyList<SurvivalGroup> groups) =>
        patient.Plot(new KaplanMeierPlotOptions(), groups);

    /// <summary>Draws a patient's predicted survival.</summary>
    /// <param name="patient">The prediction.</param>
    /// <param name="options">Title, axes, bands and colours; numbers at risk and the log-rank test have no place here.</param>
    /// <param name="groups">Groups whose observed survival stands beside it, the patient's own first.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static PatientCurvePlot Plot(
        this PredictedCurve patient, KaplanMeierPlotOptions options, params IReadOnlyList<SurvivalGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(groups);
        return new(patient, groups, options);
    }
}
