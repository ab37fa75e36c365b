using AdaMHF.Survival;
using MathNet.Numerics.Distributions;

namespace AdaMHF.Reports;

/// <summary>Draws estimates with their intervals: <c>cox.Plot(names).SavePng("forest.png")</c>.</summary>
public static class ForestPlotExtensions
{
    /// <summary>Draws the hazard ratio of each covariate with its Wald interval, the smallest p-values first.</summary>
    /// <param name="model">The model.</param>
    /// <param name="names">Name of each covariate, in the order of the fit; numbers from 1 when null.</param>
    /// <param name="options">Title, level and number of rows.</param>
    /// <exception cref="ArgumentException">
    /// The number of names differs from that of covariates, or an option is out of its range.
    /// </exception>
    /// <remarks>
    /// Under a ridge penalty the intervals are no confidence intervals; they say how sharply the penalised fit is determined.
    /// </remarks>
    public static ForestPlot Plot(this CoxModel model, IReadOnlyList<string>? names = null, ForestPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new();
        options.Check();
        var count = model.Coefficients.Length;
        if (names is not null && names.Count != count)
            throw new ArgumentException($"Expected the names of {count} covariates, got {names.Count}.", nameof(names));
        var z = Normal.InvCDF(0, 1, 0.5 + (options.ConfidenceLevel / 2));
        var rows = Enumerable.Range(0, count).OrderBy(column => model.PValues[column]).Take(options.MaxRows).Select(column =>
        {
            var (coefficient, error) = (model.Coefficients[column], model.StandardErrors[column] * z);
            var (ratio, lower, upper) = (Math.Exp(coefficient), Math.Exp(coefficient - error), Math.Exp(coefficient + error));
            return new IntervalRow(
                names?[column] ?? $"covariate {column + 1}", ratio, lower, upper,
                $"{ReportNumbers.Fixed(ratio, 2)} ({ReportNumbers.Interval(lower, upper, 2)})");
        });
        var level = ReportNumbers.Short(options.ConfidenceLevel * 100);
        return new([.. rows], $"Hazard ratio ({level} % CI)", options.Title, isRatio: true);
    }
}
