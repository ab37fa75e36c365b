namespace AdaMHF.Survival;

/// <summary>Takes a sample apart by stratum.</summary>
internal static class Strata
{
    /// <summary>Indices of the subjects of each stratum, strata by rising label.</summary>
    public static IEnumerable<int[]> Members(ReadOnlySpan<int> stratum)
    {
        var members = new SortedDictionary<int, List<int>>();
        for (var i = 0; i < stratum.Length; i++)
        {
            if (!members.TryGetValue(stratum[i], out var indices)) members.Add(stratum[i], indices = []);
            indices.Add(i);
        }
        return members.Values.Select(indices => indices.ToArray());
    }

    public static T[] Pick<T>(ReadOnlySpan<T> values, int[] indices)
    {
        var picked = new T[indices.Length];
        for (var i = 0; i < picked.Length; i++) picked[i] = values[indices[i]];
        return picked;
    }
}
