using System.Globalization;
using AdaMHF.Survival;

namespace AdaMHF.Reports;

/// <summary>A curve and whose it is.</summary>
/// <param name="Label">Name of the group.</param>
/// <param name="Patients">Number of patients; whole unless they carry weights.</param>
/// <param name="Deaths">Number of observed deaths.</param>
/// <param name="Curve">The curve.</param>
internal sealed record PlottedGroup(string Label, double Patients, double Deaths, KaplanMeierCurve Curve)
{
    /// <summary>Such as <c>low risk (30 patients, 1 death)</c>.</summary>
    public string Legend => $"{Label} ({Counted(Patients, "patient")}, {Counted(Deaths, "death")})";

    private static string Counted(double number, string noun) =>
        $"{number.ToString("#,0.#", CultureInfo.InvariantCulture)} {noun}{(number == 1 ? "" : "s")}";
}
