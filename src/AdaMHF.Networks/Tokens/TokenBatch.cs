using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Token sequences of several patients in one tensor; shorter ones are filled up behind. Filling never reaches a token.</summary>
/// <param name="Tokens">[n, length, width]; filling holds any number.</param>
/// <param name="Layout">Which rows are tokens.</param>
internal sealed record TokenBatch(Tensor Tokens, TokenLayout Layout)
{
    /// <summary>One sequence, [tokens, width].</summary>
    public static TokenBatch Single(Tensor tokens) => Even(tokens.unsqueeze(0));

    /// <summary>Sequences of equal length, [n, length, width].</summary>
    public static TokenBatch Even(Tensor tokens) =>
        new(tokens, new([.. Enumerable.Repeat((int)tokens.shape[1], (int)tokens.shape[0])], tokens.shape[1], tokens.device));

    /// <summary>[n, width]: mean of each sequence's tokens.</summary>
    public Tensor Mean() => Layout.Mean(Tokens);

    /// <summary>The tokens of one sequence, [tokens, width].</summary>
    public Tensor Of(int place) => Tokens[place].narrow(0, 0, Layout.Counts[place]);

    /// <summary>Some of the sequences, any of them any number of times.</summary>
    public TokenBatch Select(IReadOnlyList<int> places)
    {
        if (places.Count == Layout.Counts.Length && places.Select((place, i) => place == i).All(same => same)) return this;
        return new(Tokens.index_select(0, Places(places, Tokens.device)), Layout.Select(places));
    }

    /// <summary>Several batches, one behind the other.</summary>
    public static TokenBatch Join(IReadOnlyList<TokenBatch> batches)
    {
        if (batches is [var only]) return only;
        var length = batches.Max(batch => batch.Layout.Length);
        Tensor Filled(Tensor tokens) => tokens.shape[1] == length ? tokens : nn.functional.pad(tokens, [0, 0, 0, length - tokens.shape[1]]);
        return new(
            cat([.. batches.Select(batch => Filled(batch.Tokens))]),
            new([.. batches.SelectMany(batch => batch.Layout.Counts)], length, batches[0].Tokens.device));
    }

    /// <summary>Puts a class token [1, width] in front of each sequence.</summary>
    public TokenBatch Behind(Tensor classToken) => new(
        cat([classToken.unsqueeze(0).expand(Tokens.shape[0], 1, Tokens.shape[2]), Tokens], 1),
        new(Array.ConvertAll(Layout.Counts, count => count + 1), Layout.Length + 1, Tokens.device));

    /// <summary>The class tokens [n, width], and what follows them.</summary>
    public (Tensor ClassTokens, TokenBatch Tokens) SplitClassToken() =>
        (Tokens.select(1, 0), new(Tokens.narrow(1, 1, Layout.Length - 1), Layout.WithoutClassToken));

    /// <summary>Places as a tensor of indices.</summary>
    internal static Tensor Places(IReadOnlyList<int> places, Device device) =>
        tensor([.. places.Select(place => (long)place)], device: device);
}
