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
        projection = Layers.Linear(width, 3 * inner, hasBias: false);
        output = Layers.Linear(inner, width);
        if (options.ValueKernel > 0)
        {
            var (heads, kernel) = (options.Heads, options.ValueKernel);
            convolution = Layers.Conv2d(heads, heads, (kernel, 1), padding: (kernel / 2, 0), groups: heads, bias: false);
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
        var exact = UsesFullMatrix(count);
        // Zero rows are prepended, so that landmarks are means of runs of equal length.
        var padding = exact ? 0 : (options.Landmarks - count % options.Landmarks) % options.Landmarks;
        var projected = WorkingMemory.Within(() => projection.call(padding == 0 ? tokens : functional.pad(tokens, [0, 0, padding, 0])));
        return Merge(projected, (query, key, value) => exact ? Exact(query, key, value) : Approximate(query, key, value), padding);
    }

    /// <summary>Maps sequences to the same shape, each as if it were alone; filling is zero.</summary>
    internal Tensor Run(Tensor tokens, TokenLayout layout)
    {
        // Made before the part that would free it.
        layout.Prepare(withGrid: false);
        return WorkingMemory.Within(() => layout.IsEven ? call(tokens) : RunUneven(tokens, layout));
    }

    private Tensor RunUneven(Tensor tokens, TokenLayout layout)
    {
        var cleared = layout.Clear(tokens);
        int[] exact = [.. Enumerable.Range(0, layout.Counts.Length).Where(place => UsesFullMatrix(layout.Counts[place]))];
        if (exact.Length == layout.Counts.Length) return RunExact(cleared, layout);
        if (exact.Length == 0) return RunApproximate(cleared, layout);

        int[] other = [.. Enumerable.Range(0, layout.Counts.Length).Except(exact)];
        int[] order = [.. exact, .. other];
        Tensor Part(int[] places, Func<Tensor, TokenLayout, Tensor> run) =>
            run(cleared.index_select(0, TokenBatch.Places(places, tokens.device)), layout.Select(places));
        var joined = cat([Part(exact, RunExact), Part(other, RunApproximate)]);
        int[] places = [.. Enumerable.Range(0, order.Length).Select(place => Array.IndexOf(order, place))];
        return joined.index_select(0, TokenBatch.Places(places, tokens.device));
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

    private bool UsesFullMatrix(long count) => !options.AlwaysApproximate && IsExactCheaper(count);

    private Tensor RunExact(Tensor tokens, TokenLayout layout) => Merge(
        projection.call(tokens), (query, key, value) => Exact(query, key, value, layout.Mask.unsqueeze(1).unsqueeze(1)));

    private Tensor RunApproximate(Tensor tokens, TokenLayout layout) => Merge(
        projection.call(tokens),
        (query, key, value) => Approximate(query, key, value, new UnevenLandmarks(layout, options.Landmarks)));

    /// <summary>
    /// Queries, keys and values, [batch, heads, tokens, head width], attended; the heads side by side, projected, without the zero rows in
    /// front.
    /// </summary>
    private Tensor Merge(Tensor projected, Func<Tensor, Tensor, Tensor, Tensor> attend, long zeros = 0)
    {
        var merged = WorkingMemory.Within(() =>
        {
            var parts = projected.chunk(3, -1);
            var (query, key, value) = (Heads(parts[0]), Heads(parts[1]), Heads(parts[2]));
            var attended = WorkingMemory.Within(() => attend(query, key, value));
            if (convolution is not null) attended = attended.Plus(WorkingMemory.Within(() => Convolved(value, convolution)));
            return attended.transpose(1, 2).flatten(2);
        });
        return dropout.call(output.call(merged.narrow(1, zeros, merged.shape[1] - zeros)));
    }

    /// <summary>
    /// The depthwise convolution of the values along the sequence. The sequence is turned to the last dimension: libtorch 2.10 computes
    /// the gradient of a 33 x 1 kernel wrong by up to a fifth at lengths of 15 n + 1 (46, 61 ... 2041), and right for 1 x 33.
    /// </summary>
    private static Tensor Convolved(Tensor value, Conv2d convolution)
    {
        OperationLedger.AddOperations(value.numel() * convolution.weight!.shape[2]);
        var (turned, kernel) = (value.transpose(2, 3).contiguous(), convolution.weight.transpose(2, 3));
        return functional.conv2d(turned, kernel, padding: [0, convolution.weight.shape[2] / 2], groups: value.shape[1]).transpose(2, 3);
    }

    private static Tensor Exact(Tensor query, Tensor key, Tensor value, Tensor? mask = null)
    {
        OperationLedger.AddOperations(2 * query.numel() * key.shape[2]);
        return functional.scaled_dot_product_attention(query, key, value, mask);
    }

    private Tensor Approximate(Tensor query, Tensor key, Tensor value, UnevenLandmarks? uneven = null)
    {
        var scaled = query.Times(Math.Pow(options.HeadWidth, -0.5));
        var queryLandmarks = uneven?.Of(scaled) ?? Landmarks(scaled);
        var keyLandmarks = uneven?.Of(key) ?? Landmarks(key);
        var middle = queryLandmarks.Product(keyLandmarks.transpose(-1, -2)).softmax(-1);
        // From right to left, because every product then has a side of head width: (tokens x m)(m x m) is never formed.
        var summary = WorkingMemory.Within(() =>
        {
            var scores = queryLandmarks.Product(key.transpose(-1, -2));
            return (uneven?.Softmax(scores) ?? scores.softmax(-1)).Product(value);
        });
        var inverse = PseudoInverse.Iterate(middle, options.PseudoInverseIterations, perSequence: !options.AlwaysApproximate);
        var left = WorkingMemory.Within(() => scaled.Product(keyLandmarks.transpose(-1, -2)).softmax(-1));
        return left.Product(inverse.Product(summary));
    }

    private Tensor Landmarks(Tensor heads)
    {
        var (batch, headCount, count, width) = (heads.shape[0], heads.shape[1], heads.shape[2], heads.shape[3]);
        return heads.reshape(batch, headCount, options.Landmarks, count / options.Landmarks, width).mean([3]);
    }

    private Tensor Heads(Tensor x) => x.reshape(x.shape[0], x.shape[1], options.Heads, options.HeadWidth).transpose(1, 2);
}
