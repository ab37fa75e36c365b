using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Puts rows of one matrix together as sequences.</summary>
internal static class GatheredRows
{
    /// <summary>Sequences of rows, filled up behind where their lengths differ.</summary>
    /// <param name="rows">[m, width].</param>
    /// <param name="order">Numbers of the rows, sequence after sequence.</param>
    /// <param name="counts">Rows of each sequence, at least one.</param>
    public static TokenBatch Of(Tensor rows, Tensor order, int[] counts)
    {
        var layout = new TokenLayout(counts, counts.Max(), rows.device);
        var chosen = layout.IsEven ? order : order.index_select(0, tensor(Filled(layout), device: rows.device));
        return new(rows.index_select(0, chosen).reshape(counts.Length, layout.Length, rows.shape[1]), layout);
    }

    // Places in the order; behind a sequence that of its first row.
    private static long[] Filled(TokenLayout layout)
    {
        var places = new long[layout.Counts.Length * layout.Length];
        var start = 0L;
        for (var sequence = 0; sequence < layout.Counts.Length; sequence++)
        {
            for (var row = 0; row < layout.Length; row++)
                places[(sequence * layout.Length) + row] = row < layout.Counts[sequence] ? start + row : start;
            start += layout.Counts[sequence];
        }
        return places;
    }
}
