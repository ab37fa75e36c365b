using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>Whether a risk serves all subgroups of patients equally: concordance of each, and two tests of a difference.</summary>
/// <remarks>
/// Heterogeneity of the concordance: with C of each group and its variance v, Q = sum (C - mean)^2 / v, the mean weighted by 1 / v, is
/// chi-square with one degree of freedom less than there are groups. Interaction: Cox regressions, stratified by group, with one slope of
/// the risk for all and with one for each group, compared by their likelihood ratio, as R's
/// <c>anova(coxph(y ~ r + strata(g)), coxph(y ~ r:g + strata(g)))</c>.
/// <para>
/// Interpretation: few events in a group make both tests blind; a large p-value is no proof of fairness. Look at the intervals. Groups
/// with equal slopes can differ in concordance where their patients differ less in risk.
/// </para>
/// </remarks>
/// <seealso href="https://doi.org/10.2307/3001666">Cochran 1954</seealso>
public static class SubgroupComparison
{
    /// <summary>Compares groups.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="risk">Risk per subject, finite; larger for an earlier expected event.</param>
    /// <param name="group">Any label per subject; at least two groups.</param>
    /// <param name="options">Tie rule, truncation and confidence level; scikit-survival's rules when omitted.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, a value is not allowed, or there is one group.</exception>
    public static SubgroupComparisonResult Compute(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> risk,
        ReadOnlySpan<int> group,
        ConcordanceOptions? options = null)
    {
        Require.Sample(time, observed);
        Require.Risk(risk, time.Length);
        Require.SameLength(group.Length, nameof(group), time.Length);
        int[][] members = [.. Strata.Members(group)];
        if (members.Length < 2)
            throw new SurvivalDataException($"group has {members.Length} label: expected at least two to compare.", nameof(group));
        var results = ImmutableArray.CreateBuilder<SubgroupConcordance>(members.Length);
        foreach (var one in members)
        {
            var concordance = Concordance.Harrell(
                Strata.Pick(time, one), Strata.Pick(observed, one), Strata.Pick(risk, one), options);
            results.Add(new(group[one[0]], concordance));
        }
        var (q, freedom) = Heterogeneity(results);
        var (ratio, slopes, reason) = Interaction(time, observed, risk, group, members);
        return new(results.DrainToImmutable(), q, freedom, Tails.ChiSquare(q, freedom), ratio, slopes, Tails.ChiSquare(ratio, slopes))
        {
            UndefinedReason = freedom < 1 ? "Fewer than two groups have a concordance with a standard error." : reason,
        };
    }

    private static (double Q, int Freedom) Heterogeneity(IEnumerable<SubgroupConcordance> groups)
    {
        (double Index, double Weight)[] known =
        [
            .. groups.Where(group => group.Concordance.StandardError > 0)
                .Select(group => (group.Concordance.ConcordanceIndex, 1 / Math.Pow(group.Concordance.StandardError, 2))),
        ];
        if (known.Length < 2) return (double.NaN, 0);
        var mean = known.Sum(one => one.Weight * one.Index) / known.Sum(one => one.Weight);
        return (known.Sum(one => one.Weight * (one.Index - mean) * (one.Index - mean)), known.Length - 1);
    }

    private static (double Ratio, int Freedom, string? Reason) Interaction(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> risk, ReadOnlySpan<int> group, int[][] members)
    {
        var (one, each) = (new double[risk.Length, 1], new double[risk.Length, members.Length]);
        for (var column = 0; column < members.Length; column++)
        {
            foreach (var i in members[column]) one[i, 0] = each[i, column] = risk[i];
        }
        try
        {
            var common = CoxRegression.Fit(time, observed, one, stratum: group);
            var own = CoxRegression.Fit(time, observed, each, stratum: group);
            return common.Converged && own.Converged
                ? (Math.Max(0, 2 * (own.LogLikelihood - common.LogLikelihood)), members.Length - 1, null)
                : (double.NaN, 0, "The regression of the interaction did not converge.");
        }
        catch (SurvivalDataException cannot)
        {
            return (double.NaN, 0, cannot.Message);
        }
    }
}
