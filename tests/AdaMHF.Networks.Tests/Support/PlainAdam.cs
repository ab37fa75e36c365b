using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Adam with the usual constants. TorchSharp's own leaves its numbers to the garbage collector.</summary>
internal sealed class PlainAdam : IDisposable
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;

    private readonly (Parameter Parameter, Tensor First, Tensor Second)[] _states;
    private readonly double _learningRate;
    private int _steps;

    public PlainAdam(IEnumerable<Parameter> parameters, double learningRate)
    {
        _learningRate = learningRate;
        _states = [.. parameters.Select(parameter => (parameter, Zeros(parameter), Zeros(parameter)))];

        static Tensor Zeros(Parameter parameter) => zeros(parameter.shape).DetachFromDisposeScope();
    }

    public void ZeroGradients()
    {
        foreach (var (parameter, _, _) in _states) parameter.grad?.zero_();
    }

    public void Step()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        _steps++;
        foreach (var (parameter, first, second) in _states)
        {
            if (parameter.grad is not { } gradient) continue;
            first.Times_(FirstDecay).Plus_(1 - FirstDecay, gradient);
            second.Times_(SecondDecay).PlusProduct_(1 - SecondDecay, gradient, gradient);
            var deviation = second.Over(1 - Math.Pow(SecondDecay, _steps)).sqrt_().Plus_(1e-8);
            parameter.PlusQuotient_(-_learningRate / (1 - Math.Pow(FirstDecay, _steps)), first, deviation);
        }
    }

    public void Dispose()
    {
        foreach (var (_, first, second) in _states)
        {
            first.Dispose();
            second.Dispose();
        }
    }
}
