using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// One stage of a segregation or integration unit: pre-norm attention with residual, positional encoding (pathology
/// only), expert expansion.
/// </summary>
internal sealed class UnitStage : Module<Tensor, Tensor>
{
    private readonly LayerNorm norm;
    private readonly NystromAttention attention;
    private readonly PositionalEncoding? position;
    private readonly ExpertExpansion experts;

    /// <summary>Creates the stage.</summary>
    /// <param name="modality">Modality, which determines the experts and the positional encoding.</param>
    /// <param name="configuration">Shape of the network.</param>
    /// <param name="residual">Residual path around the experts; null for none.</param>
    /// <param name="random">Source of random numbers.</param>
    public UnitStage(Modality modality, AdaMhfConfiguration configuration, Func<Tensor, Tensor>? residual, RandomSource random)
        : base(nameof(UnitStage))
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var c = configuration;
        norm = Layers.LayerNorm(c.TokenWidth);
        var options = new NystromOptions(c.AttentionHeads, c.AttentionWidth / c.AttentionHeads, c.Landmarks)
        {
            ValueKernel = c.ValueKernel,
        };
        attention = new NystromAttention(c.TokenWidth, options, random);
        if (c.BranchesStartAtZero) attention.StartingAtZero();
        position = modality == Modality.Pathology && c.PositionalKernel > 0
            ? new PositionalEncoding(c.TokenWidth, c.PositionalKernel, c.PositionsOnGrid)
            : null;
        experts = new ExpertExpansion([.. c.ExpertsPerLayer.Select(Layer)], residual, c.ExpertActivation);
        RegisterComponents();

        ExpertLayer Layer(int count, int depth)
        {
            Module<Tensor, Tensor>[] members = [.. ConstructionBudget.Places(count).Select(_ => Expert(modality, c, depth, random))];
            var balancingRate = c.ExpertRouting == ExpertRouting.Single ? c.BalancingRate : 0;
            return new ExpertLayer(c.TokenWidth, members, random, c.ExpertRouting, c.LoadBalancingWeight > 0, balancingRate);
        }
    }

    /// <summary>Maps [1 + tokens, width], class token first, to the same shape.</summary>
    public override Tensor forward(Tensor sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        return Run(TokenBatch.Single(sequence), null).Tokens.squeeze(0);
    }

    /// <summary>Takes the tokens over: nothing is left of them.</summary>
    internal TokenBatch Run(TokenBatch sequence, ExpertLog? log, bool[]? balancing = null)
    {
        var layout = sequence.Layout;
        // What the parts share is made before the first of them, so that it outlives it.
        layout.Prepare(withGrid: position is not null);
        using (var memory = WorkingMemory.Begin(log is not null))
        {
            var attended = WorkingMemory.Within(() => sequence.Tokens.Plus(attention.Run(norm.call(sequence.Tokens), layout)));
            if (position is not null)
            {
                var encoded = position.Run(new(attended.narrow(1, 1, layout.Length - 1), layout.WithoutClassToken)).Tokens;
                attended = cat([attended.narrow(1, 0, 1), encoded], 1);
            }
            WorkingMemory.Free(sequence, log is not null);
            sequence = memory.Keep(sequence with { Tokens = attended });
        }
        return experts.Run(sequence, log, balancing);
    }

    // The receptive field grows from layer to layer: 3, 5, 7 ...
    private static Module<Tensor, Tensor> Expert(Modality modality, AdaMhfConfiguration c, int depth, RandomSource random)
    {
        var startsAtZero = c.BranchesStartAtZero && c.ExpertResidual != ExpertResidual.None;
        return modality == Modality.Pathology
            ? new GridExpert(c.TokenWidth, c.ExpertWidth, c.GridExperts ? 3 + 2 * depth : 1, c.Dropout, random, startsAtZero)
            : new GenomicExpert(c.TokenWidth, c.ExpertWidth, c.GenomicDropout, random, startsAtZero);
    }
}
