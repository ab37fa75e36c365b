using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>
/// The epoch that did best on a fold's held-out patients, which is the number that much of the field reports. The patients chose the epoch on which they then judge it: it
/// flatters, and stands beside the honest number to be compared with published ones, never for it.
/// </summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Concordance">Its concordance on the held-out patients.</param>
public sealed record BestEpochOnHoldOut(int Epoch, ConcordanceResult Concordance);
