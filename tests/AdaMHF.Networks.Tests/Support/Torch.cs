using AdaMHF.Networks.Tests;

// Torch runs its own threads, and the count of live tensors is kept per thread: one test at a time is faster and easier to read.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Torch))]

namespace AdaMHF.Networks.Tests;

/// <summary>Loads the native backend before the first test, so that a failure to load says why.</summary>
public sealed class Torch
{
    public Torch() => TorchBackend.EnsureLoaded();
}
