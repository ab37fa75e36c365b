using AdaMHF.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Makes steps by any of the optimizers. Weight decay reaches matrices only, not biases and norms.</summary>
internal sealed class StepOptimizer : IDisposable
{
    // Written in front of a state; states of version 0.1 begin otherwise.
    private const string Format = "AdaMHF flat optimizer 1";

    private readonly UpdateRule _rule;
    private readonly FlatParameters[] _groups;
    private readonly double? _maxGradientNorm;

    private StepOptimizer(UpdateRule rule, FlatParameters[] groups, double? maxGradientNorm) =>
        (_rule, _groups, _maxGradientNorm) = (rule, groups, maxGradientNorm);

    /// <summary>
    /// Creates the optimizer of a network's trainable parameters, which move into buffers of its own. The network must be on the device
    /// where it trains.
    /// </summary>
    /// <param name="parameters">
    /// Parameters of the network, each with its weight decay should it be a matrix; frozen ones are skipped.
    /// </param>
    /// <param name="optimizer">How gradients become steps.</param>
    /// <param name="momentum">Momentum of <see cref="SurvivalOptimizer.Sgd"/>.</param>
    /// <param name="maxGradientNorm">Norm to which longer gradients are cut; null for none.</param>
    public static StepOptimizer Create(
        IEnumerable<(Parameter Parameter, double Decay)> parameters,
        SurvivalOptimizer optimizer,
        double momentum = 0.9,
        double? maxGradientNorm = null)
    {
        var rule = UpdateRule.Of(optimizer, momentum);
        var groups = parameters.Where(entry => entry.Parameter.requires_grad)
            .GroupBy(entry => entry.Parameter.dim() > 1 ? entry.Decay : 0, entry => entry.Parameter)
            .Select(group => new FlatParameters([.. group], group.Key, rule.Buffers));
        return new(rule, [.. groups], maxGradientNorm);
    }

    /// <summary>Makes a step from the gradients that have gathered, and forgets them.</summary>
    /// <param name="rate">Step size.</param>
    public void Step(double rate)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var runs = Array.ConvertAll(_groups, group => group.TakeGradients());
        if (_maxGradientNorm is { } longest) Clip([.. runs.SelectMany(group => group)], longest);
        for (var group = 0; group < _groups.Length; group++)
        {
            foreach (var run in runs[group]) _groups[group].Apply(_rule, run, rate);
        }
    }

    /// <summary>Moments and step counts.</summary>
    public byte[] State()
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(Format);
        foreach (var group in _groups) group.Save(writer);
        return memory.ToArray();
    }

    /// <summary>Goes on from what <see cref="State"/> returned.</summary>
    /// <exception cref="InvalidDataException">It is of another version, or of another network.</exception>
    public void Continue(byte[] state)
    {
        // A string of another version could claim any length: compare bytes.
        using var expected = new MemoryStream();
        using (var writer = new BinaryWriter(expected)) writer.Write(Format);
        var head = expected.ToArray();
        if (!state.AsSpan().StartsWith(head)) throw new InvalidDataException("its optimizer was saved by another version of this library");
        using var reader = new BinaryReader(new MemoryStream(state, head.Length, state.Length - head.Length));
        foreach (var group in _groups) group.Load(reader);
    }

    public void Dispose()
    {
        foreach (var group in _groups) group.Dispose();
    }

    private static void Clip(FlatRun[] runs, double longest)
    {
        if (runs.Length == 0) return;
        var norm = stack(Array.ConvertAll(runs, run => run.Gradients.norm())).norm();
        var factor = norm.Plus(1e-6).reciprocal().Times_(longest).AtMost(1);
        foreach (var run in runs) run.Gradients.mul_(factor);
    }
}
