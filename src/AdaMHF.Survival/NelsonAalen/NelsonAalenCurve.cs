using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>A cumulative hazard over the distinct times of a sample; 0 before the first event, constant between events.</summary>
public sealed class NelsonAalenCurve
{
    internal NelsonAalenCurve(RiskTable table, HazardTies ties)
    {
        var hazards = new double[table.Times.Length];
        var variances = new double[table.Times.Length];
        double hazard = 0, variance = 0;
        for (var k = 0; k < hazards.Length; k++)
        {
            double atRisk = table.AtRisk[k], events = table.Events[k];
            if (ties == HazardTies.Together)
            {
                hazard += events / atRisk;
                variance += events / (atRisk * atRisk);
            }
            else
            {
                for (var left = atRisk; left > atRisk - events; left--)
                {
                    hazard += 1 / left;
                    variance += 1 / (left * left);
                }
            }
            hazards[k] = hazard;
            variances[k] = variance;
        }
        Times = [.. table.Times];
        CumulativeHazard = [.. hazards];
        Variance = [.. variances];
    }

    /// <summary>The distinct times, rising, times of censorings included.</summary>
    public ImmutableArray<double> Times { get; }

    /// <summary>Cumulative hazard at each time, at least 0.</summary>
    public ImmutableArray<double> CumulativeHazard { get; }

    /// <summary>Variance of the cumulative hazard at each time.</summary>
    public ImmutableArray<double> Variance { get; }

    /// <summary>Cumulative hazard at a time; the last value after the last time.</summary>
    /// <param name="time">A time of at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or NaN.</exception>
    public double At(double time)
    {
        Require.NotNegative(time, nameof(time));
        return StepCurve.At(Times.AsSpan(), CumulativeHazard.AsSpan(), time, 0);
    }
}
