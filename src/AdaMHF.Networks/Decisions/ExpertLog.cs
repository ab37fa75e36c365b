using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Collects the decisions of one unit's gates for the sequences of a batch.</summary>
/// <param name="followed">Decisions that every sequence follows; null where the gates decide.</param>
internal sealed class ExpertLog(IReadOnlyList<ExpertDecision>? followed = null)
{
    private readonly List<(int Stage, int Layer, int[] Experts, Tensor Probabilities, Tensor? Loads)> gates = [];

    public int Stage { get; set; }

    public int Layer { get; set; }

    /// <summary>The expert that runs in the current layer, whatever its gate says; null where the gate decides.</summary>
    public int? FollowedExpert => followed?.First(gate => gate.Stage == Stage && gate.Layer == Layer).Expert;

    /// <summary>Of each gate with a tracked load, the load-balancing loss of each sequence, [n].</summary>
    public Tensor[] Imbalances =>
        [.. gates.Where(gate => gate.Loads is not null).Select(gate => LoadBalancingLoss.Of(gate.Loads!, gate.Probabilities))];

    /// <summary>The decisions about one sequence.</summary>
    public IReadOnlyList<ExpertDecision> DecisionsOf(Index sequence) => [.. gates.Select(gate => new ExpertDecision(
        gate.Stage, gate.Layer, gate.Experts[sequence], gate.Probabilities[sequence.GetOffset(gate.Experts.Length)]))];

    /// <summary>What the gates chose for each sequence; layers with one expert have none.</summary>
    public GateChoice[][] ChoicesOf(ModalityUnitKind unit, int sequences)
    {
        var chosen = gates.Where(gate => gate.Probabilities.shape[1] > 1)
            .Select(gate => (Gate: gate, Rows: RowsOf(gate.Probabilities)))
            .ToArray();
        return [.. Enumerable.Range(0, sequences).Select(sequence => chosen
            .Select(one => new GateChoice(unit, one.Gate.Stage, one.Gate.Layer, one.Gate.Experts[sequence], one.Rows[sequence]))
            .ToArray())];
    }

    public void Add(int[] experts, Tensor probabilities, Tensor? loads) => gates.Add((Stage, Layer, experts, probabilities, loads));

    private static float[][] RowsOf(Tensor probabilities) =>
        [.. probabilities.cpu().data<float>().ToArray().Chunk((int)probabilities.shape[1])];
}
