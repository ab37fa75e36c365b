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
    public override Tensor forward(Tensor? pathologyClass, Tensor? genomicClass) => (pathologyClass, genomicClass) switch
    {
        (null, null) => throw new ArgumentException("Both modalities are missing; at least one is needed."),
        (not null, null) => tensor([1f, 0f], dtype: pathologyClass.dtype, device: pathologyClass.device),
        (null, not null) => tensor([0f, 1f], dtype: genomicClass.dtype, device: genomicClass.device),
        _ => cat([pathology.call(pathologyClass), genomics.call(genomicClass)], 1).squeeze(0).softmax(0),
    };

    private static Linear StartingAtZero(int width)
    {
        var linear = Linear(width, 1);
        init.zeros_(linear.weight!);
        init.zeros_(linear.bias!);
        return linear;
    }
}
