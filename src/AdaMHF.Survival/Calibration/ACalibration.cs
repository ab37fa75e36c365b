namespace AdaMHF.Survival;

/// <summary>
/// A-calibration: events in bins of predicted mortality against those that the predictions expect while subjects are followed.
/// </summary>
/// <remarks>
/// With u = 1 - S(t) at a subject's own time, events are counted in equal bins of u; a subject followed to u contributes
/// -log(1 - u) of expectation, each bin its part; bins that expect fewer than five events are joined for the test. Censored subjects are
/// followed to their censoring and need no assumption about the rest, where <see cref="DCalibration"/> spreads them as the model
/// predicts, which draws its test towards calibration.
/// <para>
/// Interpretation: as of D-calibration; under much censoring it has more power.
/// </para>
/// </remarks>
/// <seealso href="https://doi.org/10.1080/01621459.1988.10478594">Akritas 1988</seealso>
public static class ACalibration
{
    // Below it the chi-square distribution does not hold; bins with fewer are joined with the next.
    private const double FewestExpected = 5;

    /// <summary>Tests whether events come when they are predicted.</summary>
    /// <param name="survivalAtOwnTime">Per subject, its predicted probability of surviving beyond its own follow-up time, 0 to 1.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="bins">Number of bins, at least 2.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not a probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two bins.</exception>
    public static ACalibrationResult Test(ReadOnlySpan<double> survivalAtOwnTime, ReadOnlySpan<bool> observed, int bins = 10)
    {
        if (survivalAtOwnTime.IsEmpty)
            throw new SurvivalDataException("survivalAtOwnTime is empty: expected one probability per subject.", nameof(survivalAtOwnTime));
        Require.SameLength(observed.Length, nameof(observed), survivalAtOwnTime.Length);
        Require.Probabilities(survivalAtOwnTime, nameof(survivalAtOwnTime));
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);

        var (events, expected) = (new double[bins], new double[bins]);
        double Edge(int bin) => bin == bins ? double.PositiveInfinity : -Math.Log(1 - ((double)bin / bins));
        for (var i = 0; i < observed.Length; i++)
        {
            // A probability of 0 has no logarithm; the largest hazard that a double holds stands for it.
            var hazard = -Math.Log(Math.Max(survivalAtOwnTime[i], double.Epsilon));
            var last = 0;
            for (var bin = 0; bin < bins && Edge(bin) < hazard; bin++)
            {
                expected[bin] += Math.Min(hazard, Edge(bin + 1)) - Edge(bin);
                last = bin;
            }
            if (observed[i]) events[last]++;
        }
        var (chiSquare, used) = Distance(events, expected);
        return new([.. events], [.. expected], chiSquare, used, Tails.ChiSquare(chiSquare, used));
    }

    private static (double ChiSquare, int Used) Distance(double[] events, double[] expected)
    {
        double chiSquare = 0, seen = 0, awaited = 0;
        var (used, left) = (0, expected.Sum());
        for (var bin = 0; bin < expected.Length; bin++)
        {
            (seen, awaited, left) = (seen + events[bin], awaited + expected[bin], left - expected[bin]);
            // What is left must be enough for a bin, too; else it joins this one.
            if (awaited < FewestExpected || (left < FewestExpected && bin < expected.Length - 1)) continue;
            chiSquare += (seen - awaited) * (seen - awaited) / awaited;
            (used, seen, awaited) = (used + 1, 0, 0);
        }
        if (awaited > 0) (chiSquare, used) = (chiSquare + ((seen - awaited) * (seen - awaited) / awaited), used + 1);
        return (chiSquare, used);
    }
}
