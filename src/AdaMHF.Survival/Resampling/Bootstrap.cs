using MathNet.Numerics.Statistics;

namespace AdaMHF.Survival;

/// <summary>The bootstrap: how a statistic varies over samples like this one, drawn from its subjects with replacement.</summary>
/// <remarks>
/// It gives an interval to every measure, also where no formula does, and to a difference of two systems on the same patients: the
/// statistic computes both on the same resample. Fold and seed of a training run are no part of it unless the statistic retrains.
/// </remarks>
/// <seealso href="https://doi.org/10.1214/ss/1032280214">DiCiccio and Efron 1996</seealso>
public static class Bootstrap
{
    /// <summary>Resamples subjects or clusters, on all cores.</summary>
    /// <param name="subjects">Number of subjects, at least 2.</param>
    /// <param name="statistic">
    /// Computes the statistic from the numbers of the subjects in a resample, each as often as it was drawn; called from several threads.
    /// NaN where it is undefined.
    /// </param>
    /// <param name="options">Number of resamples, seed, level and clusters.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or there are fewer than two subjects.</exception>
    /// <exception cref="SurvivalDataException">There is not one cluster label per subject.</exception>
    public static BootstrapResult Run(int subjects, Func<int[], double> statistic, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfLessThan(subjects, 2);
        options ??= new BootstrapOptions();
        options.Check(subjects);
        int[][] units = options.Cluster is { } labels
            ? [.. Strata.Members([.. labels])]
            : [.. Enumerable.Range(0, subjects).Select(subject => new[] { subject })];

        var estimate = statistic([.. Enumerable.Range(0, subjects)]);
        var resampled = new double[options.Resamples];
        Parallel.For(0, resampled.Length, resample => resampled[resample] = statistic(Drawn(units, options.Seed, resample)));
        double[] defined = [.. resampled.Where(value => !double.IsNaN(value)).Order()];
        var undefined = resampled.Length - defined.Length;
        if (WhyUndefined(units.Length, estimate, defined.Length) is { } reason)
        {
            BootstrapInterval none = new(double.NaN, double.NaN);
            return new(estimate, double.NaN, none, none, undefined) { UndefinedReason = reason };
        }
        var left = new double[units.Length];
        Parallel.For(0, units.Length, unit => left[unit] = statistic([.. units.Where((_, other) => other != unit).SelectMany(all => all)]));
        var level = options.ConfidenceLevel;
        return new(
            estimate,
            defined.StandardDeviation(),
            ResampledQuantiles.Percentile(defined, level),
            ResampledQuantiles.BiasCorrected(defined, estimate, left, level),
            undefined);
    }

    private static string? WhyUndefined(int units, double estimate, int defined)
    {
        if (double.IsNaN(estimate)) return "The statistic of the sample itself is undefined.";
        if (units < 2) return "There is one cluster: nothing varies between resamples.";
        return defined >= 20 ? null : $"The statistic is defined in {defined} resamples: expected at least 20.";
    }

    private static int[] Drawn(int[][] units, int seed, int resample)
    {
        // Every resample has a stream of its own, so that the result does not depend on the threads.
        var random = new Random(unchecked((seed * 1_000_003) ^ (resample * 69_069)));
        var drawn = new List<int>();
        for (var i = 0; i < units.Length; i++) drawn.AddRange(units[random.Next(units.Length)]);
        return [.. drawn];
    }
}
