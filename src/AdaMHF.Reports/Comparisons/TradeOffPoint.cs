namespace AdaMHF.Reports;

/// <summary>What something reaches and what it costs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cost">The cost, above 0.</param>
/// <param name="Estimate">What it reaches.</param>
/// <param name="LowerBound">Lower end of the interval; NaN for none.</param>
/// <param name="UpperBound">Upper end; NaN for none.</param>
public sealed record TradeOffPoint(string Name, double Cost, double Estimate, double LowerBound, double UpperBound);
