using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// Builds networks whose initial weights depend on a seed alone. TorchSharp's layer constructors always draw from the process-wide
/// generator: it is set here, and nowhere else, and restored afterwards.
/// </summary>
internal static class SeededConstruction
{
    private static readonly Lock OneAtATime = new();

    /// <summary>Runs a constructor with the given seed and leaves the process-wide CPU generator as it was.</summary>
    /// <typeparam name="T">What is built.</typeparam>
    /// <param name="seed">Seed of the initial weights. Torch's CPU generator takes its lower 32 bits.</param>
    /// <param name="construct">Builds the network, on the CPU.</param>
    public static T Build<T>(long seed, Func<T> construct)
    {
        ArgumentNullException.ThrowIfNull(construct);
        lock (OneAtATime)
        {
            using var budget = ConstructionBudget.OfMemory();
            using var thread = ConstructionBudget.IsOfWeights ? null : new OneThread();
            using var before = get_rng_state();
            using var seeded = new Generator(unchecked((ulong)seed), CPU);
            using var start = seeded.get_state();
            set_rng_state(start);
            // What constructors compute in passing must outlive the calls it is passed to; nobody else holds it.
            using var scope = NewDisposeScope();
            try
            {
                var built = construct();
                scope.MoveToOuter(scope.DisposablesView.ToArray());
                return built;
            }
            finally
            {
                set_rng_state(before);
            }
        }
    }

    /// <summary>Builds a network with its own random numbers, all from one seed.</summary>
    internal static T BuildNetwork<T>(long seed, Func<RandomSource, T> construct)
    {
        TorchBackend.EnsureLoaded();
        return Build(seed, () => construct(new RandomSource(seed)));
    }
}
