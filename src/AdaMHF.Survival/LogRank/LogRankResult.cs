using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace AdaMHF.Survival;

/// <summary>A log-rank test of equal hazards in two or more groups.</summary>
public sealed class LogRankResult
{
    // Eigenvalues below this share of the largest are rounding: the rows of the covariance sum to 0, so one always is.
    private const double RankTolerance = 1e-10;

    internal LogRankResult(LogRankSums sums)
    {
        Groups = [.. sums.Groups()];
        Covariance = sums.Covariance;
        var compared = Enumerable.Range(0, Groups.Length).Where(group => Groups[group].Expected > 0).ToArray();
        (ChiSquare, var rank) = Statistic(compared);
        DegreesOfFreedom = rank;
        UndefinedReason = WhyUndefined(compared, rank);
        var isDefined = UndefinedReason is null;
        PValue = isDefined ? Tails.ChiSquare(ChiSquare, DegreesOfFreedom) : double.NaN;
        Log10PValue = isDefined ? Tails.Log10ChiSquare(ChiSquare, DegreesOfFreedom) : double.NaN;
    }

    /// <summary>The test statistic, at least 0.</summary>
    public double ChiSquare { get; }

    /// <summary>
    /// Rank of the covariance: one less than the number of groups that were at risk at some event, and less by one for each further part
    /// into which the groups fall that are never at risk together, as in strata with groups of their own. 0 where the test is undefined.
    /// </summary>
    public int DegreesOfFreedom { get; }

    /// <summary>Probability of a statistic at least as large under equal hazards; 0 below 1e-308; NaN when the test is undefined.</summary>
    public double PValue { get; }

    /// <summary>Decimal logarithm of the p-value, also where the p-value itself underflows; NaN when the test is undefined.</summary>
    public double Log10PValue { get; }

    /// <summary>Why the test is undefined; null when it is defined.</summary>
    public string? UndefinedReason { get; }

    /// <summary>Observed and expected events of each group, by rising label.</summary>
    public ImmutableArray<LogRankGroup> Groups { get; }

    /// <summary>Covariance of observed minus expected, groups x groups, in the order of <see cref="Groups"/>.</summary>
    public double[,] Covariance { get; }

    private (double ChiSquare, int Rank) Statistic(int[] compared)
    {
        if (compared.Length < 2) return (0, 0);
        var size = compared.Length;
        var covariance = Matrix<double>.Build.Dense(size, size, (row, column) => Covariance[compared[row], compared[column]]);
        var difference = Vector<double>.Build.Dense(size, row => Groups[compared[row]].Observed - Groups[compared[row]].Expected);

        var eigen = covariance.Evd(Symmetricity.Symmetric);
        var coordinates = eigen.EigenVectors.TransposeThisAndMultiply(difference);
        var values = eigen.EigenValues.Map(value => value.Real);
        var cutoff = RankTolerance * values.Maximum();
        var (chiSquare, rank) = (0.0, 0);
        for (var k = 0; k < values.Count; k++)
        {
            if (!(values[k] > cutoff)) continue;
            chiSquare += coordinates[k] * coordinates[k] / values[k];
            rank++;
        }
        return (chiSquare, rank);
    }

    private string? WhyUndefined(int[] compared, int rank) => compared.Length switch
    {
        0 => "No event was observed, so there is nothing to compare.",
        1 => $"Only group {Groups[compared[0]].Label} was at risk when events were observed, so there is nothing to compare.",
        _ when rank == 0 => "No two groups were at risk together when a part of those at risk had the event, so they cannot be compared.",
        _ => null,
    };
}
