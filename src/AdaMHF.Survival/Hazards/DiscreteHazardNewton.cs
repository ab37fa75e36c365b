using MathNet.Numerics.LinearAlgebra;

namespace AdaMHF.Survival;

/// <summary>
/// Newton's method for the penalised likelihood of discrete hazards. Parameters: the intercepts of the bins, then the coefficients.
/// </summary>
internal sealed class DiscreteHazardNewton(double[][] rows, int[] lastBin, bool[] observed, int bins, DiscreteHazardOptions options)
{
    private const int MostHalvings = 30;

    // As in Cox regression: a parameter for which the next step is larger than this share of it has no maximum in sight.
    private static readonly double InfiniteShare = Math.Sqrt(1e-9);

    private readonly int _size = bins + rows[0].Length;
    private Vector<double> _parameters = Vector<double>.Build.Dense(bins + rows[0].Length);

    public double[] Intercepts => [.. _parameters.Take(bins)];

    /// <summary>Coefficients per standard deviation.</summary>
    public double[] Coefficients => [.. _parameters.Skip(bins)];

    /// <summary>Log likelihood at the coefficients, penalty not included.</summary>
    public double LogLikelihood { get; private set; }

    public bool Converged { get; private set; }

    public void Run()
    {
        var height = Penalised(_parameters);
        var longest = double.PositiveInfinity;
        for (var iteration = 0; iteration < options.MaximumIterations && !Converged; iteration++)
        {
            if (Step() is not { } step) break;
            var before = height;
            height = Climb(step, before);
            var isFlat = height - before <= options.Tolerance * Math.Abs(height);
            // Near a maximum each step is a fraction of the one before. Under separation the likelihood does not rise any more, and the
            // steps stay as long as they were.
            if (isFlat && step.AbsoluteMaximum() > longest / 2 && !IsSmall(step)) break;
            Converged = isFlat && IsSmall(step);
            longest = step.AbsoluteMaximum();
        }
        LogLikelihood = Likelihood(_parameters);
    }

    private bool IsSmall(Vector<double> step) => Enumerable.Range(0, step.Count)
        .All(place => Math.Abs(step[place]) <= InfiniteShare * Math.Max(1, Math.Abs(_parameters[place])));

    private double Climb(Vector<double> step, double height)
    {
        for (var halving = 0; halving < MostHalvings; halving++)
        {
            var candidate = _parameters + step;
            var reached = Penalised(candidate);
            // Rounding may lower the likelihood slightly at the maximum.
            if (reached >= height - 1e-12 * Math.Abs(height))
            {
                _parameters = candidate;
                return Math.Max(reached, height);
            }
            step /= 2;
        }
        return height;
    }

    private Vector<double>? Step()
    {
        var gradient = Vector<double>.Build.Dense(_size);
        var information = Matrix<double>.Build.Dense(_size, _size);
        for (var i = 0; i < rows.Length; i++)
        {
            var eta = Predictor(_parameters, i);
            double residuals = 0, weights = 0;
            for (var k = 0; k <= lastBin[i]; k++)
            {
                var hazard = 1 / (1 + Math.Exp(-_parameters[k] - eta));
                var residual = (observed[i] && k == lastBin[i] ? 1 : 0) - hazard;
                var weight = hazard * (1 - hazard);
                gradient[k] += residual;
                information[k, k] += weight;
                for (var column = 0; column < rows[i].Length; column++)
                    information[bins + column, k] += weight * rows[i][column];
                residuals += residual;
                weights += weight;
            }
            for (var column = 0; column < rows[i].Length; column++)
            {
                gradient[bins + column] += residuals * rows[i][column];
                for (var other = 0; other <= column; other++)
                    information[bins + column, bins + other] += weights * rows[i][column] * rows[i][other];
            }
        }
        for (var column = bins; column < _size; column++)
        {
            gradient[column] -= options.Ridge * _parameters[column];
            information[column, column] += options.Ridge;
        }
        try
        {
            // Only the lower triangle is filled; the factorisation reads no more.
            return information.Cholesky().Solve(gradient);
        }
        catch (ArgumentException)
        {
            // Perfect separation flattens the likelihood until its curvature is lost; linearly dependent columns never have any.
            return null;
        }
    }

    private double Penalised(Vector<double> parameters) =>
        Likelihood(parameters) - 0.5 * options.Ridge * parameters.Skip(bins).Sum(coefficient => coefficient * coefficient);

    private double Likelihood(Vector<double> parameters)
    {
        var sum = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            var eta = Predictor(parameters, i);
            for (var k = 0; k <= lastBin[i]; k++)
            {
                var logit = parameters[k] + eta;
                sum -= DiscreteHazards.SoftPlus(observed[i] && k == lastBin[i] ? -logit : logit);
            }
        }
        return sum;
    }

    private double Predictor(Vector<double> parameters, int subject)
    {
        var sum = 0.0;
        for (var column = 0; column < rows[subject].Length; column++) sum += rows[subject][column] * parameters[bins + column];
        return sum;
    }
}
