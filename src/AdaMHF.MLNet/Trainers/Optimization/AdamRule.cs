using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Adam (Kingma and Ba 2015), and AdamW, whose decay is decoupled from the gradient (Loshchilov and Hutter 2019).</summary>
internal sealed class AdamRule(bool isDecoupled) : UpdateRule
{
    public const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    public override int Buffers => 2;

    public override void Apply(Tensor parameters, Tensor gradients, Tensor[] buffers, long step, double rate, double decay)
    {
        if (decay != 0)
        {
            if (isDecoupled) parameters.Times_(1 - (rate * decay));
            else gradients = gradients.Plus(decay, parameters);
        }
        var (mean, square) = (buffers[0], buffers[1]);
        mean.Times_(Beta1).Plus_(1 - Beta1, gradients);
        square.Times_(Beta2).PlusProduct_(1 - Beta2, gradients, gradients);
        var denominator = square.sqrt().Over_(Math.Sqrt(1 - Math.Pow(Beta2, step))).Plus_(Epsilon);
        parameters.PlusQuotient_(-rate / (1 - Math.Pow(Beta1, step)), mean, denominator);
    }
}
