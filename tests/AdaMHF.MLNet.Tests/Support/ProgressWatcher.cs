namespace AdaMHF.MLNet.Tests;

/// <summary>Calls on the training thread, in order; the framework's own <see cref="Progress{T}"/> posts to others.</summary>
internal sealed class ProgressWatcher(Action<TrainingProgress> watch) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => watch(value);
}
