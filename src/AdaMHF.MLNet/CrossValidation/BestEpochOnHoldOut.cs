using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>
/// The epoch with the highest concordance on a fold's held-out patients, which much of the field reports. The same patients select the
/// epoch and evaluate it, so the number is optimistic: it is there to compare with published ones, not to replace the concordance of the
/// last epoch.
/// </summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Concordance">Its concordance on the held-out patients.</param>
public sealed record BestEpochOnHoldOut(int Epoch, ConcordanceResult Concordance);
