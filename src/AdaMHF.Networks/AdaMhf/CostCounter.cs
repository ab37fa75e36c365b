using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>Counts the cost of a forward pass by running it. <see cref="NetworkCost"/> states the conventions.</summary>
public static class CostCounter
{
    /// <summary>Name of the work outside all named parts.</summary>
    public const string Elsewhere = "(elsewhere)";

    /// <summary>
    /// Counts AdaMHF for a patient with both modalities where selection keeps the maximum number of tokens and pools into all of
    /// them: an upper bound for every patient of that size.
    /// </summary>
    /// <param name="configuration">Shape of the network; gene counts are its group sizes.</param>
    /// <param name="patches">Patches of the patient, at least 1.</param>
    /// <param name="training">
    /// Whether to count the forward pass of a training step, which also stores dropout masks. Default false: a prediction.
    /// </param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    public static NetworkCost Of(AdaMhfConfiguration configuration, int patches, bool training = false)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentOutOfRangeException.ThrowIfLessThan(patches, 1);
        using var scope = NewDisposeScope();
        using var network = AdaMhfNetwork.Create(configuration, seed: 0);
        network.train(training);
        LetThroughAll(network);
        var bag = zeros(patches, configuration.PatchWidth);
        return Of(network, new PatientTensors(bag, [.. configuration.GenomicGroupSizes.Select(size => zeros(size))]));
    }

    /// <summary>Makes selections let through as much as they may, pooled: an upper bound of the cost.</summary>
    internal static void LetThroughAll(AdaMhfNetwork network)
    {
        using var noGradient = no_grad();
        foreach (var selection in network.modules().OfType<AdaptiveTokenSelection>()) selection.TakesMost = true;
        // A bias that saturates the sigmoid at 0, whatever the router's last layer adds.
        foreach (var (key, bias) in network.state_dict())
        {
            if (key.EndsWith(".refiner.output.bias", StringComparison.Ordinal)) bias.Fill_(-30);
        }
    }

    /// <summary>Counts a network for a patient, in its current mode (training or evaluation).</summary>
    /// <param name="network">A network on the CPU.</param>
    /// <param name="patient">The patient's tensors on the CPU.</param>
    public static NetworkCost Of(SurvivalNetwork network, PatientTensors patient)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(patient);
        Tensor[] inputs = [.. patient.Genomics ?? [], .. patient.Patches is { } patches ? [patches] : Array.Empty<Tensor>()];
        return OfModule(network, inputs, () => network.call(patient));
    }

    /// <summary>Counts any module.</summary>
    /// <param name="module">A module on the CPU; its children are the parts.</param>
    /// <param name="inputs">Tensors that existed before and are not counted as activations.</param>
    /// <param name="forward">Runs the module.</param>
    public static NetworkCost OfModule(Module module, IReadOnlyList<Tensor> inputs, Action forward)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(forward);
        using var ledger = OperationLedger.Open(module, Elsewhere, inputs);
        forward();
        ledger.CountBytes();

        var children = module.named_children().ToDictionary(child => child.name, child => Parameters(child.module));
        var own = Parameters(module) - children.Values.Sum();
        var names = children.Keys.Concat(ledger.Parts.Keys.Except(children.Keys)).ToList();
        if (own > 0 && !names.Contains(Elsewhere)) names.Add(Elsewhere);
        return new NetworkCost([.. names.Select(name =>
        {
            var (operations, bytes) = ledger.Parts.GetValueOrDefault(name);
            return new PartCost(name, operations, name == Elsewhere ? own : children.GetValueOrDefault(name), bytes);
        })]);
    }

    private static long Parameters(Module module) => module.parameters().Sum(parameter => parameter.numel());
}
