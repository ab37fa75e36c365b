using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>How a network does on the patients spared from its training.</summary>
internal sealed record InnerResult(double Loss, ConcordanceResult Concordance);
