namespace AdaMHF.PatchBags;

/// <summary>Chooses which patches of a bag are used when it has more than a budget allows.</summary>
public static class PatchSampling
{
    /// <summary>
    /// A random sample without replacement, every subset of that size being equally likely. The same seed gives the same sample on
    /// every machine.
    /// </summary>
    /// <param name="patchCount">Patches in the bag, at least 0.</param>
    /// <param name="maxPatches">Largest size of the sample, at least 1; a smaller bag is taken whole.</param>
    /// <param name="seed">Any integers; each sequence has its own sample, for instance (seed, epoch, patient).</param>
    /// <returns>Ascending patch numbers, min(<paramref name="patchCount"/>, <paramref name="maxPatches"/>) of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of its range.</exception>
    public static int[] Random(int patchCount, int maxPatches, params ReadOnlySpan<int> seed)
    {
        var rows = new int[SampleSize(patchCount, maxPatches)];
        var random = new SplitMix64(seed);

        // One pass over the bag's numbers gives an ascending sample with no more memory than its result (Knuth 3.4.2, algorithm S).
        for (int patch = 0, chosen = 0; chosen < rows.Length; patch++)
        {
            if (random.Next(patchCount - patch) < rows.Length - chosen) rows[chosen++] = patch;
        }
        return rows;
    }

    /// <summary>A sample that is spread evenly over the bag, always the same: for prediction.</summary>
    /// <param name="patchCount">Patches in the bag, at least 0.</param>
    /// <param name="maxPatches">Largest size of the sample, at least 1; a smaller bag is taken whole.</param>
    /// <returns>
    /// Ascending patch numbers, min(<paramref name="patchCount"/>, <paramref name="maxPatches"/>) of them: the middle of each equal part.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of its range.</exception>
    public static int[] EvenlySpaced(int patchCount, int maxPatches)
    {
        var rows = new int[SampleSize(patchCount, maxPatches)];
        for (var i = 0; i < rows.Length; i++) rows[i] = (int)(((2L * i) + 1) * patchCount / (2L * rows.Length));
        return rows;
    }

    private static int SampleSize(int patchCount, int maxPatches)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patchCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPatches, 1);
        return Math.Min(patchCount, maxPatches);
    }
}
