namespace AdaMHF.Survival;

/// <summary>
/// Sums of exp(eta), x exp(eta) and x x' exp(eta) over a growing set of subjects. They are kept relative to the largest eta so far, so
/// that neither large nor widely spread predictors overflow or vanish.
/// </summary>
internal sealed class RiskSetSums(int columns)
{
    /// <summary>The eta that the sums are relative to.</summary>
    public double Shift { get; private set; } = double.NegativeInfinity;

    public double Zeroth { get; private set; }

    public double[] First { get; } = new double[columns];

    /// <summary>Lower triangle only.</summary>
    public double[,] Second { get; } = new double[columns, columns];

    /// <param name="eta">Log hazard of the subject.</param>
    /// <param name="row">Its covariates.</param>
    /// <param name="weight">Number of subjects that it represents; below 0 to take it out again.</param>
    public void Add(double eta, ReadOnlySpan<double> row, double weight)
    {
        if (eta > Shift) ShiftTo(eta);
        var hazard = weight * Math.Exp(eta - Shift);
        Zeroth += hazard;
        for (var i = 0; i < columns; i++)
        {
            var weighted = hazard * row[i];
            First[i] += weighted;
            for (var j = 0; j <= i; j++) Second[i, j] += weighted * row[j];
        }
    }

    /// <summary>Makes the sums relative to another eta, so that two sets can be subtracted.</summary>
    public void ShiftTo(double eta)
    {
        var factor = Zeroth == 0 ? 0 : Math.Exp(Shift - eta);
        Shift = eta;
        Zeroth *= factor;
        for (var i = 0; i < columns; i++)
        {
            First[i] *= factor;
            for (var j = 0; j <= i; j++) Second[i, j] *= factor;
        }
    }

    public void Clear()
    {
        Shift = double.NegativeInfinity;
        Zeroth = 0;
        Array.Clear(First);
        Array.Clear(Second);
    }
}
