using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Makes steps by any of the methods; weight decay reaches matrices only, biases and norms are spared.</summary>
internal sealed class StepOptimizer : IDisposable
{
    private readonly OptimizerHelper _optimizer;
    private readonly Parameter[] _parameters;
    private readonly double? _maxGradientNorm;

    private StepOptimizer(OptimizerHelper optimizer, Parameter[] parameters, double? maxGradientNorm)
    {
        _optimizer = optimizer;
        _parameters = parameters;
        _maxGradientNorm = maxGradientNorm;
    }

    /// <summary>Creates the optimiser of a network's trainable parameters.</summary>
    /// <param name="parameters">Parameters of the network, each with its weight decay should it be a matrix; frozen ones are passed over.</param>
    /// <param name="method">How gradients become steps.</param>
    /// <param name="rate">Step size at the start.</param>
    /// <param name="momentum">Momentum of <see cref="SurvivalOptimizer.Sgd"/>.</param>
    /// <param name="maxGradientNorm">Norm to which longer gradients are cut; null for none.</param>
    public static StepOptimizer Create(
        IEnumerable<(Parameter Parameter, double Decay)> parameters, SurvivalOptimizer method, double rate, double momentum = 0.9, double? maxGradientNorm = null)
    {
        (Parameter Parameter, double Decay)[] trainable = [.. parameters.Where(entry => entry.Parameter.requires_grad)];
        (Parameter[] Parameters, double Decay)[] groups =
        [
            .. trainable.GroupBy(entry => entry.Parameter.dim() > 1 ? entry.Decay : 0).Select(group => (group.Select(entry => entry.Parameter).ToArray(), group.Key)),
        ];
        OptimizerHelper optimizer = method switch
        {
            SurvivalOptimizer.AdamW => optim.AdamW(
                groups.Select(group => new AdamW.ParamGroup(
                    group.Parameters, new AdamW.Options { LearningRate = rate, InitialLearningRate = rate, weight_decay = group.Decay })),
                rate),
            SurvivalOptimizer.Adam => optim.Adam(
                groups.Select(group => new Adam.ParamGroup(
                    group.Parameters, new Adam.Options { LearningRate = rate, InitialLearningRate = rate, weight_decay = group.Decay })),
                rate),
            SurvivalOptimizer.RAdam => optim.RAdam(
                groups.Select(group => new RAdam.ParamGroup(
                    group.Parameters, new RAdam.Options { LearningRate = rate, InitialLearningRate = rate, weight_decay = group.Decay })),
                rate),
            SurvivalOptimizer.Sgd => optim.SGD(
                groups.Select(group => new SGD.ParamGroup(
                    group.Parameters, new SGD.Options { LearningRate = rate, InitialLearningRate = rate, momentum = momentum, weight_decay = group.Decay })),
                rate,
                momentum),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Unknown optimisation method."),
        };
        return new StepOptimizer(optimizer, [.. trainable.Select(entry => entry.Parameter)], maxGradientNorm);
    }

    /// <summary>Makes a step from the gradients that have gathered, and forgets them.</summary>
    /// <param name="rate">Step size.</param>
    public void Step(double rate)
    {
        if (_maxGradientNorm is { } longest) nn.utils.clip_grad_norm_(_parameters.Where(parameter => parameter.grad is not null), longest);
        foreach (var group in _optimizer.ParamGroups) group.LearningRate = rate;
        _optimizer.step();
        // Null rather than zero: the momentum of experts that did not run must not move them.
        foreach (var parameter in _parameters) parameter.grad = null;
    }

    /// <summary>Moments and step counts, as the framework writes them.</summary>
    public byte[] State()
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory)) _optimizer.save_state_dict(writer);
        return memory.ToArray();
    }

    /// <summary>Goes on from what <see cref="State"/> returned.</summary>
    public void Continue(byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state));
        _optimizer.load_state_dict(reader);
    }

    public void Dispose() => _optimizer.Dispose();
}
