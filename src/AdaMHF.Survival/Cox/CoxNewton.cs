using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace AdaMHF.Survival;

/// <summary>Newton's method for the penalised partial likelihood, in standardised covariates.</summary>
internal sealed class CoxNewton(CoxRiskSets riskSets, StandardizedCovariates covariates, CoxOptions options)
{
    // A column whose variance is explained by the columns before it but for this share is a linear combination of them.
    private const double CollinearShare = 1e-10;

    private const int MostHalvings = 30;

    private const double MonotoneRise = 1e-9;

    // R's: a coefficient for which the next step is larger than this share of it has no maximum in sight.
    private static readonly double InfiniteShare = Math.Sqrt(1e-9);

    /// <summary>Coefficients per standard deviation.</summary>
    public double[] Coefficients { get; private set; } = new double[covariates.Means.Length];

    /// <summary>Inverse of the information at the coefficients.</summary>
    public Matrix<double> Covariance { get; private set; } = null!;

    public double NullLogLikelihood { get; private set; }

    /// <summary>Log likelihood at the coefficients, penalty not included.</summary>
    public double LogLikelihood { get; private set; }

    public double ScoreTest { get; private set; }

    public int Iterations { get; private set; }

    public bool Converged { get; private set; }

    public void Run()
    {
        var current = riskSets.Evaluate(covariates.Predictor(Coefficients));
        var factor = Factor(current) ?? throw Singular(nameof(covariates));
        RequireIndependentColumns(current, factor);
        NullLogLikelihood = current.LogLikelihood;
        ScoreTest = Vector<double>.Build.Dense(current.Gradient) * factor.Solve(Vector<double>.Build.Dense(current.Gradient));

        var longest = double.PositiveInfinity;
        while (Iterations < options.MaximumIterations && !Converged)
        {
            Iterations++;
            var step = factor.Solve(Slope(current));
            var before = current.LogLikelihood;
            current = Climb(current, step, out var taken);
            Converged = IsSmall(step) && taken.AbsoluteMaximum() <= options.Tolerance;
            if (!Converged && (taken.AbsoluteMaximum() == 0 || IsMonotone(before, current.LogLikelihood, longest, step))) break;
            longest = step.AbsoluteMaximum();
            // A likelihood without a maximum flattens out until its curvature is lost: the last good factor stays.
            if (Factor(current) is not { } next) break;
            factor = next;
        }
        LogLikelihood = current.LogLikelihood;
        Covariance = factor.Solve(Matrix<double>.Build.DenseIdentity(Coefficients.Length));
    }

    // Near a maximum each step is a fraction of the one before. Under separation the likelihood does not rise any more, and the steps stay
    // as long as they were.
    private bool IsMonotone(double before, double after, double longest, Vector<double> step) =>
        after - before <= MonotoneRise * Math.Abs(NullLogLikelihood) && step.AbsoluteMaximum() > longest / 2 && !IsSmall(step);

    private bool IsSmall(Vector<double> step) => Enumerable.Range(0, step.Count)
        .All(column => Math.Abs(step[column]) <= Math.Max(options.Tolerance, InfiniteShare * Math.Abs(Coefficients[column])));

    private CoxDerivatives Climb(CoxDerivatives current, Vector<double> step, out Vector<double> taken)
    {
        var start = Coefficients;
        var height = Penalised(current.LogLikelihood, start);
        taken = step;
        for (var halving = 0; halving < MostHalvings; halving++)
        {
            double[] candidate = [.. start.Zip(taken, (coefficient, change) => coefficient + change)];
            var next = riskSets.Evaluate(covariates.Predictor(candidate));
            // Rounding may lower the likelihood slightly at the maximum.
            if (Penalised(next.LogLikelihood, candidate) >= height - 1e-12 * Math.Abs(height))
            {
                Coefficients = candidate;
                return next;
            }
            taken = taken / 2;
        }
        taken = step * 0;
        return current;
    }

    private double Penalised(double logLikelihood, double[] coefficients) =>
        logLikelihood - 0.5 * coefficients.Select((coefficient, column) => Penalty(column) * coefficient * coefficient).Sum();

    private double Penalty(int column) => options.Ridge / Math.Pow(covariates.Deviations[column], 2);

    private Vector<double> Slope(CoxDerivatives at) =>
        Vector<double>.Build.Dense(Coefficients.Length, column => at.Gradient[column] - Penalty(column) * Coefficients[column]);

    private Cholesky<double>? Factor(CoxDerivatives at)
    {
        var information = Matrix<double>.Build.Dense(Coefficients.Length, Coefficients.Length, (row, column) =>
            at.Information[Math.Max(row, column), Math.Min(row, column)] + (row == column ? Penalty(row) : 0));
        try
        {
            return information.Cholesky();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private void RequireIndependentColumns(CoxDerivatives at, Cholesky<double> factor)
    {
        for (var column = 0; column < Coefficients.Length; column++)
        {
            var pivot = Math.Pow(factor.Factor[column, column], 2);
            if (pivot > CollinearShare * (at.Information[column, column] + Penalty(column))) continue;
            throw new SurvivalDataException(
                $"Covariate column {column} is a linear combination of the columns before it, so the coefficients are undetermined: "
                + "leave it out, or set a ridge penalty.",
                nameof(covariates));
        }
    }

    private static SurvivalDataException Singular(string argument) => new(
        "The covariates do not determine the coefficients (the information matrix is singular): leave out columns that depend on others or "
        + "that do not vary among the subjects at risk at the events, or set a ridge penalty.",
        argument);
}
