namespace AdaMHF;

/// <summary>
/// A generator of random bits that gives the same numbers on every machine and runtime (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014).
/// </summary>
internal struct SplitMix64
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>A stream of its own for every sequence of integers.</summary>
    public SplitMix64(params ReadOnlySpan<int> seed)
    {
        // Mixing after every part keeps (1, 2) apart from (2, 1).
        foreach (var part in seed) _state = Mix(_state + GoldenGamma + unchecked((uint)part));
    }

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(_state += GoldenGamma);

    /// <summary>Uniform over 0 .. <paramref name="exclusive"/> - 1.</summary>
    public int Next(int exclusive) => (int)Math.BigMul(Next(), (ulong)exclusive, out _);

    /// <summary>Uniform over [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
