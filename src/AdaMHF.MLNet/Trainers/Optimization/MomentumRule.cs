using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Stochastic gradient descent; the momentum starts as the first gradient.</summary>
internal sealed class MomentumRule(double momentum) : UpdateRule
{
    public override int Buffers => momentum == 0 ? 0 : 1;

    public override void Apply(Tensor parameters, Tensor gradients, Tensor[] buffers, long step, double rate, double decay)
    {
        if (decay != 0) gradients = gradients.Plus(decay, parameters);
        // From zero the first step makes it the gradient itself.
        if (momentum != 0) gradients = buffers[0].Times_(momentum).Plus_(gradients);
        parameters.Plus_(-rate, gradients);
    }
}
