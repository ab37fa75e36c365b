using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Factorised bilinear pooling of HFBSurv (Yu et al. 2017): the element-wise product of two projections summed over the rank, then
/// signed square root and L2 normalisation.
/// </summary>
internal sealed class FactorizedBilinearPooling : Module<Tensor, Tensor, Tensor>
{
    private readonly SeededDropout dropout;
    private readonly int outputs;

    /// <summary>Creates the pooling.</summary>
    /// <param name="outputs">Width of the result.</param>
    /// <param name="dropoutProbability">Dropout of the product in training, in [0, 1); 0.1 as published.</param>
    /// <param name="random">Source of the dropout masks.</param>
    public FactorizedBilinearPooling(int outputs, double dropoutProbability, RandomSource random) : base(nameof(FactorizedBilinearPooling))
    {
        this.outputs = outputs;
        dropout = new SeededDropout(dropoutProbability, random);
        RegisterComponents();
    }

    /// <summary>Maps two tensors [batch, outputs x rank] to [batch, outputs].</summary>
    public override Tensor forward(Tensor first, Tensor second)
    {
        ArgumentNullException.ThrowIfNull(first);
        var sum = dropout.call(first * second).reshape(first.shape[0], outputs, -1).sum(2);
        var root = functional.relu(sum).sqrt() - functional.relu(-sum).sqrt();
        return functional.normalize(root, dim: 1);
    }
}
