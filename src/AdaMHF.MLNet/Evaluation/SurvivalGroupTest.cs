using System.Collections.Immutable;
using System.Globalization;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>A log-rank test between named groups of patients.</summary>
public sealed class SurvivalGroupTest
{
    private readonly LogRankResult _test;

    internal SurvivalGroupTest(LogRankResult test, IReadOnlyList<string> labels)
    {
        _test = test;
        Groups =
        [
            .. test.Groups.Select(group =>
                new SurvivalTestGroup(labels[group.Label], group.Subjects, group.Events, group.Observed, group.Expected)),
        ];
    }

    /// <summary>The test statistic, at least 0.</summary>
    public double ChiSquare => _test.ChiSquare;

    /// <summary>Rank of the covariance: one less than the number of groups at risk at some death, if all can be compared.</summary>
    public int DegreesOfFreedom => _test.DegreesOfFreedom;

    /// <summary>Probability of a statistic at least as large if all groups had the same hazard; NaN when undefined.</summary>
    public double PValue => _test.PValue;

    /// <summary>Decimal logarithm of the p-value, also where it underflows; NaN when undefined.</summary>
    public double Log10PValue => _test.Log10PValue;

    /// <summary>Why the test is undefined; null when it is defined.</summary>
    public string? UndefinedReason => _test.UndefinedReason;

    /// <summary>Observed and expected deaths of each group.</summary>
    public ImmutableArray<SurvivalTestGroup> Groups { get; }

    /// <summary>Such as <c>log-rank p 0.0031 (chi-square 8.76, 1 degree of freedom)</c>.</summary>
    public override string ToString() => UndefinedReason is { } reason
        ? $"log-rank undefined ({reason})"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"log-rank p {PValue:G2} (chi-square {ChiSquare:F2}, "
            + $"{DegreesOfFreedom} {(DegreesOfFreedom == 1 ? "degree" : "degrees")} of freedom)");
}
