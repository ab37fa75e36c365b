using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>Predicted survival probabilities of several subjects at common times.</summary>
public sealed class SurvivalPredictions
{
    private readonly double[,] _survival;

    /// <summary>Takes predictions; the numbers are copied.</summary>
    /// <param name="times">Strictly rising times of at least 0.</param>
    /// <param name="survival">Subjects x times; the probability of surviving beyond the time, 0 to 1.</param>
    /// <exception cref="SurvivalDataException">
    /// The times do not rise, do not match the columns, or a value is not a probability.
    /// </exception>
    public SurvivalPredictions(ReadOnlySpan<double> times, double[,] survival)
    {
        ArgumentNullException.ThrowIfNull(survival);
        Require.RisingTimes(times, nameof(times));
        if (survival.GetLength(1) != times.Length)
        {
            throw new SurvivalDataException(
                $"survival has {survival.GetLength(1)} columns for {times.Length} times: expected one column per time.", nameof(survival));
        }
        for (var subject = 0; subject < survival.GetLength(0); subject++)
        {
            for (var k = 0; k < times.Length; k++)
            {
                if (survival[subject, k] is >= 0 and <= 1) continue;
                throw new SurvivalDataException(
                    $"survival[{subject}, {k}] is {Require.Text(survival[subject, k])}: expected a probability between 0 and 1.",
                    nameof(survival),
                    subject);
            }
        }
        Times = [.. times];
        _survival = (double[,])survival.Clone();
    }

    /// <summary>The times, rising.</summary>
    public ImmutableArray<double> Times { get; }

    /// <summary>Number of subjects.</summary>
    public int Subjects => _survival.GetLength(0);

    /// <summary>Probability of surviving beyond one of the times.</summary>
    /// <param name="subject">Subject, from 0.</param>
    /// <param name="time">Position among <see cref="Times"/>.</param>
    public double this[int subject, int time] => _survival[subject, time];

    /// <summary>
    /// Probability of surviving beyond any time, as a step curve: that of the last given time at or before it, 1 before the first.
    /// </summary>
    /// <param name="subject">Subject, from 0.</param>
    /// <param name="time">A time of at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or NaN.</exception>
    public double At(int subject, double time)
    {
        var column = ColumnOf(time);
        return column < 0 ? 1 : _survival[subject, column];
    }

    /// <summary>Column that the step curve reads at a time; -1 before the first.</summary>
    internal int ColumnOf(double time)
    {
        Require.NotNegative(time, nameof(time));
        var position = Times.BinarySearch(time);
        return position >= 0 ? position : ~position - 1;
    }
}
