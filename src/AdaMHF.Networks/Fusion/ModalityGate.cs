using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Weight of each modality: a softmax over one score per modality, computed from its class token. The two weights sum to one; a
/// missing modality gets exactly zero.
/// </summary>
internal sealed class ModalityGate : Module<Tensor?, Tensor?, Tensor>
{
    private readonly Linear pathology;
    private readonly Linear genomics;

    /// <summary>Creates the gate, which starts with equal weights.</summary>
    /// <param name="width">Width of the class tokens.</param>
    public ModalityGate(int width) : base(nameof(ModalityGate))
    {
        pathology = StartingAtZero(width);
        genomics = StartingAtZero(width);
        RegisterComponents();
    }

    /// <summary>Weights of pathology and genomics, [2], from their class tokens, [1, width]; null where the modality is missing.</summary>
    public override Tensor forward(Tensor? pathologyClass, Tensor? genomicClass)
    {
        var given = pathologyClass ?? genomicClass
            ?? throw new ArgumentException("Both modalities are missing; at least one is needed.");
        var present = tensor([pathologyClass is not null, genomicClass is not null], [1, 2], device: given.device);
        return Run(pathologyClass, genomicClass, present).squeeze(0);
    }

    /// <summary>Weights of several predictions, [n, 2].</summary>
    /// <param name="pathologyClass">[n, width]; any finite numbers where pathology is missing, null where it always is.</param>
    /// <param name="genomicClass">[n, width]; any finite numbers where genomics is missing, null where it always is.</param>
    /// <param name="present">[n, 2]: true where the modality is there; at least one of the two is. Null where both always are.</param>
    internal Tensor Run(Tensor? pathologyClass, Tensor? genomicClass, Tensor? present)
    {
        // A modality that nobody has must not teach its part of the gate.
        var fromPathology = pathologyClass is null ? null : pathology.call(pathologyClass);
        var fromGenomics = genomicClass is null ? null : genomics.call(genomicClass);
        var scores = cat([fromPathology ?? zeros_like(fromGenomics!), fromGenomics ?? zeros_like(fromPathology!)], 1);
        return (present is null ? scores : scores.Where(present.logical_not(), double.NegativeInfinity)).softmax(1);
    }

    private static Linear StartingAtZero(int width)
    {
        var linear = Layers.Linear(width, 1);
        init.zeros_(linear.weight!);
        init.zeros_(linear.bias!);
        return linear;
    }
}
