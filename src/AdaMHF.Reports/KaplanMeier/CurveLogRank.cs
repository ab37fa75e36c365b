using System.Globalization;
using AdaMHF.Survival;

namespace AdaMHF.Reports;

/// <summary>
/// The log-rank test between curves. A curve holds every patient's time and outcome, so the test is that of the patients themselves.
/// </summary>
internal static class CurveLogRank
{
    /// <summary>The test; null for one group, and for patients with weights, for whom it is not defined.</summary>
    public static LogRankResult? Test(IReadOnlyList<PlottedGroup> groups)
    {
        if (groups.Count < 2 || groups.Any(group => !IsWhole(group.Curve))) return null;
        List<double> time = [];
        List<bool> died = [];
        List<int> of = [];
        for (var group = 0; group < groups.Count; group++)
        {
            var curve = groups[group].Curve;
            for (var k = 0; k < curve.Times.Length; k++)
            {
                var (events, all) = ((int)curve.Events[k], (int)(curve.Events[k] + curve.Censored[k]));
                for (var patient = 0; patient < all; patient++)
                {
                    time.Add(curve.Times[k]);
                    died.Add(patient < events);
                    of.Add(group);
                }
            }
        }
        return LogRank.Test(time.ToArray(), died.ToArray(), of.ToArray());
    }

    /// <summary>The p-value as plots give it: to three decimals, as a power of ten below 0.001.</summary>
    public static string Text(LogRankResult test) => test.PValue switch
    {
        double.NaN => "Log-rank test undefined",
        >= 0.001 => string.Create(CultureInfo.InvariantCulture, $"Log-rank p = {test.PValue:G2}"),
        >= 1e-300 => string.Create(CultureInfo.InvariantCulture, $"Log-rank p = {test.PValue:0.0e0}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"Log-rank p < 1e{Math.Ceiling(test.Log10PValue):F0}"),
    };

    private static bool IsWhole(KaplanMeierCurve curve) => curve.AtRisk.All(double.IsInteger) && curve.Events.All(double.IsInteger);
}
