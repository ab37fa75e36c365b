namespace AdaMHF.Survival;

public static partial class Concordance
{
    /// <summary>
    /// Bootstrap of the difference of two risks' Harrell's index, first minus second, on the same resamples: an interval beside the
    /// analytic one of <see cref="Compare"/>, and the only one where subjects come in clusters.
    /// </summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="first">First risk per subject; larger for an earlier expected event.</param>
    /// <param name="second">Second risk of the same subjects, in the same order.</param>
    /// <param name="resampling">Number of resamples, seed, level and clusters.</param>
    /// <param name="options">Tie rule and truncation; scikit-survival's rules when omitted.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    public static BootstrapResult ResampleDifference(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        BootstrapOptions? resampling = null,
        ConcordanceOptions? options = null)
    {
        var (times, events) = (time.ToArray(), observed.ToArray());
        var (one, other) = (first.ToArray(), second.ToArray());
        options ??= ConcordanceOptions.ScikitSurvival;
        Check(times, events, one, options, nameof(first));
        Require.Risk(other, times.Length, nameof(second));
        return Bootstrap.Run(times.Length, Difference, resampling);

        double Difference(int[] drawn)
        {
            var (drawnTimes, drawnEvents) = (Strata.Pick<double>(times, drawn), Strata.Pick<bool>(events, drawn));
            return Harrell(drawnTimes, drawnEvents, Strata.Pick<double>(one, drawn), options).ConcordanceIndex
                - Harrell(drawnTimes, drawnEvents, Strata.Pick<double>(other, drawn), options).ConcordanceIndex;
        }
    }
}
