using AdaMHF.Survival;
using AdaMHF.TensorFiles;

namespace AdaMHF.MLNet;

/// <summary>What a training run leaves beside the weights.</summary>
/// <param name="Record">How the model came to be.</param>
/// <param name="Baseline">The baseline hazard of a network that predicts a log hazard; null for discrete hazards.</param>
/// <param name="Epochs">The weights after every epoch; empty unless they are kept.</param>
internal sealed record TrainedNetwork(TrainingRecord Record, CoxPredictor? Baseline, IReadOnlyList<NamedTensors> Epochs);
