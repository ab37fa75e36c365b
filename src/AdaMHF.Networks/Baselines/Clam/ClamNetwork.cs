using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// CLAM-SB and CLAM-MB (Lu et al. 2021) for survival: gated-attention pooling with one branch, or one per time bin, whose logits
/// are hazards. The order of the patches does not matter.
/// </summary>
/// <remarks>
/// <para>
/// In training the auxiliary loss is the instance loss, with the time bin as the class, weighted 0.3 beside 0.7 of the data loss.
/// It is the cross-entropy, the default of the official code; the published runs use a smooth SVM loss.
/// </para>
/// <para>The official code fails on bags with fewer patches than the instance loss takes; here it takes all of them.</para>
/// </remarks>
public sealed class ClamNetwork : SurvivalNetwork
{
    private readonly Sequential patch_embedding;
    private readonly AttentionPool pool;
    private readonly ModuleList<Linear> heads;
    private readonly InstanceClassifiers instances;

    private ClamNetwork(ClamConfiguration configuration, RandomSource random) : base(nameof(ClamNetwork), random)
    {
        var c = configuration;
        Configuration = c;
        patch_embedding = ReluLayer.Create(c.PatchWidth, c.TokenWidth, c.Dropout, random);
        var branches = c.Branches == ClamBranches.Single ? 1 : c.TimeBins;
        pool = new AttentionPool(c.TokenWidth, c.AttentionWidth, c.Dropout, random, branches);
        heads = new ModuleList<Linear>([.. Enumerable.Range(0, branches).Select(_ => Layers.Linear(c.TokenWidth, c.TimeBins / branches))]);
        instances = new InstanceClassifiers(c.TokenWidth, c.TimeBins, c.InstancesPerSide, c.OtherBinsLearn);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public ClamConfiguration Configuration { get; }

    /// <inheritdoc/>
    /// <remarks>The instance loss is computed patient by patient, everything else together.</remarks>
    public override bool ComputesBatches => true;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static ClamNetwork Create(ClamConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return SeededConstruction.BuildNetwork(seed, random => new ClamNetwork(configuration.Validated(), random));
    }

    /// <summary>Predicts one patient from the patches.</summary>
    /// <exception cref="ArgumentException">Pathology is missing.</exception>
    public override SurvivalOutput forward(PatientTensors patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return PredictBatch(BatchTensors.Of(patient)).Single();
    }

    /// <inheritdoc/>
    public override BatchOutput PredictBatch(BatchTensors batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var (logits, _, scores, tokens) = Attend(batch.RequiredPatches(nameof(ClamNetwork)));
        if (!training || Configuration.BagWeight == 1 || batch.Outcomes is not { } outcomes) return new(logits);
        return new(logits, AuxiliaryLoss: InstanceLoss(scores, tokens, outcomes)) { DataLossWeight = Configuration.BagWeight };
    }

    /// <summary>
    /// Logits [n, K], pooled rows [n, branches, width], attention scores [n, branches, length], and the embedded patches.
    /// </summary>
    internal (Tensor Logits, Tensor Pooled, Tensor Scores, TokenBatch Tokens) Attend(TokenBatch patches)
    {
        var tokens = patches with { Tokens = patch_embedding.call(patches.Tokens) };
        var (pooled, scores) = pool.Run(tokens);
        return (cat([.. heads.Select((head, branch) => head.call(pooled.select(1, branch)))], 1), pooled, scores, tokens);
    }

    /// <summary>Weighted mean of the patients' instance losses; null where no patient has one.</summary>
    private Tensor? InstanceLoss(Tensor scores, TokenBatch tokens, IReadOnlyList<PatientOutcome> outcomes)
    {
        Tensor[] losses = [.. Enumerable.Range(0, outcomes.Count)
            .Where(place => outcomes[place].Event || Configuration.CensoredLearnInstances)
            .Select(place =>
                instances.call(scores[place].narrow(1, 0, tokens.Layout.Counts[place]), tokens.Of(place), outcomes[place].Bin))];
        return losses.Length == 0 ? null : stack(losses).sum().Times((1 - Configuration.BagWeight) / outcomes.Count);
    }
}
