using System.Collections.Immutable;
using System.Globalization;

namespace AdaMHF.Survival;

/// <summary>A D-calibration test.</summary>
/// <param name="Bins">Subjects per bin of predicted survival, from 0 upwards; the censored are spread over several.</param>
/// <param name="ChiSquare">Distance from equal bins, at least 0.</param>
/// <param name="DegreesOfFreedom">One less than the number of bins.</param>
/// <param name="PValue">Probability of a distance at least as large under calibration; a small value speaks against it.</param>
public sealed record DCalibrationResult(ImmutableArray<double> Bins, double ChiSquare, int DegreesOfFreedom, double PValue)
{
    /// <summary>Test and bins in one line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"chi-square {ChiSquare:F2} on {DegreesOfFreedom} degrees of freedom, p {PValue:G3}; subjects per bin ")
        + string.Join(", ", Bins.Select(bin => bin.ToString("0.#", CultureInfo.InvariantCulture)));
}
