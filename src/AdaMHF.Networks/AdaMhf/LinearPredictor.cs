using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// A linear predictor that was fitted elsewhere and is saved with the network: ((x - means) / deviations) . coefficients. No gradient
/// reaches it. 0 until it is set.
/// </summary>
internal sealed class LinearPredictor : Module<Tensor, Tensor>
{
    private readonly Tensor means;
    private readonly Tensor deviations;
    private readonly Tensor coefficients;

    /// <summary>Creates a predictor that is 0.</summary>
    /// <param name="features">Number of features.</param>
    public LinearPredictor(int features) : base(nameof(LinearPredictor))
    {
        ConstructionBudget.Take(features);
        means = zeros(features);
        deviations = ones(features);
        coefficients = zeros(features);
        register_buffer(nameof(means), means);
        register_buffer(nameof(deviations), deviations);
        register_buffer(nameof(coefficients), coefficients);
        RegisterComponents();
    }

    /// <summary>Maps [n, features] to [n].</summary>
    public override Tensor forward(Tensor features) => ((features - means) / deviations).matmul(coefficients);

    /// <summary>Sets what was fitted, one number per feature each.</summary>
    public void Set(double[] ofMeans, double[] ofDeviations, double[] ofCoefficients)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        means.copy_(tensor(ofMeans));
        deviations.copy_(tensor(ofDeviations));
        coefficients.copy_(tensor(ofCoefficients));
    }
}
