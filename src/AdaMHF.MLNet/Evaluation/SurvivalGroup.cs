using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>A group of patients with its survival curve.</summary>
/// <param name="Label">Value of the group column, or <c>low risk</c> and <c>high risk</c>, or <c>all</c>.</param>
/// <param name="Patients">Number of patients.</param>
/// <param name="Events">Observed deaths among them.</param>
/// <param name="Curve">Kaplan-Meier curve with intervals, median and numbers at risk.</param>
public sealed record SurvivalGroup(string Label, int Patients, int Events, KaplanMeierCurve Curve);
