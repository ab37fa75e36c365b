using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// DeepAttnMISL (Yao et al. 2020), in the form of MCAT-derived code: similar patches form clusters, an MLP and a mean per cluster
/// give one token, and gated attention pools the tokens. The order of the patches does not matter.
/// </summary>
/// <remarks>
/// The centroids are part of the saved state and are not trained. They are random initially; set them before training, from k-means
/// on patches of the training patients. MCAT-derived code reads cluster numbers from a file, which no longer match when patches are
/// sampled; here each patch is assigned in the forward pass.
/// </remarks>
public sealed class DeepAttnMislNetwork : SurvivalNetwork
{
    private readonly Tensor centroids;
    private readonly ModuleList<Sequential> clusters;
    private readonly Sequential embedding;
    private readonly AttentionPool pool;
    private readonly Sequential hidden;
    private readonly Linear head;

    private DeepAttnMislNetwork(DeepAttnMislConfiguration configuration, RandomSource random) : base(nameof(DeepAttnMislNetwork), random)
    {
        var c = configuration;
        Configuration = c;
        ConstructionBudget.Take(c.Clusters, c.PatchWidth);
        centroids = randn(c.Clusters, c.PatchWidth);
        register_buffer(nameof(centroids), centroids);
        clusters = new ModuleList<Sequential>([.. ConstructionBudget.Places(c.Clusters).Select(_ => Sequential(
            ReluLayer.Create(c.PatchWidth, c.TokenWidth, c.Dropout, random),
            ReluLayer.Create(c.TokenWidth, c.TokenWidth, c.Dropout, random)))]);
        embedding = ReluLayer.Create(c.TokenWidth, c.TokenWidth, c.Dropout, random);
        pool = new AttentionPool(c.TokenWidth, c.AttentionWidth, c.Dropout, random);
        hidden = ReluLayer.Create(c.TokenWidth, c.HiddenWidth, c.Dropout, random);
        head = Layers.Linear(c.HiddenWidth, c.TimeBins);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public DeepAttnMislConfiguration Configuration { get; }

    /// <inheritdoc/>
    public override bool ComputesBatches => true;

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static DeepAttnMislNetwork Create(DeepAttnMislConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return SeededConstruction.BuildNetwork(seed, random => new DeepAttnMislNetwork(configuration.Validated(), random));
    }

    /// <summary>Sets the cluster centroids, before training.</summary>
    /// <param name="rows">[clusters, patch width], on any device.</param>
    /// <exception cref="ArgumentException">The shape differs.</exception>
    public void SetCentroids(Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (!rows.shape.SequenceEqual(centroids.shape))
        {
            throw new ArgumentException(
                $"The centroids have shape [{string.Join(", ", rows.shape)}]; expected [{string.Join(", ", centroids.shape)}].",
                nameof(rows));
        }
        using var noGradient = no_grad();
        centroids.copy_(rows);
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
        var bags = batch.RequiredPatches(nameof(DeepAttnMislNetwork));
        var counts = bags.Layout.Counts;
        var patches = counts.Length == 1 ? bags.Of(0) : cat([.. counts.Select((_, bag) => bags.Of(bag))]);
        return new(Logits(patches, Nearest(patches), counts));
    }

    /// <summary>Index of the nearest centroid of each patch, [patches].</summary>
    internal Tensor Nearest(Tensor patches)
    {
        // |x - c|^2 without |x|^2, which is the same for every c.
        var features = patches.detach();
        return ((centroids * centroids).sum(1) - features.Product(centroids.t()).Times(2)).argmin(1);
    }

    /// <summary>Maps the patches of all bags [patches, patch width] and their clusters [patches] to logits [bags, K].</summary>
    /// <param name="patches">The patches, bag after bag.</param>
    /// <param name="numbers">The cluster of each.</param>
    /// <param name="counts">Patches of each bag.</param>
    internal Tensor Logits(Tensor patches, Tensor numbers, int[] counts)
    {
        var members = new ClusterMembers(numbers.cpu().data<long>().ToArray(), counts, Configuration.Clusters);
        var sorted = patches.index_select(0, tensor(members.Order, device: patches.device));
        var tokens = embedding.call(stack([.. ClusterTokens(sorted, members, counts.Length)], 1));
        var bags = Configuration.LeavesOutEmptyClusters ? WithoutEmpty(tokens, members) : TokenBatch.Even(tokens);
        return head.call(hidden.call(pool.Run(bags).Pooled.squeeze(1)));
    }

    /// <summary>Of each cluster a token for every bag, [bags, width]: the mean of its patches, or zeros.</summary>
    private IEnumerable<Tensor> ClusterTokens(Tensor sorted, ClusterMembers members, int bags)
    {
        var start = 0L;
        for (var cluster = 0; cluster < clusters.Count; cluster++)
        {
            var size = members.Sizes[cluster].Sum();
            if (size == 0)
            {
                yield return zeros(bags, Configuration.TokenWidth, dtype: sorted.dtype, device: sorted.device);
                continue;
            }
            var embedded = clusters[cluster].call(sorted.narrow(0, start, size));
            yield return bags == 1
                ? embedded.mean([0], keepdim: true)
                : tensor(members.Shares(cluster), bags, size, dtype: sorted.dtype, device: sorted.device).Product(embedded);
            start += size;
        }
    }

    private static TokenBatch WithoutEmpty(Tensor tokens, ClusterMembers members)
    {
        var (bags, count) = (tokens.shape[0], tokens.shape[1]);
        int[][] filled = [.. Enumerable.Range(0, (int)bags).Select(bag =>
            Enumerable.Range(0, (int)count).Where(cluster => members.Sizes[cluster][bag] > 0).ToArray())];
        long[] order = [.. filled.SelectMany((clusters, bag) => clusters.Select(cluster => (bag * count) + cluster))];
        return GatheredRows.Of(
            tokens.flatten(0, 1), tensor(order, device: tokens.device), Array.ConvertAll(filled, clusters => clusters.Length));
    }
}
