using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// RAdam (Liu et al. 2020) as PyTorch computes it. TorchSharp 0.107 multiplies by the rate twice once the variance is tractable, which
/// leaves steps thousands of times too short.
/// </summary>
internal sealed class RectifiedAdamRule : UpdateRule
{
    public override int Buffers => 2;

    public override void Apply(Tensor parameters, Tensor gradients, Tensor[] buffers, long step, double rate, double decay)
    {
        if (decay != 0) gradients = gradients.Plus(decay, parameters);
        var (mean, square) = (buffers[0], buffers[1]);
        mean.Times_(AdamRule.Beta1).Plus_(1 - AdamRule.Beta1, gradients);
        square.Times_(AdamRule.Beta2).PlusProduct_(1 - AdamRule.Beta2, gradients, gradients);
        var (correction1, correction2) = (1 - Math.Pow(AdamRule.Beta1, step), 1 - Math.Pow(AdamRule.Beta2, step));
        var longest = (2 / (1 - AdamRule.Beta2)) - 1;
        var length = longest - (2 * step * Math.Pow(AdamRule.Beta2, step) / correction2);
        if (length <= 5)
        {
            parameters.Plus_(-rate / correction1, mean);
            return;
        }
        var rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        var denominator = square.sqrt().Plus_(AdamRule.Epsilon);
        parameters.PlusQuotient_(-rate * rectification * Math.Sqrt(correction2) / correction1, mean, denominator);
    }
}
