using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Scores tokens for attention pooling (Ilse et al. 2018): <c>W tanh(V x)</c>, or gated, <c>W (tanh(V x) * sigmoid(U x))</c>. A softmax over tokens and the weighted sum are the
/// caller's.
/// </summary>
internal sealed class AttentionScorer : Module<Tensor, Tensor>
{
    private readonly Linear content;
    private readonly Linear? gate;
    private readonly Linear scores;
    private readonly SeededDropout dropout;

    /// <summary>Creates the scorer.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="hidden">Width inside.</param>
    /// <param name="outputs">Scores per token: one per attention branch.</param>
    /// <param name="gated">Whether a sigmoid gates the content.</param>
    /// <param name="dropoutProbability">Dropout inside in training, in [0, 1); 0.25 in the lineage.</param>
    /// <param name="random">Where dropout masks are drawn.</param>
    public AttentionScorer(int width, int hidden, int outputs, bool gated, double dropoutProbability, RandomSource random) : base(nameof(AttentionScorer))
    {
        content = Linear(width, hidden);
        gate = gated ? Linear(width, hidden) : null;
        scores = Linear(hidden, outputs);
        dropout = new SeededDropout(dropoutProbability, random);
        RegisterComponents();
    }

    /// <summary>Maps [tokens, width] to scores before the softmax, [tokens, outputs].</summary>
    public override Tensor forward(Tensor tokens)
    {
        var inside = dropout.call(content.call(tokens).tanh());
        return scores.call(gate is null ? inside : inside * dropout.call(gate.call(tokens).sigmoid()));
    }
}
