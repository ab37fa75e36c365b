using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>How a network does on the patients spared from its training.</summary>
internal sealed record ValidationResult(double Loss, ConcordanceResult Concordance);
