using MathNet.Numerics.LinearAlgebra;

namespace AdaMHF.Survival;

/// <summary>
/// Centred rows in coordinates of their own span: at most as many coordinates as subjects, with the same scalar products between subjects,
/// and so the same ridge solution.
/// </summary>
internal sealed class RowSpan
{
    // Centred rows are linearly dependent; this little on the diagonal makes them independent and changes less than any ridge does.
    private const double Jitter = 1e-10;

    private readonly Matrix<double> _rows;

    // L of the products between rows, L L'; null where there are no more columns than subjects.
    private readonly Matrix<double>? _factor;

    public RowSpan(double[,] covariates)
    {
        _rows = Matrix<double>.Build.DenseOfArray(covariates);
        Means = (_rows.ColumnSums() / _rows.RowCount).ToArray();
        for (var column = 0; column < _rows.ColumnCount; column++)
            _rows.SetColumn(column, _rows.Column(column) - Means[column]);
        _factor = _rows.ColumnCount > _rows.RowCount ? Reduced() : null;
        Coordinates = (_factor ?? _rows).ToRowArrays();
    }

    public double[] Means { get; }

    /// <summary>Subjects x coordinates.</summary>
    public double[][] Coordinates { get; }

    /// <summary>The coefficients of the columns for a predictor in these coordinates.</summary>
    public double[] Coefficients(Vector<double> coordinates)
    {
        if (_factor is null) return coordinates.ToArray();
        // Predictor = L b = K a with K = L L', so L' a = b; coefficients = X' a.
        var weights = _factor.Transpose().Solve(coordinates);
        return _rows.TransposeThisAndMultiply(weights).ToArray();
    }

    private Matrix<double> Reduced()
    {
        var products = _rows.TransposeAndMultiply(_rows);
        var jitter = Jitter * Math.Max(products.Trace() / products.RowCount, double.Epsilon);
        for (var i = 0; i < products.RowCount; i++) products[i, i] += jitter;
        return products.Cholesky().Factor;
    }
}
