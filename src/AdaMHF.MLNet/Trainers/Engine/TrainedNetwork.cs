using AdaMHF.Networks;
using AdaMHF.Survival;
using AdaMHF.TensorFiles;

namespace AdaMHF.MLNet;

/// <summary>A trained network and what its training leaves beside the weights.</summary>
/// <param name="Network">In evaluation mode.</param>
/// <param name="Record">How the model came to be.</param>
/// <param name="Baseline">The baseline hazard of a network that predicts a log hazard; null for discrete hazards.</param>
/// <param name="Epochs">The weights after every epoch; empty unless they are kept.</param>
/// <param name="Checkpoint">Where the run ended; null without checkpoints.</param>
internal sealed record TrainedNetwork(
    SurvivalNetwork Network,
    TrainingRecord Record,
    CoxPredictor? Baseline,
    IReadOnlyList<NamedTensors> Epochs,
    TrainingCheckpoint? Checkpoint);
