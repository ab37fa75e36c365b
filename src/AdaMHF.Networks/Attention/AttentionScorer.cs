using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Scores tokens for attention pooling (Ilse et al. 2018): <c>W tanh(V x)</c>, or gated, <c>W (tanh(V x) * sigmoid(U x))</c>. The
/// caller applies the softmax over tokens and the weighted sum.
/// </summary>
internal sealed class AttentionScorer : Module<Tensor, Tensor>
{
    private readonly Linear content;
    private readonly Linear? gate;
    private readonly Linear scores;
    private readonly SeededDropout dropout;

    /// <summary>Creates the scorer.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="hidden">Hidden width.</param>
    /// <param name="outputs">Scores per token: one per attention branch.</param>
    /// <param name="gated">Whether a sigmoid gates the content.</param>
    /// <param name="dropoutProbability">Dropout of the hidden units in training, in [0, 1); 0.25 in MCAT-derived code.</param>
    /// <param name="random">Source of the dropout masks.</param>
    public AttentionScorer(int width, int hidden, int outputs, bool gated, double dropoutProbability, RandomSource random)
        : base(nameof(AttentionScorer))
    {
        content = Layers.Linear(width, hidden);
        gate = gated ? Layers.Linear(width, hidden) : null;
        scores = Layers.Linear(hidden, outputs);
        dropout = new SeededDropout(dropoutProbability, random);
        RegisterComponents();
    }

    /// <summary>Maps [tokens, width] to scores before the softmax, [tokens, outputs].</summary>
    public override Tensor forward(Tensor tokens)
    {
        var hidden = dropout.call(content.call(tokens).tanh());
        return scores.call(gate is null ? hidden : hidden * dropout.call(gate.call(tokens).sigmoid()));
    }
}
