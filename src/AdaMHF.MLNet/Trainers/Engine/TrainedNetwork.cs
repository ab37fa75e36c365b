using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>What a training run leaves beside the weights.</summary>
/// <param name="Record">How the model came to be.</param>
/// <param name="Baseline">The baseline hazard of a network that predicts a log hazard; null for discrete hazards.</param>
internal sealed record TrainedNetwork(TrainingRecord Record, CoxPredictor? Baseline);
