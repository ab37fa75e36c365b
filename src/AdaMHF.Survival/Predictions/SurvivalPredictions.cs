using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>Predicted survival probabilities of several subjects at common times.</summary>
public sealed class SurvivalPredictions
{
    private readonly double[,] _survival;

    /// <summary>Creates predictions; the numbers are copied.</summary>
    /// <param name="times">Strictly rising times of at least 0.</param>
    /// <param name="survival">Subjects x times; the probability of surviving beyond the time, 0 to 1.</param>
    /// <param name="shape">Shape of the curves between the times. Default steps.</param>
    /// <exception cref="SurvivalDataException">
    /// The times do not rise, do not match the columns, or a value is not a probability.
    /// </exception>
    public SurvivalPredictions(ReadOnlySpan<double> times, double[,] survival, CurveShape shape = CurveShape.Steps)
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
        Shape = shape;
        _survival = (double[,])survival.Clone();
    }

    /// <summary>The times, rising.</summary>
    public ImmutableArray<double> Times { get; }

    /// <summary>Shape of the curves between the times.</summary>
    public CurveShape Shape { get; }

    /// <summary>Number of subjects.</summary>
    public int Subjects => _survival.GetLength(0);

    /// <summary>Probability of surviving beyond one of the times.</summary>
    /// <param name="subject">Subject, from 0.</param>
    /// <param name="time">Position among <see cref="Times"/>.</param>
    public double this[int subject, int time] => _survival[subject, time];

    /// <summary>
    /// Probability of surviving beyond any time, by the <see cref="Shape"/>; 1 at time 0, the last value after the last time.
    /// </summary>
    /// <param name="subject">Subject, from 0.</param>
    /// <param name="time">A time of at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or NaN.</exception>
    public double At(int subject, double time) => At(subject, PlaceOf(time));

    /// <summary>The same curves read at other times.</summary>
    /// <param name="times">Strictly rising times of at least 0.</param>
    /// <exception cref="SurvivalDataException">The times do not rise, or one is not allowed.</exception>
    public SurvivalPredictions ReadAt(ReadOnlySpan<double> times)
    {
        Require.RisingTimes(times, nameof(times));
        var survival = new double[Subjects, times.Length];
        for (var k = 0; k < times.Length; k++)
        {
            var place = PlaceOf(times[k]);
            for (var subject = 0; subject < Subjects; subject++) survival[subject, k] = At(subject, place);
        }
        return new SurvivalPredictions(times, survival, Shape);
    }

    /// <summary>The curves of some subjects, such as those of a resample.</summary>
    /// <param name="subjects">Numbers of subjects, from 0, in the order wanted; a number may come several times.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such subject.</exception>
    public SurvivalPredictions Of(ReadOnlySpan<int> subjects)
    {
        var survival = new double[subjects.Length, Times.Length];
        for (var i = 0; i < subjects.Length; i++)
        {
            for (var k = 0; k < Times.Length; k++) survival[i, k] = _survival[subjects[i], k];
        }
        return new SurvivalPredictions(Times.AsSpan(), survival, Shape);
    }

    /// <summary>Position of a time, to read many subjects at it.</summary>
    internal CurvePlace PlaceOf(double time)
    {
        Require.NotNegative(time, nameof(time));
        var position = Times.BinarySearch(time);
        var left = position >= 0 ? position : ~position - 1;
        if (Shape == CurveShape.Steps || position >= 0 || left == Times.Length - 1) return new(left, 0);
        var start = left < 0 ? 0 : Times[left];
        return new(left, (time - start) / (Times[left + 1] - start));
    }

    internal double At(int subject, CurvePlace place)
    {
        var left = place.Left < 0 ? 1 : _survival[subject, place.Left];
        return place.Fraction == 0 ? left : left + place.Fraction * (_survival[subject, place.Left + 1] - left);
    }
}
