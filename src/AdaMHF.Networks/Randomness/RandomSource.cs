using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// The random numbers of one network: dropout masks and sampled choices come from here, never from the process-wide generator, so
/// that networks trained side by side are independent and an interrupted run can resume.
/// </summary>
/// <param name="seed">
/// Start of the stream; the same seed gives the same numbers on the same device. The CPU generator uses its lower 32 bits.
/// </param>
public sealed class RandomSource(long seed) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<int> visits = [];
    private Generator? generator;
    private long current = seed;

    /// <summary>Whether gates cycle through their experts at the start of the stream. Default true.</summary>
    public bool Explores { get; set; } = true;

    /// <summary>Restarts the stream and, where <see cref="Explores"/> is true, the gates' cycles through their experts.</summary>
    /// <param name="value">New start of the stream.</param>
    public void Reseed(long value)
    {
        lock (gate)
        {
            current = value;
            for (var place = 0; place < visits.Count; place++) visits[place] = 0;
            generator?.manual_seed(value);
        }
    }

    /// <summary>The generator of the stream, on the device where the numbers are needed.</summary>
    /// <param name="device">Device of the tensors that the numbers are for.</param>
    public Generator On(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        lock (gate)
        {
            if (generator is not null && generator.device.type == device.type) return generator;
            generator?.Dispose();
            // A stream that moves to another device restarts there from its seed.
            return generator = new Generator(unchecked((ulong)current), device);
        }
    }

    /// <summary>State of the stream, for <see cref="Continue"/>.</summary>
    public RandomState State()
    {
        lock (gate)
        {
            using var state = generator?.get_state();
            return new(current, [.. visits], state is null ? null : [.. state.bytes]);
        }
    }

    /// <summary>Continues from the state of a stream of the same network.</summary>
    /// <param name="state">What <see cref="State"/> returned.</param>
    /// <param name="device">Device on which numbers will be drawn.</param>
    /// <exception cref="ArgumentException">The state belongs to a network with other gates.</exception>
    public void Continue(RandomState state, Device device)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Visits.Count != visits.Count)
        {
            throw new ArgumentException(
                $"The state is that of a network with {state.Visits.Count} gates; this one has {visits.Count}.", nameof(state));
        }
        Reseed(state.Start);
        lock (gate)
        {
            for (var place = 0; place < visits.Count; place++) visits[place] = state.Visits[place];
        }
        if (state.Generator is null) return;
        using var numbers = tensor([.. state.Generator], dtype: ScalarType.Byte);
        On(device).set_state(numbers);
    }

    /// <summary>Adds a counter of a gate's visits since the start of the stream.</summary>
    internal int CountsVisits()
    {
        visits.Add(0);
        return visits.Count - 1;
    }

    /// <summary>Counts one visit.</summary>
    /// <returns>Number of visits before.</returns>
    internal int Visit(int place) => visits[place]++;

    /// <inheritdoc/>
    public void Dispose() => generator?.Dispose();
}
