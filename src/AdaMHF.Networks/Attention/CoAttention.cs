using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Scaled dot-product attention of one set of tokens to another, whose keys are also its values (MCAT, CMTA). With both sets the
/// same it is plain self-attention.
/// </summary>
internal sealed class CoAttention : Module<Tensor, Tensor, (Tensor Output, Tensor Scores)>
{
    private readonly Parameter projection_weight;
    private readonly Parameter projection_bias;
    private readonly Linear output;
    private readonly SeededDropout? dropout;
    private readonly int heads;

    /// <summary>Creates the block.</summary>
    /// <param name="width">Token width, a multiple of the heads.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="dropoutProbability">Dropout of the attention weights in training, in [0, 1). Default 0.</param>
    /// <param name="random">Source of the dropout masks; required with dropout.</param>
    public CoAttention(int width, int heads, double dropoutProbability = 0, RandomSource? random = null) : base(nameof(CoAttention))
    {
        if (width % heads != 0) throw new ArgumentException($"The width {width} is no multiple of the {heads} heads.", nameof(heads));
        if (dropoutProbability > 0) ArgumentNullException.ThrowIfNull(random);
        this.heads = heads;
        ConstructionBudget.Take(3L * width, width);
        var weight = empty(3 * width, width);
        init.xavier_uniform_(weight);
        projection_weight = new Parameter(weight);
        projection_bias = new Parameter(zeros(3 * width));
        output = Layers.Linear(width, width);
        init.zeros_(output.bias!);
        dropout = dropoutProbability > 0 ? new SeededDropout(dropoutProbability, random!) : null;
        RegisterComponents();
    }

    /// <summary>
    /// Maps queries [targets, width] and keys [sources, width] to [targets, width] and the scores before the softmax,
    /// [heads, targets, sources]; batches of sequences of equal length likewise.
    /// </summary>
    public override (Tensor Output, Tensor Scores) forward(Tensor queries, Tensor keys)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        return Attend(queries, keys, null);
    }

    /// <summary>
    /// Maps queries [n, targets, width] and as many sequences of keys to [n, targets, width] and the scores before the softmax,
    /// [n, heads, targets, sources]; those of filling have no meaning.
    /// </summary>
    internal (Tensor Output, Tensor Scores) Run(Tensor queries, TokenBatch keys) => Attend(queries, keys.Tokens, keys.Layout);

    private (Tensor Output, Tensor Scores) Attend(Tensor queries, Tensor keys, TokenLayout? layout)
    {
        var query = Heads(Projected(queries, 0)).Times(Math.Pow(queries.shape[^1] / heads, -0.5));
        var scores = query.Product(Heads(Projected(keys, 1)).transpose(-2, -1));
        var weights = (layout?.Hide(scores) ?? scores).softmax(-1);
        var attended = (dropout?.call(weights) ?? weights).Product(Heads(Projected(keys, 2)));
        return (output.call(attended.transpose(-3, -2).flatten(-2)), scores);
    }

    private Tensor Projected(Tensor tokens, int part)
    {
        var width = tokens.shape[^1];
        var weight = projection_weight.narrow(0, part * width, width);
        return tokens.Product(weight.t()).Plus(projection_bias.narrow(0, part * width, width));
    }

    // [..., heads, tokens, head width]
    private Tensor Heads(Tensor tokens) => tokens.reshape([.. tokens.shape[..^1], heads, -1]).transpose(-3, -2);
}
