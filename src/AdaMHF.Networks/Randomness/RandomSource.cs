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
    private Generator? generator;
    private long current = seed;

    /// <summary>
    /// Whether gates go round their experts at the start of the stream. Default true; a run that continues where another stopped sets it to false.
    /// </summary>
    public bool Explores { get; set; } = true;

    /// <summary>How often the stream was restarted.</summary>
    internal int Restarts { get; private set; }

    /// <summary>Restarts the stream, and with it the gates' rounds through their experts where <see cref="Explores"/> says so.</summary>
    /// <param name="value">New start of the stream.</param>
    public void Reseed(long value)
    {
        lock (gate)
        {
            current = value;
            Restarts++;
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

    /// <inheritdoc/>
    public void Dispose() => generator?.Dispose();
}
