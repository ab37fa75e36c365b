using MathNet.Numerics;

namespace AdaMHF.MLNet;

/// <summary>Maps the predicted hazards of one time bin to calibrated ones: a rising function, saved with the model.</summary>
/// <param name="Slope">Slope on the log odds, at least 0; NaN for a curve through points.</param>
/// <param name="Offset">Offset on the log odds.</param>
/// <param name="Hazards">Predicted hazards, rising; the curve is linear between them and constant beyond.</param>
/// <param name="Calibrated">Calibrated hazard for each predicted one.</param>
internal sealed record CalibrationCurve(double Slope, double Offset, double[] Hazards, double[] Calibrated)
{
    /// <summary>Checks every value of a stored curve.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check()
    {
        OptionCheck.Require(
            Hazards.Length > 0 || (Slope >= 0 && double.IsFinite(Slope)), nameof(Slope), Slope, "a finite number, at least 0");
        OptionCheck.Require(double.IsFinite(Offset), nameof(Offset), Offset, "a finite number");
        StoredNumbers.RequireLength(Calibrated.Length, Hazards.Length, nameof(Calibrated));
        StoredNumbers.RequireEach(Hazards, hazard => hazard is >= 0 and <= 1, nameof(Hazards), "in [0, 1]");
        StoredNumbers.RequireEach(Calibrated, hazard => hazard is >= 0 and <= 1, nameof(Calibrated), "in [0, 1]");
        StoredNumbers.RequireRising(Hazards, mayStay: true, nameof(Hazards));
        StoredNumbers.RequireRising(Calibrated, mayStay: true, nameof(Calibrated));
    }

    // A hazard of exactly 0 or 1 has no log odds.
    private const double Smallest = 1e-7;

    /// <summary>The identity, for a bin without information: nobody reached it, nobody died in it, or everybody did.</summary>
    public static CalibrationCurve Unchanged { get; } = new(1, 0, [], []);

    public static CalibrationCurve Logistic(double slope, double offset) => new(slope, offset, [], []);

    public static CalibrationCurve Through(double[] hazards, double[] calibrated) => new(double.NaN, 0, hazards, calibrated);

    public static double LogOdds(double hazard) => SpecialFunctions.Logit(Math.Clamp(hazard, Smallest, 1 - Smallest));

    public double Apply(double hazard)
    {
        if (Hazards.Length == 0) return SpecialFunctions.Logistic((Slope * LogOdds(hazard)) + Offset);
        var index = Array.BinarySearch(Hazards, hazard);
        if (index >= 0) return Calibrated[index];
        var above = ~index;
        if (above == 0) return Calibrated[0];
        if (above == Hazards.Length) return Calibrated[^1];
        var share = (hazard - Hazards[above - 1]) / (Hazards[above] - Hazards[above - 1]);
        return Calibrated[above - 1] + (share * (Calibrated[above] - Calibrated[above - 1]));
    }
}
