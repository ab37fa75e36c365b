using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Collects the decisions of one unit's gates for one patient.</summary>
internal sealed class ExpertLog
{
    private readonly List<ExpertDecision> decisions = [];

    public int Stage { get; set; }

    public int Layer { get; set; }

    public IReadOnlyList<ExpertDecision> Decisions => decisions;

    public void Add(int expert, Tensor probabilities, Tensor? load) =>
        decisions.Add(new(Stage, Layer, expert, probabilities) { Load = load });
}
