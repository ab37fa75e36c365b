using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>How a network does on the validation patients.</summary>
internal sealed record ValidationResult(double Loss, ConcordanceResult Concordance);
