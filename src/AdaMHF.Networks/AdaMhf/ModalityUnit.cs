using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Segregation or integration unit of one modality: a class token of its own is prepended to the tokens and passes
/// through the stages with them.
/// </summary>
internal sealed class ModalityUnit : Module<Tensor, (Tensor ClassToken, Tensor Tokens)>
{
    private readonly Parameter class_token;
    private readonly ModuleList<UnitStage> stages;

    /// <summary>Creates the unit.</summary>
    /// <param name="modality">Modality whose tokens it refines.</param>
    /// <param name="configuration">Shape of the network.</param>
    /// <param name="stages">Attention-and-experts stages, at least 1.</param>
    /// <param name="residual">Residual path around the experts; null for none.</param>
    /// <param name="random">Source of random numbers.</param>
    public ModalityUnit(
        Modality modality, AdaMhfConfiguration configuration, int stages, Func<Tensor, Tensor>? residual, RandomSource random)
        : base(nameof(ModalityUnit))
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ConstructionBudget.Take(configuration.TokenWidth);
        class_token = new Parameter(randn(1, configuration.TokenWidth).Times(0.02));
        this.stages = new ModuleList<UnitStage>(
            [.. ConstructionBudget.Places(stages).Select(_ => new UnitStage(modality, configuration, residual, random))]);
        RegisterComponents();
    }

    /// <summary>Maps tokens [n, width] to the class token [1, width] and the refined tokens [n, width].</summary>
    public override (Tensor ClassToken, Tensor Tokens) forward(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var (classTokens, refined) = Run(TokenBatch.Single(tokens), null);
        return (classTokens, refined.Tokens.squeeze(0));
    }

    /// <summary>Maps the tokens of several patients to their class tokens [n, width] and refined tokens.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="log">Where decisions go; null for none.</param>
    /// <param name="takesOver">Whether nothing is left of the tokens, which nobody else needs.</param>
    /// <param name="balancing">Which sequences the gates are balanced over; null for all.</param>
    internal (Tensor ClassTokens, TokenBatch Tokens) Run(
        TokenBatch tokens, ExpertLog? log, bool takesOver = false, bool[]? balancing = null)
    {
        var sequence = tokens.Behind(class_token);
        if (takesOver) WorkingMemory.Free(tokens, log is not null);
        for (var i = 0; i < stages.Count; i++)
        {
            if (log is not null) log.Stage = i;
            sequence = stages[i].Run(sequence, log, balancing);
        }
        return sequence.SplitClassToken();
    }
}
