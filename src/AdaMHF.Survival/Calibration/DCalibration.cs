namespace AdaMHF.Survival;

/// <summary>
/// D-calibration: for a calibrated prediction the predicted survival at the subjects' own event times is uniform on 0 to 1.
/// </summary>
/// <remarks>
/// An event counts 1 in the bin of its probability p. A censored subject is spread: (p - a) / p in its bin, which starts at a, and the bin
/// width over p in every lower bin.
/// <para>
/// Interpretation: the bins hold equal shares when the model is calibrated over all times at once; too many subjects in the low bins mean
/// that patients die where the model predicted survival. A large p-value says only that this sample does not contradict calibration, and a
/// small sample has little power. The test does not measure ranking. It needs no tie rule, since no pairs are compared.
/// </para>
/// </remarks>
/// <seealso href="https://www.jmlr.org/papers/v21/18-772.html">Haider et al. 2020</seealso>
public static class DCalibration
{
    /// <summary>Tests whether the probabilities fill equal bins evenly.</summary>
    /// <param name="survivalAtOwnTime">Per subject, its predicted probability of surviving beyond its own follow-up time, 0 to 1.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="bins">Number of bins, at least 2.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not a probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two bins.</exception>
    public static DCalibrationResult Test(ReadOnlySpan<double> survivalAtOwnTime, ReadOnlySpan<bool> observed, int bins = 10)
    {
        if (survivalAtOwnTime.IsEmpty)
            throw new SurvivalDataException("survivalAtOwnTime is empty: expected one probability per subject.", nameof(survivalAtOwnTime));
        Require.SameLength(observed.Length, nameof(observed), survivalAtOwnTime.Length);
        Require.Probabilities(survivalAtOwnTime, nameof(survivalAtOwnTime));
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);

        var counts = new double[bins];
        for (var i = 0; i < observed.Length; i++)
        {
            if (observed[i]) counts[BinOf(survivalAtOwnTime[i], bins)]++;
            else Spread(survivalAtOwnTime[i], counts);
        }
        var expected = (double)observed.Length / bins;
        var chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
        return new DCalibrationResult([.. counts], chiSquare, bins - 1, Tails.ChiSquare(chiSquare, bins - 1));
    }

    private static void Spread(double probability, double[] counts)
    {
        var bin = BinOf(probability, counts.Length);
        if (probability <= 0)
        {
            counts[0]++;
            return;
        }
        counts[bin] += (probability - (double)bin / counts.Length) / probability;
        for (var lower = 0; lower < bin; lower++) counts[lower] += 1.0 / counts.Length / probability;
    }

    private static int BinOf(double probability, int bins)
    {
        // The product alone would put 0.29 of 100 bins into bin 28: its rounding is corrected against the edges themselves.
        var bin = Math.Min(bins - 1, (int)(probability * bins));
        if (bin + 1 < bins && probability >= (double)(bin + 1) / bins) return bin + 1;
        return probability < (double)bin / bins ? bin - 1 : bin;
    }
}
