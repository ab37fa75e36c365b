namespace AdaMHF.Survival;

/// <summary>Covariates with mean 0 and standard deviation 1, on which Newton's method is well conditioned.</summary>
internal sealed class StandardizedCovariates
{
    public StandardizedCovariates(double[,] covariates)
    {
        int subjects = covariates.GetLength(0), columns = covariates.GetLength(1);
        Means = new double[columns];
        Deviations = new double[columns];
        for (var column = 0; column < columns; column++)
        {
            for (var i = 0; i < subjects; i++) Means[column] += covariates[i, column] / subjects;
            var squares = 0.0;
            for (var i = 0; i < subjects; i++) squares += Math.Pow(covariates[i, column] - Means[column], 2);
            Deviations[column] = Math.Sqrt(squares / subjects);
            if (!(Deviations[column] > 1e-12 * Math.Abs(Means[column])))
            {
                throw new SurvivalDataException(
                    $"Covariate column {column} is constant at {Require.Text(covariates[0, column])}, so its coefficient is undetermined: "
                    + "leave the column out.",
                    nameof(covariates));
            }
        }

        Rows = new double[subjects][];
        for (var i = 0; i < subjects; i++)
        {
            Rows[i] = new double[columns];
            for (var column = 0; column < columns; column++) Rows[i][column] = (covariates[i, column] - Means[column]) / Deviations[column];
        }
    }

    public double[] Means { get; }

    public double[] Deviations { get; }

    public double[][] Rows { get; }

    /// <summary>The linear predictor of every subject.</summary>
    public double[] Predictor(double[] coefficients) => Array.ConvertAll(Rows, row => Dot(row, coefficients));

    private static double Dot(double[] row, double[] coefficients)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++) sum += row[i] * coefficients[i];
        return sum;
    }
}
