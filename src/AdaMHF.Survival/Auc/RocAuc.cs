namespace AdaMHF.Survival;

/// <summary>
/// Do scores put one class above another? The area under the ROC curve: the share of pairs of one member each in which the positive has
/// the higher score, ties counting half. The classes are known and nothing is censored; <see cref="DynamicAuc"/> is for survival.
/// </summary>
/// <seealso href="https://doi.org/10.1148/radiology.143.1.7063747">Hanley and McNeil 1982</seealso>
public static class RocAuc
{
    /// <summary>Computes the area.</summary>
    /// <param name="scores">One score per subject; infinite ones still order.</param>
    /// <param name="positive">Whether each subject belongs to the class that should have the higher scores.</param>
    /// <returns>In [0, 1], 0.5 by chance; NaN where one of the classes has no member.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, or a score is NaN.</exception>
    public static double Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        Require.SameLength(positive.Length, nameof(positive), scores.Length);
        for (var i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i])) throw Require.Wrong(nameof(scores), i, scores[i], "a score");
        }
        double[] rising = scores.ToArray();
        bool[] isPositive = positive.ToArray();
        Array.Sort(rising, isPositive);
        var (negatives, positives, right) = (0L, 0L, 0.0);
        for (var start = 0; start < rising.Length;)
        {
            var (tiedNegatives, tiedPositives, end) = (0L, 0L, start);
            for (; end < rising.Length && rising[end].Equals(rising[start]); end++)
            {
                if (isPositive[end]) tiedPositives++;
                else tiedNegatives++;
            }
            right += tiedPositives * (negatives + (0.5 * tiedNegatives));
            (negatives, positives, start) = (negatives + tiedNegatives, positives + tiedPositives, end);
        }
        return negatives == 0 || positives == 0 ? double.NaN : right / ((double)negatives * positives);
    }
}
