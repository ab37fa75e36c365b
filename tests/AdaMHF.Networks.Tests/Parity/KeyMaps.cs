namespace AdaMHF.Networks.Tests;

/// <summary>Puts together which of their weights is which of ours.</summary>
internal static class KeyMaps
{
    /// <summary>Adds the keys of a part under its names there and here.</summary>
    public static void AddUnder(
        this Dictionary<string, string> keys, string theirPrefix, string ourPrefix, IReadOnlyDictionary<string, string> part)
    {
        foreach (var (theirs, ours) in part) keys.Add(theirPrefix + theirs, ourPrefix + ours);
    }

    /// <summary>Adds weights and biases of layers.</summary>
    public static void AddLayers(this Dictionary<string, string> keys, params (string Theirs, string Ours)[] layers) =>
        keys.AddUnder("", "", BlockComparison.WeightsAndBiases(layers.ToDictionary(layer => layer.Theirs, layer => layer.Ours)));

    /// <summary>Adds self-normalising networks, one of some blocks per group.</summary>
    public static void AddGroups(this Dictionary<string, string> keys, string theirs, string ours, int groups, int blocks)
    {
        for (var group = 0; group < groups; group++)
        {
            for (var block = 0; block < blocks; block++)
                keys.AddLayers(($"{theirs}.{group}.{block}.0", $"{ours}.groups.{group}.{block}.linear"));
        }
    }
}
