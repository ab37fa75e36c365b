using System.Collections.Immutable;

namespace AdaMHF.Reports;

/// <summary>The predicted survival of one patient.</summary>
public sealed class PredictedCurve
{
    /// <summary>A curve through points, linear between them, from 1 at time 0.</summary>
    /// <param name="label">Name in the legend, such as the patient's identifier.</param>
    /// <param name="months">Times above 0, rising.</param>
    /// <param name="survival">Probability of surviving beyond each time, 0 to 1; NaN beyond the longest training time.</param>
    /// <exception cref="ArgumentException">Lengths differ, times do not rise, or a probability is out of its range.</exception>
    public PredictedCurve(string label, IReadOnlyList<double> months, IReadOnlyList<double> survival)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(months);
        ArgumentNullException.ThrowIfNull(survival);
        if (months.Count != survival.Count)
        {
            throw new ArgumentException(
                $"Expected one probability for each of {months.Count} times, got {survival.Count}.", nameof(survival));
        }
        for (var k = 0; k < months.Count; k++)
        {
            if (!(months[k] > (k == 0 ? 0 : months[k - 1]) && double.IsFinite(months[k])))
                throw new ArgumentException($"Expected rising times above 0, got {months[k]} at place {k}.", nameof(months));
            if (survival[k] is < 0 or > 1)
                throw new ArgumentException($"Expected a probability, got {survival[k]} at {months[k]} months.", nameof(survival));
        }
        Label = label;
        var known = Enumerable.Range(0, months.Count).Where(k => !double.IsNaN(survival[k])).ToArray();
        if (known.Length == 0) throw new ArgumentException("There is no predicted survival to plot.", nameof(survival));
        (Months, Survival) = ([.. known.Select(k => months[k])], [.. known.Select(k => survival[k])]);
    }

    /// <summary>Name in the legend.</summary>
    public string Label { get; }

    /// <summary>The times at which survival is known.</summary>
    public ImmutableArray<double> Months { get; }

    /// <summary>Probability of surviving beyond each of them.</summary>
    public ImmutableArray<double> Survival { get; }

    /// <summary>Time at which the curve falls to one half; NaN where it stays above.</summary>
    internal double Median
    {
        get
        {
            var (before, at) = (1.0, 0.0);
            for (var k = 0; k < Months.Length; k++)
            {
                if (Survival[k] <= 0.5) return at + ((Months[k] - at) * (before - 0.5) / (before - Survival[k]));
                (before, at) = (Survival[k], Months[k]);
            }
            return double.NaN;
        }
    }

    /// <summary>Probability of surviving beyond a time; NaN after the last one.</summary>
    /// <param name="months">A time of at least 0.</param>
    public double SurvivalAt(double months)
    {
        var (before, at) = (1.0, 0.0);
        for (var k = 0; k < Months.Length; k++)
        {
            if (months <= Months[k]) return before + ((Survival[k] - before) * (months - at) / (Months[k] - at));
            (before, at) = (Survival[k], Months[k]);
        }
        return double.NaN;
    }
}
