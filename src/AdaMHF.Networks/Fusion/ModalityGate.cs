using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Weight of each modality: a softmax over one score per modality, computed from its class token. The weights sum to one; a missing
/// modality gets exactly zero.
/// </summary>
internal sealed class ModalityGate : Module<Tensor?, Tensor?, Tensor>
{
    private readonly Linear pathology;
    private readonly Linear genomics;
    private readonly Linear? clinical;

    /// <summary>Creates the gate, which starts with equal weights.</summary>
    /// <param name="width">Width of the class tokens.</param>
    /// <param name="withClinical">Whether clinical values are a third modality.</param>
    public ModalityGate(int width, bool withClinical = false) : base(nameof(ModalityGate))
    {
        pathology = StartingAtZero(width);
        genomics = StartingAtZero(width);
        if (withClinical) clinical = StartingAtZero(width);
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

    /// <summary>Weights of several predictions, [n, 2], or [n, 3] with clinical values.</summary>
    /// <param name="pathologyClass">[n, width]; any finite numbers where pathology is missing, null where it always is.</param>
    /// <param name="genomicClass">[n, width]; any finite numbers where genomics is missing, null where it always is.</param>
    /// <param name="present">
    /// [n, modalities]: true where the modality is there; pathology or genomics is. Null where all always are.
    /// </param>
    /// <param name="clinicalClass">[n, width]; null where clinical values are always missing.</param>
    internal Tensor Run(Tensor? pathologyClass, Tensor? genomicClass, Tensor? present, Tensor? clinicalClass = null)
    {
        // A modality that nobody has must not teach its part of the gate.
        var fromPathology = pathologyClass is null ? null : pathology.call(pathologyClass);
        var fromGenomics = genomicClass is null ? null : genomics.call(genomicClass);
        var (ofPathology, ofGenomics) = (fromPathology ?? zeros_like(fromGenomics!), fromGenomics ?? zeros_like(fromPathology!));
        var scores = clinical is null
            ? cat([ofPathology, ofGenomics], 1)
            : cat([ofPathology, ofGenomics, clinicalClass is null ? zeros_like(ofPathology) : clinical.call(clinicalClass)], 1);
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
