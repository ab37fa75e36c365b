namespace AdaMHF.Reports;

/// <summary>The result of one training run among several that differ in their seed only.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Concordance">Concordance index on the same validation patients.</param>
/// <param name="Lower">Lower end of its 95 % interval; NaN where there is none.</param>
/// <param name="Upper">Upper end of its 95 % interval; NaN where there is none.</param>
public sealed record SeedResult(int Seed, double Concordance, double Lower = double.NaN, double Upper = double.NaN);
