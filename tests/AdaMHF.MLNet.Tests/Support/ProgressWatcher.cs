namespace AdaMHF.MLNet.Tests;

/// <summary>Reports on the training thread, in order; <see cref="Progress{T}"/> would post to other threads.</summary>
internal sealed class ProgressWatcher(Action<TrainingProgress> watch) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => watch(value);
}
