using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace AdaMHF.Survival;

/// <summary>Maximises the penalised partial likelihood over few coordinates.</summary>
internal sealed class RidgeCoxFit
{
    private const int MostIterations = 1000;
    private const int Memory = 20;

    // Of the penalised likelihood's gradient, per event.
    private const double GradientTolerance = 1e-7;

    private readonly Matrix<double> _coordinates;
    private readonly CoxRiskSets _riskSets;
    private readonly double[] _time;
    private readonly bool[] _observed;
    private readonly int _events;
    private readonly double _largestCurvature;

    public RidgeCoxFit(Matrix<double> coordinates, double[] time, bool[] observed, CoxTies ties)
    {
        _coordinates = coordinates;
        _time = time;
        _observed = observed;
        _events = observed.Count(died => died);
        var rows = new double[time.Length][];
        Array.Fill(rows, []);
        _riskSets = new CoxRiskSets(CoxSample.Of(time, observed), rows, ties);
        Coordinates = Vector<double>.Build.Dense(coordinates.ColumnCount);
        NullLogLikelihood = LogLikelihoodAt(Coordinates);
        _largestCurvature = LargestCurvature(coordinates);
    }

    public Vector<double> Coordinates { get; private set; }

    public double LogLikelihood => LogLikelihoodAt(Coordinates);

    public double NullLogLikelihood { get; }

    public bool Converged { get; private set; }

    /// <summary>Baseline hazard at the coordinates, for the subject whose covariates are the means.</summary>
    public CoxBaseline Baseline() => _riskSets.Baselines((_coordinates * Coordinates).ToArray())[0];

    public double LogLikelihoodAt(Vector<double> coordinates) =>
        _riskSets.Evaluate((_coordinates * coordinates).ToArray()).LogLikelihood;

    public void Run(double ridge, Vector<double>? start)
    {
        // In these units the curvature is about 1, so that the first step, taken before it is known, has a sensible length.
        var unit = Math.Sqrt(_events / (ridge + (_events * _largestCurvature)));
        var objective = ObjectiveFunction.Gradient(at => Evaluate(at * unit, ridge, unit));
        var minimizer = new LimitedMemoryBfgsMinimizer(GradientTolerance, 1e-12, 1e-15, Memory, MostIterations);
        var begin = (start ?? Vector<double>.Build.Dense(_coordinates.ColumnCount)) / unit;
        try
        {
            Coordinates = minimizer.FindMinimum(objective, begin).MinimizingPoint * unit;
        }
        catch (Exception error) when (error is OptimizationException or EvaluationException)
        {
            // The line search fails where rounding hides any further descent; Converged tells whether the last point is good.
            Coordinates = (objective.Point ?? begin) * unit;
        }
        Converged = Evaluate(Coordinates, ridge, unit).Gradient.InfinityNorm() <= 100 * GradientTolerance;
    }

    // Per event, so that tolerances do not depend on the size of the sample.
    private (double Value, Vector<double> Gradient) Evaluate(Vector<double> at, double ridge, double unit)
    {
        var eta = (_coordinates * at).ToArray();
        var baseline = _riskSets.Baselines(eta)[0];
        // The gradient by the predictor is the martingale residual.
        var residuals = new double[eta.Length];
        for (var i = 0; i < eta.Length; i++)
            residuals[i] = (_observed[i] ? 1 : 0) - (Math.Exp(eta[i]) * baseline.Accumulated(_time[i], _observed[i]));
        var value = -_riskSets.Evaluate(eta).LogLikelihood + (0.5 * ridge * at.DotProduct(at));
        var gradient = (ridge * at) - _coordinates.TransposeThisAndMultiply(Vector<double>.Build.Dense(residuals));
        return (value / _events, gradient * (unit / _events));
    }

    // Largest eigenvalue of the covariance of the coordinates, by power iteration: about the upper bound of the likelihood's curvature
    // per event.
    private static double LargestCurvature(Matrix<double> coordinates)
    {
        var direction = Vector<double>.Build.Dense(coordinates.ColumnCount, i => 1 + (i % 7 / 10.0));
        var size = 0.0;
        for (var i = 0; i < 30 && direction.L2Norm() > 0; i++)
        {
            direction = coordinates.TransposeThisAndMultiply(coordinates * (direction / direction.L2Norm()));
            size = direction.L2Norm();
        }
        return size / coordinates.RowCount;
    }
}
