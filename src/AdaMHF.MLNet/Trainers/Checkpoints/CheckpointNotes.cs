using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>What a checkpoint keeps beside tensors.</summary>
/// <param name="Run">Identity of the run.</param>
/// <param name="Curve">Every epoch that is done.</param>
/// <param name="Plateau">Where the schedule stands.</param>
/// <param name="BestEpoch">Number of the best epoch; 0 when none is kept.</param>
/// <param name="BestValue">What it is best by.</param>
/// <param name="Random">Where the network's random numbers stand.</param>
internal sealed record CheckpointNotes(
    string Run, List<TrainingEpoch> Curve, PlateauState Plateau, int BestEpoch, double BestValue, RandomState Random);
