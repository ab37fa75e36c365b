using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// DTFD-MIL (Zhang et al. 2022) for survival: patches are divided into groups, each a bag of its own with the patient's outcome
/// (tier 1); features distilled from the groups form the bag of the second tier, whose logits are the prediction.
/// </summary>
/// <remarks>
/// In training the groups are random at each step and the auxiliary loss is the mean likelihood loss of the groups, so that
/// the sum of both tiers' losses is minimised, as in the paper. The official code steps the first tier's optimiser before the
/// second tier's backward pass and discards that pass's gradients for the first tier. In evaluation patch i belongs to group
/// i modulo the number of groups.
/// </remarks>
public sealed class DtfdMilNetwork : SurvivalNetwork
{
    private readonly Linear reduction;
    private readonly AttentionPool group_pool;
    private readonly Linear group_head;
    private readonly AttentionPool bag_pool;
    private readonly Linear head;

    private DtfdMilNetwork(DtfdMilConfiguration configuration, RandomSource random) : base(nameof(DtfdMilNetwork), random)
    {
        var c = configuration;
        Configuration = c;
        reduction = Linear(c.PatchWidth, c.TokenWidth, hasBias: false);
        group_pool = new AttentionPool(c.TokenWidth, c.AttentionWidth, 0, random);
        group_head = Linear(c.TokenWidth, c.TimeBins);
        bag_pool = new AttentionPool(c.TokenWidth, c.AttentionWidth, 0, random);
        head = Linear(c.TokenWidth, c.TimeBins);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public DtfdMilConfiguration Configuration { get; }

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static DtfdMilNetwork Create(DtfdMilConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return SeededConstruction.BuildNetwork(seed, random => new DtfdMilNetwork(configuration.Validated(), random));
    }

    /// <summary>Predicts one patient from the patches.</summary>
    /// <exception cref="ArgumentException">Pathology is missing.</exception>
    public override SurvivalOutput forward(PatientTensors patient)
    {
        var patches = patient.RequiredPatches(nameof(DtfdMilNetwork));
        var (logits, groups, _) = Tiers(training ? Shuffled(patches) : Dealt(patches));
        if (!training || patient.Outcome is not { } outcome) return new SurvivalOutput(logits);
        var count = (int)groups.shape[0];
        int[] bins = [.. Enumerable.Repeat(outcome.Bin, count)];
        bool[] events = [.. Enumerable.Repeat(outcome.Event, count)];
        return new SurvivalOutput(logits, AuxiliaryLoss: DiscreteSurvivalBatchLoss.NegativeLogLikelihood(groups, bins, events).mean());
    }

    /// <summary>
    /// Maps patches, group after group, to the bag's logits [K], the groups' [groups, K], and the second tier's bag [rows, width].
    /// </summary>
    internal (Tensor Logits, Tensor Groups, Tensor Distilled) Tiers(Tensor patches)
    {
        var tokens = functional.relu(reduction.call(patches));
        var (logits, distilled) = (new List<Tensor>(), new List<Tensor>());
        // As even as possible, the longer groups first.
        var count = Math.Min(Configuration.Groups, tokens.shape[0]);
        foreach (var members in tokens.tensor_split(count))
        {
            var (pooled, scores) = group_pool.call(members);
            logits.Add(group_head.call(pooled));
            distilled.Add(Distill(members, scores, pooled));
        }
        var bag = cat(distilled, 0);
        return (head.call(bag_pool.call(bag).Pooled).squeeze(0), cat(logits, 0), bag);
    }

    private Tensor Shuffled(Tensor patches) =>
        patches[randperm(patches.shape[0], device: patches.device, generator: Random.On(patches.device))];

    private Tensor Dealt(Tensor patches)
    {
        var places = Enumerable.Range(0, (int)patches.shape[0]).Select(place => (long)place).OrderBy(place => place % Configuration.Groups);
        return patches[tensor([.. places], device: patches.device)];
    }

    private Tensor Distill(Tensor members, Tensor scores, Tensor pooled)
    {
        if (Configuration.Distillation == DtfdDistillation.Aggregate) return pooled;
        var ranks = Ranks((members * scores.softmax(1).t()).detach());
        var count = (int)Math.Min(Configuration.InstancesPerGroup, members.shape[0]);
        var highest = members[ranks.topk(count).indexes];
        return Configuration.Distillation == DtfdDistillation.Highest
            ? highest
            : cat([highest, members[ranks.topk(count, largest: false).indexes]], 0);
    }

    // The classifier's weights, without its bias, on each patch's share of the pooled row: a class activation map.
    private Tensor Ranks(Tensor shares)
    {
        var activations = shares.Product(group_head.weight!.detach().t());
        return Configuration.Ranking == DtfdRanking.LastClass
            ? activations.softmax(1)[.., -1]
            : -(1 - activations.sigmoid()).cumprod(1).sum(1);
    }
}
