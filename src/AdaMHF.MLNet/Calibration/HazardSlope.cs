using MathNet.Numerics;

namespace AdaMHF.MLNet;

/// <summary>
/// One slope for the log odds of all hazards and one intercept per time bin, by logistic regression over the patients at risk in each bin:
/// for few patients, of whom Platt's method would take two numbers per bin. Targets are smoothed by one patient on either side, as his are.
/// </summary>
internal static class HazardSlope
{
    private const int MostSteps = 100;
    private const double Tolerance = 1e-10;

    /// <summary>The curves of the bins; unchanged where nobody was at risk.</summary>
    /// <param name="settings">Time bins of the hazards.</param>
    /// <param name="outcomes">Times and events of the patients.</param>
    /// <param name="hazards">Predicted hazards of each patient, by models that did not see him.</param>
    public static CalibrationCurve[] Fit(PrognosisSettings settings, SurvivalOutcomes outcomes, float[][] hazards)
    {
        Bin[] bins = [.. Enumerable.Range(0, settings.TimeBinEdges.Length - 1).Select(bin => Bin.Of(bin, settings, outcomes, hazards))];
        var (slope, intercepts) = Newton(bins);
        // A negative slope would reverse the order of the patients; the level alone is calibrated.
        if (slope <= 0) (slope, intercepts) = (0, Array.ConvertAll(bins, bin => SpecialFunctions.Logit(bin.Level)));
        return [.. bins.Zip(intercepts, (bin, intercept) =>
            bin.LogOdds.Length == 0 ? CalibrationCurve.Unchanged : CalibrationCurve.Logistic(slope, intercept))];
    }

    private static (double Slope, double[] Intercepts) Newton(Bin[] bins)
    {
        var (slope, intercepts) = (1.0, new double[bins.Length]);
        var loss = Loss(bins, slope, intercepts);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slopeStep, interceptSteps) = Step(bins, slope, intercepts);
            var size = 1.0;
            while (Loss(bins, slope + (size * slopeStep), Moved(size)) > loss && size > Tolerance) size /= 2;
            (slope, intercepts) = (slope + (size * slopeStep), Moved(size));
            loss = Loss(bins, slope, intercepts);
            if (Math.Abs(slopeStep) + interceptSteps.Max(Math.Abs) < Tolerance) break;

            double[] Moved(double by) => [.. intercepts.Zip(interceptSteps, (old, change) => old + (by * change))];
        }
        return (slope, intercepts);
    }

    // The Hessian has one full row, of the slope; the intercepts are eliminated.
    private static (double Slope, double[] Intercepts) Step(Bin[] bins, double slope, double[] intercepts)
    {
        var (gradients, curvatures, mixed) = (new double[bins.Length], new double[bins.Length], new double[bins.Length]);
        double gradient = 0, curvature = 0;
        for (var k = 0; k < bins.Length; k++)
        {
            for (var i = 0; i < bins[k].LogOdds.Length; i++)
            {
                var x = bins[k].LogOdds[i];
                var p = SpecialFunctions.Logistic((slope * x) + intercepts[k]);
                var (difference, weight) = (bins[k].Targets[i] - p, p * (1 - p));
                gradients[k] += difference;
                curvatures[k] += weight;
                mixed[k] += weight * x;
                gradient += difference * x;
                curvature += weight * x * x;
            }
            if (curvatures[k] <= 0) continue;
            gradient -= mixed[k] * gradients[k] / curvatures[k];
            curvature -= mixed[k] * mixed[k] / curvatures[k];
        }
        // Hazards that are the same for everybody have levels and no slope.
        var change = curvature > 1e-9 ? gradient / curvature : 0;
        return (change, [.. gradients.Select((own, k) => curvatures[k] > 0 ? (own - (mixed[k] * change)) / curvatures[k] : 0)]);
    }

    private static double Loss(Bin[] bins, double slope, double[] intercepts) => bins.Select((bin, k) =>
        bin.LogOdds.Zip(bin.Targets, (x, target) => SoftPlus((slope * x) + intercepts[k]) - (target * ((slope * x) + intercepts[k]))).Sum())
        .Sum();

    private static double SoftPlus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));

    private sealed record Bin(double[] LogOdds, double[] Targets, double Level)
    {
        public static Bin Of(int bin, PrognosisSettings settings, SurvivalOutcomes outcomes, float[][] hazards)
        {
            var (atRisk, died) = CalibrationCurves.AtRisk(bin, settings, outcomes);
            var deaths = died.Count(death => death);
            var (high, low) = ((deaths + 1.0) / (deaths + 2), 1.0 / (died.Length - deaths + 2));
            double[] targets = Array.ConvertAll(died, death => death ? high : low);
            return new(
                Array.ConvertAll(atRisk, patient => CalibrationCurve.LogOdds(hazards[patient][bin])),
                targets,
                targets.DefaultIfEmpty(0.5).Average());
        }
    }
}
