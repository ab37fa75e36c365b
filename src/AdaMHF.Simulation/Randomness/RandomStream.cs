namespace AdaMHF.Simulation;

/// <summary>Random numbers of the distributions that the world needs; the same on every machine for the same seed.</summary>
internal sealed class RandomStream(StreamPurpose purpose, params ReadOnlySpan<int> seed)
{
    private SplitMix64 _bits = new([(int)purpose, .. seed]);
    private double _spareNormal = double.NaN;

    /// <summary>Uniform over [0, 1).</summary>
    public double Uniform() => _bits.NextDouble();

    /// <summary>Uniform over 0 .. <paramref name="exclusive"/> - 1.</summary>
    public int Below(int exclusive) => _bits.Next(exclusive);

    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Standard normal (Marsaglia's polar method, which yields two at a time).</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        double x, y, square;
        do
        {
            x = (2 * Uniform()) - 1;
            y = (2 * Uniform()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);

        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spareNormal = y * scale;
        return x * scale;
    }

    /// <summary>Exponential of mean 1.</summary>
    public double Exponential() => -Math.Log(1 - Uniform());

    /// <summary>Weibull of scale 1.</summary>
    public double Weibull(double shape) => Math.Pow(Exponential(), 1 / shape);

    /// <summary>Symmetric Dirichlet: shares that sum to 1.</summary>
    public double[] Dirichlet(int parts, double concentration)
    {
        var shares = new double[parts];
        for (var i = 0; i < parts; i++) shares[i] = Gamma(concentration);
        var sum = shares.Sum();
        for (var i = 0; i < parts; i++) shares[i] /= sum;
        return shares;
    }

    /// <summary>Gamma of scale 1 (Marsaglia and Tsang 2000; shapes below 1 by their boost from shape + 1).</summary>
    private double Gamma(double shape)
    {
        if (shape < 1) return Gamma(shape + 1) * Math.Pow(1 - Uniform(), 1 / shape);
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - Uniform()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }
}
