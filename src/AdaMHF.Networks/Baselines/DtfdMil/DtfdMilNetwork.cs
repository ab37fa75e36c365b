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
        reduction = Layers.Linear(c.PatchWidth, c.TokenWidth, hasBias: false);
        group_pool = new AttentionPool(c.TokenWidth, c.AttentionWidth, 0, random);
        group_head = Layers.Linear(c.TokenWidth, c.TimeBins);
        bag_pool = new AttentionPool(c.TokenWidth, c.AttentionWidth, 0, random);
        head = Layers.Linear(c.TokenWidth, c.TimeBins);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public DtfdMilConfiguration Configuration { get; }

    /// <inheritdoc/>
    public override bool ComputesBatches => true;

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
        ArgumentNullException.ThrowIfNull(patient);
        return PredictBatch(BatchTensors.Of(patient)).Single();
    }

    /// <inheritdoc/>
    public override BatchOutput PredictBatch(BatchTensors batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var patches = batch.RequiredPatches(nameof(DtfdMilNetwork));
        var groups = new DtfdGroups(patches.Layout.Counts, Configuration.Groups);
        var (logits, groupLogits, _) = Tiers(patches.Tokens, training ? Shuffled(patches.Layout) : Dealt(patches.Layout), groups);
        if (!training || batch.Outcomes is not { } outcomes) return new(logits);
        var losses = DiscreteSurvivalBatchLoss.NegativeLogLikelihood(
            groupLogits, groups.ForEach(patient => outcomes[patient].Bin), groups.ForEach(patient => outcomes[patient].Event));
        var weights = groups.ForEach(patient => 1f / (groups.PerPatient[patient] * batch.Count));
        return new(logits, AuxiliaryLoss: (losses * tensor(weights, dtype: losses.dtype, device: losses.device)).sum());
    }

    /// <summary>Maps bags to the logits [n, K], those of the groups [groups, K], and the bags of the second tier.</summary>
    /// <param name="patches">[n, length, patch width].</param>
    /// <param name="order">Numbers of the patches, counted over all rows of all bags, in the order in which they enter the groups.</param>
    /// <param name="groups">The groups.</param>
    internal (Tensor Logits, Tensor Groups, TokenBatch Distilled) Tiers(Tensor patches, Tensor order, DtfdGroups groups)
    {
        var tokens = functional.relu(reduction.call(patches));
        var members = GatheredRows.Of(tokens.flatten(0, 1), order, groups.Sizes);
        var (pooled, scores) = group_pool.Run(members);
        var bags = Distill(members, scores, pooled, groups);
        return (head.call(bag_pool.Run(bags).Pooled.squeeze(1)), group_head.call(pooled.squeeze(1)), bags);
    }

    private Tensor Shuffled(TokenLayout layout)
    {
        var (device, generator) = (layout.Device, Random.On(layout.Device));
        var orders = layout.Counts.Select(count => randperm(count, device: device, generator: generator));
        long[] starts = [.. layout.Counts.SelectMany((count, bag) => Enumerable.Repeat(bag * layout.Length, count))];
        return cat([.. orders]).Plus(tensor(starts, device: device));
    }

    private Tensor Dealt(TokenLayout layout) => tensor(
        [.. layout.Counts.SelectMany((count, bag) => Enumerable.Range(0, count)
            .OrderBy(place => place % Configuration.Groups)
            .Select(place => (bag * layout.Length) + place))],
        device: layout.Device);

    private TokenBatch Distill(TokenBatch members, Tensor scores, Tensor pooled, DtfdGroups groups)
    {
        if (Configuration.Distillation == DtfdDistillation.Aggregate)
            return Bags(pooled, [.. groups.Sizes.Select(_ => 1)], sides: 1, groups);
        var layout = members.Layout;
        var ranks = Ranks((members.Tokens * layout.Hide(scores).softmax(-1).transpose(1, 2)).detach());
        var sent = Array.ConvertAll(groups.Sizes, size => Math.Min(Configuration.InstancesPerGroup, size));
        var highest = Chosen(members.Tokens, layout.Hide(ranks), sent.Max(), largest: true);
        if (Configuration.Distillation == DtfdDistillation.Highest) return Bags(highest, sent, sides: 1, groups);
        var lowest = Chosen(members.Tokens, layout.Hide(ranks, double.PositiveInfinity), sent.Max(), largest: false);
        return Bags(cat([highest, lowest], 1), sent, sides: 2, groups);
    }

    private static Tensor Chosen(Tensor members, Tensor ranks, int count, bool largest)
    {
        var places = ranks.topk(count, 1, largest: largest).indexes;
        return members.gather(1, places.unsqueeze(2).expand(-1, -1, members.shape[2]));
    }

    /// <summary>The second tier's bags: of each side of what a group sends, [groups, rows, width], the first rows.</summary>
    private static TokenBatch Bags(Tensor rows, int[] sent, int sides, DtfdGroups groups)
    {
        var length = rows.shape[1] / sides;
        long[] order = [.. sent.SelectMany((count, group) => Enumerable.Range(0, sides).SelectMany(side =>
            Enumerable.Range(0, count).Select(row => (group * rows.shape[1]) + (side * length) + row)))];
        return GatheredRows.Of(
            rows.flatten(0, 1), tensor(order, device: rows.device), groups.Sums(Array.ConvertAll(sent, count => sides * count)));
    }

    // The classifier's weights, without its bias, on each patch's share of the pooled row: a class activation map.
    private Tensor Ranks(Tensor shares)
    {
        var activations = shares.Product(group_head.weight!.detach().t());
        return Configuration.Ranking == DtfdRanking.LastClass
            ? activations.softmax(-1).select(-1, activations.shape[^1] - 1)
            : activations.sigmoid().From(1).cumprod(-1).sum(-1).neg();
    }
}
