using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Arranges token sequences as square maps, row by row, for convolutions, and back. The side is the smallest that holds every token
/// of a sequence; empty cells are zero. Sequences of a batch keep their own sides, in the corner of maps of the largest side.
/// </summary>
internal sealed class TokenGrid
{
    private readonly TokenLayout layout;
    private readonly long side;
    private readonly Tensor? cells;
    private readonly Tensor? tokens;

    /// <param name="layout">The sequences.</param>
    public TokenGrid(TokenLayout layout)
    {
        this.layout = layout;
        side = layout.Counts.Max(count => Side(count));
        if (!layout.IsEven) (cells, tokens) = Indices(layout, side);
    }

    /// <summary>[n, length, width] to [n, width, side, side].</summary>
    public Tensor ToMap(Tensor rows)
    {
        var (batch, length, width) = (rows.shape[0], rows.shape[1], rows.shape[2]);
        // One zero row behind each sequence, for empty cells.
        var square = cells is null
            ? side * side == length ? rows : functional.pad(rows, [0, 0, 0, side * side - length])
            : functional.pad(layout.Clear(rows), [0, 0, 0, 1]).reshape(-1, width).index_select(0, cells).reshape(batch, side * side, width);
        return square.transpose(1, 2).reshape(batch, width, side, side);
    }

    /// <summary>[n, width, side, side] back to the tokens, [n, length, width].</summary>
    public Tensor ToTokens(Tensor map)
    {
        var flat = map.flatten(2).transpose(1, 2);
        return tokens is null
            ? flat.narrow(1, 0, layout.Length)
            : flat.reshape(-1, map.shape[1]).index_select(0, tokens).reshape(map.shape[0], layout.Length, map.shape[1]);
    }

    /// <summary>Side of the square that holds <paramref name="count"/> tokens.</summary>
    public static long Side(long count) => (long)Math.Ceiling(Math.Sqrt(count));

    // Of each cell the row that stands in it, of each row the cell in which it stands, over all sequences.
    private static (Tensor Cells, Tensor Tokens) Indices(TokenLayout layout, long side)
    {
        var (length, square) = (layout.Length, side * side);
        var (cells, tokens) = (new long[layout.Counts.Length * square], new long[layout.Counts.Length * length]);
        for (var sequence = 0; sequence < layout.Counts.Length; sequence++)
        {
            var own = Side(layout.Counts[sequence]);
            cells.AsSpan((int)(sequence * square), (int)square).Fill((sequence * (length + 1)) + length);
            for (var token = 0; token < layout.Counts[sequence]; token++)
            {
                var cell = (sequence * square) + (token / own * side) + (token % own);
                cells[cell] = (sequence * (length + 1)) + token;
                tokens[(sequence * length) + token] = cell;
            }
        }
        return (tensor(cells, device: layout.Device), tensor(tokens, device: layout.Device));
    }
}
