using System.Globalization;

namespace AdaMHF.Survival;

/// <summary>Input checks, separate from the mathematics: every public entry point calls these first.</summary>
internal static class Require
{
    /// <summary>One or more subjects with a time of at least 0 each and a matching event flag.</summary>
    public static void Sample(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed)
    {
        if (time.IsEmpty)
            throw new SurvivalDataException("There is no subject: expected one follow-up time per subject.", nameof(time));
        SameLength(observed.Length, nameof(observed), time.Length);
        Times(time, nameof(time));
    }

    /// <summary>Finite times of at least 0.</summary>
    public static void Times(ReadOnlySpan<double> time, string argument)
    {
        for (var i = 0; i < time.Length; i++)
        {
            if (!double.IsFinite(time[i]) || time[i] < 0) throw Wrong(argument, i, time[i], "a finite time of at least 0");
        }
    }

    /// <summary>One or more times, each above the one before it.</summary>
    public static void RisingTimes(ReadOnlySpan<double> times, string argument)
    {
        if (times.IsEmpty) throw new SurvivalDataException($"{argument} is empty: expected at least one time.", argument);
        Times(times, argument);
        for (var k = 1; k < times.Length; k++)
        {
            if (times[k] <= times[k - 1]) throw Wrong(argument, k, times[k], $"a time above the one before it, {Text(times[k - 1])}");
        }
    }

    /// <summary>
    /// Rising evaluation times from the smallest to below the largest follow-up time, where both outcomes occur.
    /// </summary>
    public static void WithinFollowUp(ReadOnlySpan<double> times, ReadOnlySpan<double> time, string argument)
    {
        RisingTimes(times, argument);
        double first = double.PositiveInfinity, last = 0;
        foreach (var value in time)
        {
            first = Math.Min(first, value);
            last = Math.Max(last, value);
        }
        for (var k = 0; k < times.Length; k++)
        {
            if (times[k] < first || times[k] >= last)
                throw Wrong(argument, k, times[k], $"an evaluation time within the follow-up, from {Text(first)} to below {Text(last)}");
        }
    }

    /// <summary>One risk per subject; infinite risks still order and are accepted.</summary>
    public static void Risk(ReadOnlySpan<double> risk, int subjects, string argument = "risk")
    {
        SameLength(risk.Length, argument, subjects);
        for (var i = 0; i < risk.Length; i++)
        {
            if (double.IsNaN(risk[i])) throw Wrong(argument, i, risk[i], "a risk, larger for an earlier expected event");
        }
    }

    /// <summary>One entry time per subject, at least 0 and below its follow-up time; none at all is accepted.</summary>
    public static void Entry(ReadOnlySpan<double> entry, ReadOnlySpan<double> time)
    {
        if (entry.IsEmpty) return;
        SameLength(entry.Length, nameof(entry), time.Length);
        for (var i = 0; i < entry.Length; i++)
        {
            if (!(entry[i] >= 0 && entry[i] < time[i]))
                throw Wrong(nameof(entry), i, entry[i], $"an entry time of at least 0 and below the subject's time, {Text(time[i])}");
        }
    }

    /// <summary>One finite weight above 0 per subject.</summary>
    public static void Weights(ReadOnlySpan<double> weight, int subjects)
    {
        SameLength(weight.Length, nameof(weight), subjects);
        for (var i = 0; i < weight.Length; i++)
        {
            if (!(weight[i] > 0) || !double.IsFinite(weight[i])) throw Wrong(nameof(weight), i, weight[i], "a finite weight above 0");
        }
    }

    /// <summary>One row of finite covariates per subject, with at least one column.</summary>
    public static void Covariates(double[,] covariates, int subjects)
    {
        ArgumentNullException.ThrowIfNull(covariates);
        SameLength(covariates.GetLength(0), nameof(covariates), subjects);
        if (covariates.GetLength(1) == 0)
            throw new SurvivalDataException("covariates has no column: expected at least one.", nameof(covariates));
        for (var i = 0; i < subjects; i++)
        {
            for (var column = 0; column < covariates.GetLength(1); column++)
            {
                if (double.IsFinite(covariates[i, column])) continue;
                throw new SurvivalDataException(
                    $"covariates[{i}, {column}] is {Text(covariates[i, column])}: expected a finite number.",
                    nameof(covariates),
                    i);
            }
        }
    }

    /// <summary>Values of 0 to 1.</summary>
    public static void Probabilities(ReadOnlySpan<double> values, string argument)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] is >= 0 and <= 1)) throw Wrong(argument, i, values[i], "a probability between 0 and 1");
        }
    }

    /// <summary>A probability strictly between 0 and 1.</summary>
    public static void Fraction(double value, string argument)
    {
        if (value is > 0 and < 1) return;
        throw new ArgumentOutOfRangeException(argument, value, $"{argument} is {Text(value)}: expected a number strictly between 0 and 1.");
    }

    /// <summary>A finite number of at least 0.</summary>
    public static void FiniteNotNegative(double value, string argument)
    {
        if (value >= 0 && double.IsFinite(value)) return;
        throw new ArgumentOutOfRangeException(argument, value, $"{argument} is {Text(value)}: expected a finite number of at least 0.");
    }

    /// <summary>A finite number above 0.</summary>
    public static void Positive(double value, string argument)
    {
        if (value > 0 && double.IsFinite(value)) return;
        throw new ArgumentOutOfRangeException(argument, value, $"{argument} is {Text(value)}: expected a finite number above 0.");
    }

    /// <summary>At least one event, for what cannot be fitted without.</summary>
    public static void AnEvent(ReadOnlySpan<bool> observed, string purpose)
    {
        if (observed.Contains(true)) return;
        throw new SurvivalDataException(
            $"None of the {observed.Length} subjects had an event: {purpose} needs at least one.", nameof(observed));
    }

    /// <summary>A number that is at least 0; infinity passes.</summary>
    public static void NotNegative(double value, string argument)
    {
        if (value >= 0) return;
        throw new ArgumentOutOfRangeException(argument, value, $"{argument} is {Text(value)}: expected a number of at least 0.");
    }

    /// <summary>As many values as there are subjects.</summary>
    public static void SameLength(int found, string argument, int subjects)
    {
        if (found == subjects) return;
        throw new SurvivalDataException(
            $"{argument} holds {found} values for {subjects} subjects: expected one value per subject.", argument);
    }

    /// <summary>The error for one value that cannot be used.</summary>
    public static SurvivalDataException Wrong(string argument, int index, double value, string expected) =>
        new($"{argument}[{index}] is {Text(value)}: expected {expected}.", argument, index);

    /// <summary>A number as error messages write it.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
