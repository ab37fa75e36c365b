using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// A layer of experts of which exactly one runs per patient. Its output is scaled by its gate probability, through which the gate
/// gets its gradient. A layer with one expert has no gate.
/// </summary>
internal sealed class ExpertLayer : Module<Tensor, Tensor>
{
    private readonly ExpertGate? gate;
    private readonly ModuleList<Module<Tensor, Tensor>> experts;
    private readonly ExpertRouting routing;

    /// <summary>Creates the layer.</summary>
    /// <param name="width">Token width.</param>
    /// <param name="experts">The experts, at least one.</param>
    /// <param name="random">Source of the gate's choices in training.</param>
    /// <param name="routing">Whether one expert runs or all of them do.</param>
    /// <param name="tracksLoad">Whether the gate tracks how often each expert runs.</param>
    /// <param name="balancingRate">Step of the gate's bias per training patient; 0 for no bias.</param>
    public ExpertLayer(
        int width,
        IReadOnlyList<Module<Tensor, Tensor>> experts,
        RandomSource random,
        ExpertRouting routing = ExpertRouting.Single,
        bool tracksLoad = false,
        double balancingRate = 0)
        : base(nameof(ExpertLayer))
    {
        ArgumentNullException.ThrowIfNull(experts);
        gate = experts.Count > 1 ? new ExpertGate(width, experts.Count, random, tracksLoad, balancingRate) : null;
        this.experts = new ModuleList<Module<Tensor, Tensor>>([.. experts]);
        this.routing = routing;
        RegisterComponents();
    }

    /// <summary>
    /// Maps [tokens, width] to the chosen expert's output times its gate probability, or to the weighted sum
    /// of all, in the same shape.
    /// </summary>
    public override Tensor forward(Tensor tokens) => Run(TokenBatch.Single(tokens), null).Tokens.squeeze(0);

    internal TokenBatch Run(TokenBatch batch, ExpertLog? log, bool[]? balancing = null)
    {
        if (gate is null)
        {
            var sequences = batch.Layout.Counts.Length;
            log?.Add(new int[sequences], ones(sequences, 1, dtype: batch.Tokens.dtype, device: batch.Tokens.device), null);
            return Expert(0).Run(batch);
        }
        var probabilities = gate.Probabilities(batch.Mean(), balancing);
        return batch with
        {
            Tokens = routing == ExpertRouting.All ? RunAll(batch, probabilities, log) : RunChosen(batch, probabilities, log, balancing),
        };
    }

    private IExpert Expert(int place) => (IExpert)experts[place];

    /// <summary>Patients with the same expert run through it together.</summary>
    private Tensor RunChosen(TokenBatch batch, Tensor probabilities, ExpertLog? log, bool[]? balancing)
    {
        var chosen = log?.FollowedExpert is { } followed
            ? [.. Enumerable.Repeat(followed, batch.Layout.Counts.Length)]
            : gate!.ChooseAll(probabilities, balancing);
        log?.Add(chosen, probabilities, gate!.LoadsAfter(chosen));
        var scale = probabilities.gather(1, TokenBatch.Places(chosen, probabilities.device).unsqueeze(1)).unsqueeze(2);
        var groups = Enumerable.Range(0, chosen.Length).GroupBy(place => chosen[place]).OrderBy(group => group.Key).ToArray();
        if (groups is [var only]) return Expert(only.Key).Run(batch).Tokens * scale;

        int[] order = [.. groups.SelectMany(group => group)];
        var outputs = cat([.. groups.Select(group => Expert(group.Key).Run(batch.Select([.. group])).Tokens)]);
        int[] back = [.. Enumerable.Range(0, order.Length).OrderBy(place => order[place])];
        return outputs.index_select(0, TokenBatch.Places(back, outputs.device)) * scale;
    }

    private Tensor RunAll(TokenBatch batch, Tensor probabilities, ExpertLog? log)
    {
        log?.Add([.. probabilities.argmax(-1).cpu().data<long>().Select(expert => (int)expert)], probabilities, null);
        Tensor Weighted(int expert) => Expert(expert).Run(batch).Tokens * probabilities.narrow(1, expert, 1).unsqueeze(2);
        var sum = Weighted(0);
        for (var expert = 1; expert < experts.Count; expert++) sum = sum.Plus(Weighted(expert));
        return sum;
    }
}
