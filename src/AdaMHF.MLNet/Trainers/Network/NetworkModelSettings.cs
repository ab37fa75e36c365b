using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>What every model with a network inside is saved with, beside the network's own shape and weights.</summary>
/// <param name="Columns">The columns that it reads.</param>
/// <param name="Prognosis">The times on which it reports.</param>
/// <param name="Training">How it came to be.</param>
/// <param name="Baseline">Baseline hazard of a network that predicts a log hazard; null for discrete hazards.</param>
internal record NetworkModelSettings(ModelColumns Columns, PrognosisSettings Prognosis, TrainingRecord Training, CoxPredictor? Baseline);
