using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Gated attention pooling (Ilse et al. 2018, equation 9): the mean of all tokens, weighted by a softmax over their scores,
/// in one or more branches.
/// </summary>
internal sealed class AttentionPool : Module<Tensor, (Tensor Pooled, Tensor Scores)>
{
    private readonly AttentionScorer scorer;

    /// <summary>Creates the pooling.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="hidden">Hidden width of the scorer.</param>
    /// <param name="dropoutProbability">Dropout of the scorer in training, in [0, 1); 0.25 in MCAT-derived code.</param>
    /// <param name="random">Source of the dropout masks.</param>
    /// <param name="branches">Number of weighted means, each with its own scores. Default 1.</param>
    public AttentionPool(int width, int hidden, double dropoutProbability, RandomSource random, int branches = 1)
        : base(nameof(AttentionPool))
    {
        scorer = new AttentionScorer(width, hidden, branches, gated: true, dropoutProbability, random);
        RegisterComponents();
    }

    /// <summary>
    /// Maps tokens [n, width] to their mean [branches, width] and the scores before the softmax, [branches, n]; batches of sequences
    /// of equal length likewise.
    /// </summary>
    public override (Tensor Pooled, Tensor Scores) forward(Tensor tokens)
    {
        var scores = scorer.call(tokens).transpose(-2, -1);
        return (scores.softmax(-1).Product(tokens), scores);
    }

    /// <summary>
    /// Pools several sequences: their means [n, branches, width], and the scores before the softmax, [n, branches, length];
    /// those of filling have no meaning.
    /// </summary>
    internal (Tensor Pooled, Tensor Scores) Run(TokenBatch batch)
    {
        var scores = scorer.call(batch.Tokens).transpose(1, 2);
        return (batch.Layout.Hide(scores).softmax(-1).Product(batch.Tokens), scores);
    }
}
