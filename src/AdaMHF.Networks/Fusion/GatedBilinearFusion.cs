using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Kronecker fusion of two vectors (Chen et al. 2020): each is narrowed, gated by both and extended by a trailing one, and their
/// outer product is encoded, optionally with a skip connection.
/// </summary>
internal sealed class GatedBilinearFusion : Module<Tensor, Tensor, Tensor>
{
    private readonly Side first;
    private readonly Side second;
    private readonly Linear encoder1;
    private readonly Linear encoder2;
    private readonly SeededDropout dropout;
    private readonly bool skips;
    private readonly bool dropsEncoded;

    /// <summary>Creates the fusion.</summary>
    /// <param name="firstWidth">Width of the first vector.</param>
    /// <param name="secondWidth">Width of the second vector.</param>
    /// <param name="scale">Divisor of each width before the outer product; 8 in MCAT-derived code.</param>
    /// <param name="hidden">Width of the encoded outer product; 256 in MCAT-derived code.</param>
    /// <param name="outputs">Width of the result.</param>
    /// <param name="gates">Whether the first and the second vector are gated.</param>
    /// <param name="skips">Whether the vectors are concatenated with the encoded product.</param>
    /// <param name="dropoutProbability">Dropout in training, in [0, 1); 0.25 in MCAT-derived code.</param>
    /// <param name="random">Source of the dropout masks.</param>
    /// <param name="dropsEncoded">
    /// Whether dropout also follows the encoders: true in MCAT and CMTA, false in Porpoise. Default true.
    /// </param>
    public GatedBilinearFusion(
        int firstWidth,
        int secondWidth,
        int scale,
        int hidden,
        int outputs,
        (bool First, bool Second) gates,
        bool skips,
        double dropoutProbability,
        RandomSource random,
        bool dropsEncoded = true)
        : base(nameof(GatedBilinearFusion))
    {
        this.skips = skips;
        this.dropsEncoded = dropsEncoded;
        var (r1, r2, both) = (firstWidth / scale, secondWidth / scale, firstWidth + secondWidth);
        first = new Side(firstWidth, both, r1, gates.First, dropoutProbability, random);
        second = new Side(secondWidth, both, r2, gates.Second, dropoutProbability, random);
        encoder1 = Layers.Linear((r1 + 1) * (r2 + 1), hidden);
        encoder2 = Layers.Linear(hidden + (skips ? both : 0), outputs);
        dropout = new SeededDropout(dropoutProbability, random);
        RegisterComponents();
    }

    /// <summary>Maps [batch, first width] and [batch, second width] to [batch, outputs].</summary>
    public override Tensor forward(Tensor firstVector, Tensor secondVector)
    {
        var pair = cat([firstVector, secondVector], 1);
        var outer = first.call(firstVector, pair).unsqueeze(2).Product(second.call(secondVector, pair).unsqueeze(1)).flatten(1);
        var encoded = Encoded(encoder1, dropout.call(outer));
        return Encoded(encoder2, skips ? cat([encoded, pair], 1) : encoded);
    }

    private Tensor Encoded(Linear encoder, Tensor input)
    {
        var encoded = functional.relu(encoder.call(input));
        return dropsEncoded ? dropout.call(encoded) : encoded;
    }

    /// <summary>One vector's path to the outer product.</summary>
    private sealed class Side : Module<Tensor, Tensor, Tensor>
    {
        private readonly Linear narrow;
        private readonly Linear? gate;
        private readonly Linear refine;
        private readonly SeededDropout dropout;

        public Side(int width, int both, int reduced, bool gated, double dropoutProbability, RandomSource random) : base(nameof(Side))
        {
            narrow = Layers.Linear(width, reduced);
            gate = gated ? Layers.Linear(both, reduced) : null;
            refine = Layers.Linear(reduced, reduced);
            dropout = new SeededDropout(dropoutProbability, random);
            RegisterComponents();
        }

        public override Tensor forward(Tensor vector, Tensor pair)
        {
            var narrowed = functional.relu(narrow.call(vector));
            var refined = dropout.call(functional.relu(refine.call(gate is null ? narrowed : gate.call(pair).sigmoid() * narrowed)));
            return cat([refined, ones(refined.shape[0], 1, dtype: refined.dtype, device: refined.device)], 1);
        }
    }
}
