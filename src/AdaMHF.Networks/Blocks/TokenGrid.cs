using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Arranges a token sequence as a square map, row by row, for convolutions, and back. The side is the smallest that holds every
/// token; empty cells are zero.
/// </summary>
internal static class TokenGrid
{
    /// <summary>[tokens, width] to [1, width, side, side].</summary>
    public static Tensor ToMap(Tensor tokens)
    {
        var (count, width) = (tokens.shape[0], tokens.shape[1]);
        var side = Side(count);
        var square = side * side == count ? tokens : functional.pad(tokens, [0, 0, 0, side * side - count]);
        return square.transpose(0, 1).reshape(1, width, side, side);
    }

    /// <summary>[1, width, side, side] back to the first <paramref name="count"/> tokens, [count, width].</summary>
    public static Tensor ToTokens(Tensor map, long count) => map.flatten(2).squeeze(0).transpose(0, 1).narrow(0, 0, count);

    /// <summary>Side of the square that holds <paramref name="count"/> tokens.</summary>
    public static long Side(long count) => (long)Math.Ceiling(Math.Sqrt(count));
}
