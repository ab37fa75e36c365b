namespace AdaMHF.Networks;

/// <summary>Which patches of which bags belong to each cluster.</summary>
internal sealed class ClusterMembers
{
    /// <param name="numbers">Cluster of each patch, bag after bag.</param>
    /// <param name="counts">Patches of each bag.</param>
    /// <param name="clusters">Number of clusters.</param>
    public ClusterMembers(long[] numbers, int[] counts, int clusters)
    {
        Sizes = [.. Enumerable.Range(0, clusters).Select(_ => new int[counts.Length])];
        var members = Sizes.Select(_ => new List<long>()).ToArray();
        var patch = 0;
        for (var bag = 0; bag < counts.Length; bag++)
        {
            for (var end = patch + counts[bag]; patch < end; patch++)
            {
                members[numbers[patch]].Add(patch);
                Sizes[numbers[patch]][bag]++;
            }
        }
        Order = [.. members.SelectMany(patches => patches)];
    }

    /// <summary>All patches, cluster after cluster, and bag after bag in each.</summary>
    public long[] Order { get; }

    /// <summary>Patches of each cluster, by bag.</summary>
    public int[][] Sizes { get; }

    /// <summary>The matrix, row after row, that takes the mean of a cluster's patches for each bag, zero where a bag has none.</summary>
    public float[] Shares(int cluster)
    {
        var sizes = Sizes[cluster];
        var length = sizes.Sum();
        var shares = new float[sizes.Length * length];
        var start = 0;
        for (var bag = 0; bag < sizes.Length; bag++)
        {
            if (sizes[bag] > 0) shares.AsSpan((bag * length) + start, sizes[bag]).Fill(1f / sizes[bag]);
            start += sizes[bag];
        }
        return shares;
    }
}
