using System.Collections.Immutable;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Checks numbers of stored settings; each exception names the value.</summary>
internal static class StoredNumbers
{
    /// <summary>Refuses another length.</summary>
    public static void RequireLength(int length, int expected, string name) =>
        OptionCheck.Require(length == expected, name, $"{length:N0} values", $"{expected:N0}");

    /// <summary>Refuses numbers that are not finite.</summary>
    public static void RequireFinite(ReadOnlySpan<double> values, string name) =>
        RequireEach(values, double.IsFinite, name, "finite numbers");

    /// <summary>Refuses numbers that do not fulfil a condition.</summary>
    public static void RequireEach(ReadOnlySpan<double> values, Predicate<double> holds, string name, string expected)
    {
        for (var place = 0; place < values.Length; place++)
            OptionCheck.Require(holds(values[place]), $"{name}[{place}]", values[place], expected);
    }

    /// <summary>Refuses numbers that fall, or stay where that is not allowed.</summary>
    public static void RequireRising(ReadOnlySpan<double> values, bool mayStay, string name)
    {
        for (var place = 1; place < values.Length; place++)
        {
            OptionCheck.Require(
                values[place] > values[place - 1] || (mayStay && values[place] == values[place - 1]),
                $"{name}[{place}]", values[place], FormattableString.Invariant($"a number above the one before it, {values[place - 1]}"));
        }
    }

    /// <summary>Checks a stored Cox model.</summary>
    public static void CheckStored(this CoxPredictor model, int covariates)
    {
        RequireModel(model.Coefficients, model.Means, covariates);
        var times = Present(model.BaselineTimes, nameof(model.BaselineTimes));
        var hazards = Present(model.BaselineCumulativeHazard, nameof(model.BaselineCumulativeHazard));
        RequireLength(hazards.Length, times.Length, nameof(model.BaselineCumulativeHazard));
        RequireEach(times, time => time >= 0 && double.IsFinite(time), nameof(model.BaselineTimes), "finite times of at least 0");
        RequireRising(times, mayStay: false, nameof(model.BaselineTimes));
        RequireEach(hazards, hazard => hazard >= 0, nameof(model.BaselineCumulativeHazard), "at least 0");
        RequireRising(hazards, mayStay: true, nameof(model.BaselineCumulativeHazard));
    }

    /// <summary>Checks a stored linear discrete-hazard model.</summary>
    public static void CheckStored(this DiscreteHazardModel model, int covariates, int bins)
    {
        RequireModel(model.Coefficients, model.Means, covariates);
        var intercepts = Present(model.Intercepts, nameof(model.Intercepts));
        RequireLength(intercepts.Length, bins, nameof(model.Intercepts));
        RequireEach(intercepts, intercept => !double.IsNaN(intercept), nameof(model.Intercepts), "a number");
    }

    private static void RequireModel(ImmutableArray<double> coefficients, ImmutableArray<double> means, int covariates)
    {
        RequireLength(Present(coefficients, "Coefficients").Length, covariates, "Coefficients");
        RequireLength(Present(means, "Means").Length, covariates, "Means");
        RequireFinite(coefficients.AsSpan(), "Coefficients");
        RequireFinite(means.AsSpan(), "Means");
    }

    private static ReadOnlySpan<double> Present(ImmutableArray<double> values, string name)
    {
        OptionCheck.Require(!values.IsDefault, name, "null", "numbers");
        return values.AsSpan();
    }
}
