namespace AdaMHF.Survival;

/// <summary>Tests of calibration at a horizon in groups of rising prediction.</summary>
/// <param name="Groups">Groups with a defined Kaplan-Meier estimate.</param>
/// <param name="DAgostinoNam">
/// Hosmer-Lemeshow form: sum of n (observed - predicted)^2 / (predicted (1 - predicted)). Its variance is that without censoring, which is
/// too small under censoring.
/// </param>
/// <param name="DAgostinoNamPValue">Its p-value.</param>
/// <param name="Greenwood">The same with the variance of the Kaplan-Meier estimate, by Greenwood's formula.</param>
/// <param name="GreenwoodPValue">Its p-value.</param>
/// <param name="DegreesOfFreedom">Of both tests.</param>
/// <param name="UndefinedReason">Why the tests are NaN; null when they are defined.</param>
public sealed record GroupedCalibrationResult(
    int Groups, double DAgostinoNam, double DAgostinoNamPValue, double Greenwood, double GreenwoodPValue, int DegreesOfFreedom,
    string? UndefinedReason);
