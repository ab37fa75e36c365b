namespace AdaMHF.Benchmark;

/// <summary>timing.json: all that differs between two runs of the same unit.</summary>
/// <param name="TrainingSeconds">Preparation and training.</param>
/// <param name="PredictionSeconds">All conditions together.</param>
/// <param name="MillisecondsPerPatient">One held-out patient, complete.</param>
/// <param name="PeakMemoryBytes">Most resident memory of the process while the unit ran.</param>
/// <param name="Finished">When, UTC.</param>
/// <param name="Machine">Name and processors of the machine.</param>
internal sealed record UnitTiming(
    double TrainingSeconds, double PredictionSeconds, double MillisecondsPerPatient, long PeakMemoryBytes, DateTime Finished,
        string Machine);
