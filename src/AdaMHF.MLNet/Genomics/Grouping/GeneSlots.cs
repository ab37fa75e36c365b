using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Where the genes of a fitted grouping stand in a column that names its slots.</summary>
internal static class GeneSlots
{
    private const int Shown = 10;

    /// <summary>Slot of each gene of each group; null where the column has no names, so that genes are taken in their order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A gene is absent, or there twice; the message names it.</exception>
    public static int[][]? Of(DataViewSchema.Column genes, GenomicGroupingSettings settings)
    {
        if (!genes.HasSlotNames()) return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        genes.GetSlotNames(ref names);
        string[] texts = [.. names.DenseValues().Select(name => name.ToString())];
        // Columns whose slots have no names of their own may still carry empty ones.
        if (Array.TrueForAll(texts, text => text.Length == 0)) return null;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var twice = new HashSet<string>(StringComparer.Ordinal);
        for (var slot = 0; slot < texts.Length; slot++)
        {
            if (!places.TryAdd(texts[slot], slot)) twice.Add(texts[slot]);
        }
        string[] wanted = [.. settings.Groups.SelectMany(group => group.Genes).Distinct(StringComparer.Ordinal)];
        Refuse(genes, wanted, gene => !places.ContainsKey(gene), "lacks");
        Refuse(genes, wanted, twice.Contains, "has twice");
        return Array.ConvertAll(settings.Groups, group => Array.ConvertAll(group.Genes, gene => places[gene]));
    }

    private static void Refuse(DataViewSchema.Column genes, string[] wanted, Predicate<string> isWrong, string what)
    {
        string[] wrong = Array.FindAll(wanted, isWrong);
        if (wrong.Length == 0) return;
        var shown = string.Join(", ", wrong.Take(Shown)) + (wrong.Length > Shown ? ", ..." : "");
        throw new ArgumentOutOfRangeException(
            nameof(genes),
            $"Column '{genes.Name}' {what} {wrong.Length} of the {wanted.Length} genes that the grouping was fitted with: {shown}. "
            + "Its slots are found by their names; add the genes, NaN where they were not measured.");
    }
}
