using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Layers of one modality in HFBSurv: its encoder, and the projections whose products are pooled within it and with others.
/// </summary>
internal sealed class HfbSurvModality : Module<Tensor, Tensor>
{
    private readonly Linear encoder1;
    private readonly Linear encoder2;
    private readonly Linear intra;
    private readonly Linear inter;
    private readonly FactorizedBilinearPooling pooling;

    public HfbSurvModality(HfbSurvConfiguration c, FactorizedBilinearPooling pooling) : base(nameof(HfbSurvModality))
    {
        var factors = c.Rank * c.PooledWidth;
        encoder1 = Layers.Linear(c.VectorWidth, c.CodeWidth);
        encoder2 = Layers.Linear(c.CodeWidth, c.CodeWidth);
        intra = Layers.Linear(c.CodeWidth, factors);
        inter = Layers.Linear(c.CodeWidth + c.PooledWidth, factors);
        RegisterComponents();
        // Set after registration: the pooling belongs to the network, not to each modality.
        this.pooling = pooling;
    }

    /// <summary>
    /// Maps [patients, vector width] to the code and its product with itself, concatenated, [patients, code width + pooled width].
    /// </summary>
    public override Tensor forward(Tensor vectors)
    {
        var code = encoder2.call(encoder1.call(vectors).tanh()).tanh();
        var factors = intra.call(code);
        return cat([code, pooling.call(factors, factors)], 1);
    }

    /// <summary>Pools the products of two modalities' attended vectors, [patients, pooled width].</summary>
    public Tensor With(HfbSurvModality other, Tensor own, Tensor others) => pooling.call(inter.call(own), other.inter.call(others));
}
