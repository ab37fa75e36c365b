namespace AdaMHF.Networks;

/// <summary>Weights and stopping rule of unbalanced optimal transport with entropy (Chizat et al. 2018).</summary>
/// <param name="EntropyWeight">
/// Weight epsilon of the entropy, above 0; smaller is closer to the linear program and takes more iterations. 0.1 in MOTCat.
/// </param>
/// <param name="MarginWeight">
/// Weight tau of the divergence from the marginals, above 0; larger enforces them more strictly. 0.5 in MOTCat.
/// </param>
public sealed record TransportOptions(double EntropyWeight = 0.1, double MarginWeight = 0.5)
{
    /// <summary>Most iterations. Default 1000.</summary>
    public int MostIterations { get; init; } = 1000;

    /// <summary>Iterations end when no scaling changes by more than this relative amount. Default 1e-6.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public TransportOptions Validated()
    {
        Require.That(EntropyWeight is > 0 and < double.PositiveInfinity, nameof(EntropyWeight), EntropyWeight, "a finite number above 0");
        Require.That(MarginWeight is > 0 and < double.PositiveInfinity, nameof(MarginWeight), MarginWeight, "a finite number above 0");
        Require.That(Tolerance is > 0 and < double.PositiveInfinity, nameof(Tolerance), Tolerance, "a finite number above 0");
        Require.Positive(MostIterations);
        return this;
    }
}
