using System.Numerics.Tensors;
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

    // Products by row: those of MathNet copy the whole matrix each time.
    private readonly double[][] _rows;
    private readonly CoxRiskSets _riskSets;
    private readonly double[] _time;
    private readonly bool[] _observed;
    private readonly int _events;
    private readonly double _largestCurvature;

    public RidgeCoxFit(double[][] rows, double[] time, bool[] observed, CoxTies ties)
    {
        _rows = rows;
        _time = time;
        _observed = observed;
        _events = observed.Count(died => died);
        var none = new double[time.Length][];
        Array.Fill(none, []);
        _riskSets = new CoxRiskSets(CoxSample.Of(time, observed), none, ties);
        Coordinates = Vector<double>.Build.Dense(rows[0].Length);
        NullLogLikelihood = LogLikelihoodAt(Coordinates);
        _largestCurvature = LargestCurvature();
    }

    public Vector<double> Coordinates { get; private set; }

    public double LogLikelihood => LogLikelihoodAt(Coordinates);

    public double NullLogLikelihood { get; }

    public bool Converged { get; private set; }

    /// <summary>Baseline hazard at the coordinates, for the subject whose covariates are the means.</summary>
    public CoxBaseline Baseline() => _riskSets.Baselines(Predicted(Coordinates))[0];

    public double LogLikelihoodAt(Vector<double> coordinates) =>
        _riskSets.Evaluate(Predicted(coordinates)).LogLikelihood;

    public void Run(double ridge, Vector<double>? start)
    {
        // In these units the curvature is about 1, so that the first step, taken before it is known, has a sensible length.
        var unit = Math.Sqrt(_events / (ridge + (_events * _largestCurvature)));
        var objective = ObjectiveFunction.Gradient(at => Evaluate(at * unit, ridge, unit));
        var minimizer = new LimitedMemoryBfgsMinimizer(GradientTolerance, 1e-12, 1e-15, Memory, MostIterations);
        var begin = (start ?? Vector<double>.Build.Dense(_rows[0].Length)) / unit;
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
        var eta = Predicted(at);
        var baseline = _riskSets.Baselines(eta)[0];
        // The gradient by the predictor is the martingale residual.
        var residuals = new double[eta.Length];
        for (var i = 0; i < eta.Length; i++)
            residuals[i] = (_observed[i] ? 1 : 0) - (Math.Exp(eta[i]) * baseline.Accumulated(_time[i], _observed[i]));
        var value = -_riskSets.Evaluate(eta).LogLikelihood + (0.5 * ridge * at.DotProduct(at));
        var gradient = (ridge * at) - WeightedSum(residuals);
        return (value / _events, gradient * (unit / _events));
    }

    private double[] Predicted(Vector<double> at)
    {
        var coordinates = at.ToArray();
        return Array.ConvertAll(_rows, row => TensorPrimitives.Dot<double>(row, coordinates));
    }

    private Vector<double> WeightedSum(double[] weights)
    {
        var sum = new double[_rows[0].Length];
        for (var i = 0; i < weights.Length; i++) TensorPrimitives.MultiplyAdd(_rows[i], weights[i], sum, sum);
        return Vector<double>.Build.Dense(sum);
    }

    // Largest eigenvalue of the covariance of the coordinates, by power iteration: about the upper bound of the likelihood's curvature
    // per event.
    private double LargestCurvature()
    {
        var direction = Vector<double>.Build.Dense(_rows[0].Length, i => 1 + (i % 7 / 10.0));
        var size = 0.0;
        for (var i = 0; i < 30 && direction.L2Norm() > 0; i++)
        {
            direction = WeightedSum(Predicted(direction / direction.L2Norm()));
            size = direction.L2Norm();
        }
        return size / _rows.Length;
    }
}
