using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Self-attention that is linear in the number of tokens: queries and keys interact through a few landmarks, each the mean of a run
/// of tokens (Xiong et al. 2021). A depthwise convolution of the values along the sequence is added. Short sequences get exact
/// attention, which is then also cheaper.
/// </summary>
internal sealed class NystromAttention : Module<Tensor, Tensor>
{
    private readonly Linear projection;
    private readonly Linear output;
    private readonly Conv2d? convolution;
    private readonly SeededDropout dropout;
    private readonly NystromOptions options;

    /// <summary>Creates the block.</summary>
    /// <param name="width">Token width in and out.</param>
    /// <param name="options">Shape of the attention.</param>
    /// <param name="random">Source of the dropout masks.</param>
    public NystromAttention(int width, NystromOptions options, RandomSource random) : base(nameof(NystromAttention))
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        var inner = options.Heads * options.HeadWidth;
        projection = Linear(width, 3 * inner, hasBias: false);
        output = Linear(inner, width);
        if (options.ValueKernel > 0)
        {
            var (heads, kernel) = (options.Heads, options.ValueKernel);
            convolution = Conv2d(heads, heads, (kernel, 1), padding: (kernel / 2, 0), groups: heads, bias: false);
        }
        dropout = new SeededDropout(options.Dropout, random);
        RegisterComponents();
    }

    /// <summary>Sets the output projection to zero, so that a residual branch built on this block starts as the identity.</summary>
    public NystromAttention StartingAtZero()
    {
        init.zeros_(output.weight!);
        init.zeros_(output.bias!);
        return this;
    }

    /// <summary>Maps [batch, tokens, width] to the same shape.</summary>
    public override Tensor forward(Tensor tokens)
    {
        var count = tokens.shape[1];
        var exact = !options.AlwaysApproximate && IsExactCheaper(count);
        // Zero rows are prepended, so that landmarks are means of runs of equal length.
        var padding = exact ? 0 : (options.Landmarks - count % options.Landmarks) % options.Landmarks;
        var padded = padding == 0 ? tokens : functional.pad(tokens, [0, 0, padding, 0]);

        var parts = projection.call(padded).chunk(3, -1);
        var (query, key, value) = (Heads(parts[0]) * Math.Pow(options.HeadWidth, -0.5), Heads(parts[1]), Heads(parts[2]));
        var attended = exact ? query.Product(key.transpose(-1, -2)).softmax(-1).Product(value) : Approximate(query, key, value);
        if (convolution is not null) attended = attended + convolution.call(value);

        var merged = attended.transpose(1, 2).flatten(2);
        return dropout.call(output.call(merged.narrow(1, padding, count)));
    }

    /// <summary>
    /// Whether the full attention matrix takes fewer multiply-adds than landmarks with their pseudo-inverse; always true when there
    /// are no more tokens than landmarks.
    /// </summary>
    /// <param name="tokens">Tokens in the sequence.</param>
    public bool IsExactCheaper(long tokens)
    {
        long inner = options.Heads * options.HeadWidth, m = options.Landmarks;
        var exact = 2 * tokens * tokens * inner;
        var approximate = 4 * tokens * m * inner + 4L * options.PseudoInverseIterations * options.Heads * m * m * m;
        return tokens <= m || exact <= approximate;
    }

    private Tensor Approximate(Tensor query, Tensor key, Tensor value)
    {
        var queryLandmarks = Landmarks(query);
        var keyLandmarks = Landmarks(key);
        var left = query.Product(keyLandmarks.transpose(-1, -2)).softmax(-1);
        var middle = queryLandmarks.Product(keyLandmarks.transpose(-1, -2)).softmax(-1);
        var right = queryLandmarks.Product(key.transpose(-1, -2)).softmax(-1);
        // From right to left, because every product then has a side of head width: (tokens x m)(m x m) is never formed.
        return left.Product(PseudoInverse.Iterate(middle, options.PseudoInverseIterations).Product(right.Product(value)));
    }

    private Tensor Landmarks(Tensor heads)
    {
        var (batch, headCount, count, width) = (heads.shape[0], heads.shape[1], heads.shape[2], heads.shape[3]);
        return heads.reshape(batch, headCount, options.Landmarks, count / options.Landmarks, width).mean([3]);
    }

    private Tensor Heads(Tensor x) => x.reshape(x.shape[0], x.shape[1], options.Heads, options.HeadWidth).transpose(1, 2);
}
