using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// The random numbers of one network: dropout masks and sampled choices come from here, never from the process-wide generator,
/// so that two networks trained side by side do not disturb each other and a run can be continued where it stopped.
/// </summary>
/// <param name="seed">Start of the stream; the same seed gives the same numbers on the same device. On the CPU its lower 32 bits count.</param>
public sealed class RandomSource(long seed) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<int> visits = [];
    private Generator? generator;
    private long current = seed;

    /// <summary>Whether gates go round their experts at the start of the stream. Default true.</summary>
    public bool Explores { get; set; } = true;

    /// <summary>Restarts the stream, and with it the gates' rounds through their experts where <see cref="Explores"/> says so.</summary>
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

    /// <summary>The generator behind the stream, on the device where the numbers are needed.</summary>
    /// <param name="device">Device of the tensors that the numbers are for.</param>
    public Generator On(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        lock (gate)
        {
            if (generator is not null && generator.device.type == device.type) return generator;
            generator?.Dispose();
            // The seed counts, not the state: a stream that moves to another device starts again there.
            return generator = new Generator(unchecked((ulong)current), device);
        }
    }

    /// <summary>Where the stream stands, to be taken up again by <see cref="Continue"/>.</summary>
    public RandomState State()
    {
        lock (gate)
        {
            using var state = generator?.get_state();
            return new(current, [.. visits], state is null ? null : [.. state.bytes]);
        }
    }

    /// <summary>Goes on where another stream of the same network stood.</summary>
    /// <param name="state">What <see cref="State"/> returned.</param>
    /// <param name="device">Device on which numbers will be drawn.</param>
    /// <exception cref="ArgumentException">The state belongs to a network with other gates.</exception>
    public void Continue(RandomState state, Device device)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Visits.Count != visits.Count)
            throw new ArgumentException($"The state is that of a network with {state.Visits.Count} gates; this one has {visits.Count}.", nameof(state));
        Reseed(state.Start);
        lock (gate)
        {
            for (var place = 0; place < visits.Count; place++) visits[place] = state.Visits[place];
        }
        if (state.Generator is null) return;
        using var numbers = tensor([.. state.Generator], dtype: ScalarType.Byte);
        On(device).set_state(numbers);
    }

    /// <summary>Makes a place where a gate's visits are counted from the start of the stream.</summary>
    internal int CountsVisits()
    {
        visits.Add(0);
        return visits.Count - 1;
    }

    /// <summary>Counts a visit of a place.</summary>
    /// <returns>How many there were before.</returns>
    internal int Visit(int place) => visits[place]++;

    /// <inheritdoc/>
    public void Dispose() => generator?.Dispose();
}
