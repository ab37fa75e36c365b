using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Instance clustering of CLAM: for each class a linear classifier separates the most attended patches from the least attended
/// ones. The choice of the patches has no gradient; their features do.
/// </summary>
internal sealed class InstanceClassifiers : Module<Tensor, Tensor, int, Tensor>
{
    private readonly ModuleList<Linear> classes;
    private readonly int perSide;
    private readonly bool othersLearn;

    public InstanceClassifiers(int width, int count, int perSide, bool othersLearn) : base(nameof(InstanceClassifiers))
    {
        this.perSide = perSide;
        this.othersLearn = othersLearn;
        classes = new ModuleList<Linear>([.. ConstructionBudget.Places(count).Select(_ => Layers.Linear(width, 2))]);
        RegisterComponents();
    }

    /// <summary>
    /// Maps attention scores [1 or classes, patches], patches [patches, width] and the patient's class to the loss, a scalar.
    /// </summary>
    public override Tensor forward(Tensor scores, Tensor tokens, int patientClass)
    {
        var losses = Rows(scores, tokens, patientClass).Select(rows => functional.cross_entropy(rows.Logits, rows.Targets));
        return stack([.. losses]).sum().Over(othersLearn ? classes.Count : 1);
    }

    /// <summary>Samples of each trained class: logits [rows, 2] and targets [rows], 1 = evidence for the class.</summary>
    public IEnumerable<(Tensor Logits, Tensor Targets)> Rows(Tensor scores, Tensor tokens, int patientClass)
    {
        var branches = scores.detach().softmax(1);
        var count = Math.Min(perSide, tokens.shape[0]);
        for (var c = 0; c < classes.Count; c++)
        {
            if (c != patientClass && !othersLearn) continue;
            var attention = branches[branches.shape[0] == 1 ? 0 : c];
            var most = tokens[attention.topk((int)count).indexes];
            var negatives = zeros(count, dtype: int64, device: tokens.device);
            if (c != patientClass)
            {
                yield return (classes[c].call(most), negatives);
                continue;
            }
            var least = tokens[attention.topk((int)count, largest: false).indexes];
            yield return (classes[c].call(cat([most, least], 0)), cat([ones_like(negatives), negatives], 0));
        }
    }
}
