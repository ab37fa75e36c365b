using MathNet.Numerics;

namespace AdaMHF.Survival;

/// <summary>Log odds of probabilities that may be exactly 0 or 1, which have none.</summary>
internal static class LogOdds
{
    private const double Smallest = 1e-7;

    public static double Of(double probability) => SpecialFunctions.Logit(Math.Clamp(probability, Smallest, 1 - Smallest));
}
