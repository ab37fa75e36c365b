using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Which rows of a batch of token sequences are tokens: the first <c>Counts[i]</c> of sequence i; the rest is filling.</summary>
internal sealed class TokenLayout
{
    private readonly Device device;
    private Tensor? mask;
    private Tensor? counts;
    private TokenLayout? withoutClassToken;
    private TokenGrid? grid;

    /// <param name="counts">Tokens of each sequence.</param>
    /// <param name="length">Rows of each sequence in the batch, at least the largest count.</param>
    /// <param name="device">Device of the tokens.</param>
    public TokenLayout(int[] counts, long length, Device device)
    {
        (Counts, Length, this.device) = (counts, length, device);
        IsEven = Array.TrueForAll(counts, count => count == length);
    }

    /// <summary>Tokens of each sequence.</summary>
    public int[] Counts { get; }

    /// <summary>Rows of each sequence in the batch.</summary>
    public long Length { get; }

    /// <summary>Whether every row is a token.</summary>
    public bool IsEven { get; }

    /// <summary>Device of the tokens.</summary>
    public Device Device => device;

    /// <summary>[n, length]: true where a row is a token.</summary>
    public Tensor Mask => mask ??= TensorArithmetic.Range(Length, device).unsqueeze(0) < CountColumn;

    /// <summary>[n, 1], int64: tokens of each sequence.</summary>
    public Tensor CountColumn => counts ??= tensor(Array.ConvertAll(Counts, count => (long)count), device: device).unsqueeze(1);

    /// <summary>The layout of what follows a class token in front of each sequence.</summary>
    public TokenLayout WithoutClassToken => withoutClassToken ??= new(Array.ConvertAll(Counts, count => count - 1), Length - 1, device);

    /// <summary>The square maps on which the tokens lie.</summary>
    public TokenGrid Grid => grid ??= new TokenGrid(this);

    /// <summary>Makes what is otherwise made when it is first asked for, in the present dispose scope.</summary>
    /// <param name="withGrid">Whether the tokens behind a class token are put on maps.</param>
    public void Prepare(bool withGrid)
    {
        if (withGrid) _ = WithoutClassToken.Grid;
        if (IsEven) return;
        _ = (Mask, CountColumn);
        if (withGrid) _ = (WithoutClassToken.Mask, WithoutClassToken.CountColumn);
    }

    /// <summary>The layout of some of the sequences.</summary>
    public TokenLayout Select(IReadOnlyList<int> places) => new([.. places.Select(place => Counts[place])], Length, device);

    /// <summary>Sets filling to zero.</summary>
    /// <param name="rows">[n, length, width].</param>
    public Tensor Clear(Tensor rows) => IsEven ? rows : rows * Mask.unsqueeze(2);

    /// <summary>[n, width]: mean of each sequence's tokens.</summary>
    /// <param name="rows">[n, length, width].</param>
    public Tensor Mean(Tensor rows) => IsEven ? rows.mean([1]) : Clear(rows).sum(dim: 1) / CountColumn;
}
