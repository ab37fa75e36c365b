namespace AdaMHF.Survival;

/// <summary>How much each event time counts in a log-rank test.</summary>
public sealed class LogRankWeighting
{
    private readonly Func<double, double, double> _weight;

    private LogRankWeighting(string name, Func<double, double, double> weight)
    {
        Name = name;
        _weight = weight;
    }

    /// <summary>Name of the weighting.</summary>
    public string Name { get; }

    /// <summary>All event times have the same weight: the log-rank test. The default.</summary>
    public static LogRankWeighting None { get; } = new("log-rank", static (_, _) => 1);

    /// <summary>By the number at risk: Gehan's form of the Wilcoxon test.</summary>
    public static LogRankWeighting Gehan { get; } = new("Gehan", static (_, atRisk) => atRisk);

    /// <summary>By the square root of the number at risk.</summary>
    public static LogRankWeighting TaroneWare { get; } = new("Tarone-Ware", static (_, atRisk) => Math.Sqrt(atRisk));

    /// <summary>By the pooled survival just before the time: the Peto-Peto form of the Wilcoxon test, R's <c>rho = 1</c>.</summary>
    public static LogRankWeighting Peto { get; } = new("Peto", static (survival, _) => survival);

    /// <summary>By S^rho (1 - S)^gamma, where S is the pooled survival just before the time.</summary>
    /// <param name="rho">At least 0; large values stress early differences.</param>
    /// <param name="gamma">At least 0; large values stress late differences. R uses 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An exponent is negative or NaN.</exception>
    public static LogRankWeighting FlemingHarrington(double rho, double gamma = 0)
    {
        Require.NotNegative(rho, nameof(rho));
        Require.NotNegative(gamma, nameof(gamma));
        return new(
            $"Fleming-Harrington ({Require.Text(rho)}, {Require.Text(gamma)})",
            (survival, _) => Math.Pow(survival, rho) * Math.Pow(1 - survival, gamma));
    }

    internal double At(double survivalBefore, double atRisk) => _weight(survivalBefore, atRisk);
}
