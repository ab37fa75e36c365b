namespace AdaMHF.MLNet;

/// <summary>How a loss has developed that should fall.</summary>
/// <param name="Share">Share of the largest step size that is left.</param>
/// <param name="Best">The lowest loss so far.</param>
/// <param name="Stale">Epochs since it, or since the last decay.</param>
internal sealed record PlateauState(double Share, double Best, int Stale);
