using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>Segregation or integration unit of one modality: a class token of its own is put in front of the tokens and runs through the stages.</summary>
public sealed class ModalityUnit : Module<Tensor, (Tensor ClassToken, Tensor Tokens)>
{
    private readonly Parameter class_token;
    private readonly ModuleList<UnitStage> stages;

    /// <summary>Creates the unit.</summary>
    /// <param name="modality">Modality whose tokens it refines.</param>
    /// <param name="configuration">Shape of the network.</param>
    /// <param name="residual">The frozen perceptron.</param>
    /// <param name="random">Where random numbers are drawn.</param>
    public ModalityUnit(Modality modality, AdaMhfConfiguration configuration, Func<Tensor, Tensor> residual, RandomSource random)
        : base(nameof(ModalityUnit))
    {
        ArgumentNullException.ThrowIfNull(configuration);
        class_token = new Parameter(randn(1, configuration.TokenWidth) * 0.02);
        stages = new ModuleList<UnitStage>(
            [.. Enumerable.Range(0, configuration.StagesPerUnit).Select(_ => new UnitStage(modality, configuration, residual, random))]);
        RegisterComponents();
    }

    /// <summary>Maps tokens [n, width] to the class token [1, width] and the refined tokens [n, width].</summary>
    public override (Tensor ClassToken, Tensor Tokens) forward(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var sequence = cat([class_token, tokens], 0);
        foreach (var stage in stages) sequence = stage.call(sequence);
        return (sequence.narrow(0, 0, 1), sequence.narrow(0, 1, tokens.shape[0]));
    }
}
