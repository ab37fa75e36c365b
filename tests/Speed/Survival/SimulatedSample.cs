using System.Runtime.InteropServices;

namespace AdaMHF.Speed.Survival;

/// <summary>Exponential lives, about 40 % censored, and a risk that knows something of them.</summary>
internal sealed class SimulatedSample
{
    public SimulatedSample(int subjects, int seed)
    {
        var random = new Random(seed);
        (Time, Event, Risk) = (new double[subjects], new bool[subjects], new double[subjects]);
        for (var i = 0; i < subjects; i++)
        {
            Time[i] = -Math.Log(1 - random.NextDouble());
            Event[i] = random.NextDouble() < 0.6;
            Risk[i] = -Math.Log(Time[i]) + 2 * (random.NextDouble() - random.NextDouble());
        }
    }

    public double[] Time { get; }

    public bool[] Event { get; }

    public double[] Risk { get; }

    /// <summary>Times, events as 32-bit integers, risks; in the machine's byte order.</summary>
    public void Write(string path)
    {
        using var stream = File.Create(path);
        stream.Write(MemoryMarshal.AsBytes<double>(Time));
        stream.Write(MemoryMarshal.AsBytes<int>(Array.ConvertAll(Event, died => died ? 1 : 0)));
        stream.Write(MemoryMarshal.AsBytes<double>(Risk));
    }
}
