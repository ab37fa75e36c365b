using MathNet.Numerics;

namespace AdaMHF.MLNet;

/// <summary>What becomes of the hazards of one time bin: a rising function, saved with the model.</summary>
/// <param name="Slope">Of the log odds, at least 0; NaN for a curve through points.</param>
/// <param name="Offset">Of the log odds.</param>
/// <param name="Hazards">Predicted hazards, rising; the curve is straight between them and level beyond.</param>
/// <param name="Calibrated">What they become.</param>
internal sealed record CalibrationCurve(double Slope, double Offset, double[] Hazards, double[] Calibrated)
{
    // A hazard of exactly 0 or 1 has no log odds.
    private const double Smallest = 1e-7;

    /// <summary>A bin that nobody reached tells nothing: its hazards stay.</summary>
    public static CalibrationCurve Unchanged { get; } = new(1, 0, [], []);

    public static CalibrationCurve Logistic(double slope, double offset) => new(slope, offset, [], []);

    public static CalibrationCurve Through(double[] hazards, double[] calibrated) => new(double.NaN, 0, hazards, calibrated);

    public static double LogOdds(double hazard) => SpecialFunctions.Logit(Math.Clamp(hazard, Smallest, 1 - Smallest));

    public double Apply(double hazard)
    {
        if (Hazards.Length == 0) return SpecialFunctions.Logistic((Slope * LogOdds(hazard)) + Offset);
        var place = Array.BinarySearch(Hazards, hazard);
        if (place >= 0) return Calibrated[place];
        var above = ~place;
        if (above == 0) return Calibrated[0];
        if (above == Hazards.Length) return Calibrated[^1];
        var share = (hazard - Hazards[above - 1]) / (Hazards[above] - Hazards[above - 1]);
        return Calibrated[above - 1] + (share * (Calibrated[above] - Calibrated[above - 1]));
    }
}
