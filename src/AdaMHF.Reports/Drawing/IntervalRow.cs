namespace AdaMHF.Reports;

/// <summary>One row of a plot of estimates with their intervals.</summary>
/// <param name="Name">Name at the left.</param>
/// <param name="Estimate">The estimate on the axis.</param>
/// <param name="Lower">Lower end; NaN for none.</param>
/// <param name="Upper">Upper end; NaN for none.</param>
/// <param name="Text">The numbers at the right.</param>
internal sealed record IntervalRow(string Name, double Estimate, double Lower, double Upper, string Text);
