using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Sum of the absolute values of all parameters, biases included: the regularisation of SNN, Porpoise, HFBSurv and GPDBN.
/// </summary>
internal static class L1Penalty
{
    /// <summary>Penalty on the parameters of the modules.</summary>
    /// <returns>Scalar.</returns>
    public static Tensor Of(params ReadOnlySpan<Module> modules)
    {
        List<Tensor> sums = [];
        foreach (var module in modules) sums.AddRange(module.parameters().Select(parameter => parameter.abs().sum()));
        return stack(sums).sum();
    }

    /// <summary>The weighted penalty, as auxiliary loss of a training step; null in evaluation and where the weight is 0.</summary>
    internal static Tensor? InTraining(bool training, double weight, params ReadOnlySpan<Module> modules) =>
        training && weight > 0 ? Of(modules).Times(weight) : null;
}
