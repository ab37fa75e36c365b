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
        centroids = randn(c.Clusters, c.PatchWidth);
        register_buffer(nameof(centroids), centroids);
        clusters = new ModuleList<Sequential>([.. Enumerable.Range(0, c.Clusters).Select(_ => Sequential(
            ReluLayer.Create(c.PatchWidth, c.TokenWidth, c.Dropout, random),
            ReluLayer.Create(c.TokenWidth, c.TokenWidth, c.Dropout, random)))]);
        embedding = ReluLayer.Create(c.TokenWidth, c.TokenWidth, c.Dropout, random);
        pool = new AttentionPool(c.TokenWidth, c.AttentionWidth, c.Dropout, random);
        hidden = ReluLayer.Create(c.TokenWidth, c.HiddenWidth, c.Dropout, random);
        head = Linear(c.HiddenWidth, c.TimeBins);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public DeepAttnMislConfiguration Configuration { get; }

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
        var patches = patient.RequiredPatches(nameof(DeepAttnMislNetwork));
        return new SurvivalOutput(Logits(patches, Nearest(patches)));
    }

    /// <summary>Index of the nearest centroid of each patch, [patches].</summary>
    internal Tensor Nearest(Tensor patches)
    {
        // |x - c|^2 without |x|^2, which is the same for every c.
        var features = patches.detach();
        return (centroids.square().sum(1) - (features.Product(centroids.t()) * 2)).argmin(1);
    }

    /// <summary>Patches [patches, patch width] and their clusters [patches] to logits [K].</summary>
    internal Tensor Logits(Tensor patches, Tensor numbers)
    {
        var sorted = patches[numbers.argsort()];
        var sizes = numbers.bincount(null, Configuration.Clusters).cpu().data<long>().ToArray();
        var tokens = embedding.call(stack([.. ClusterTokens(sorted, sizes)], 0));
        return head.call(hidden.call(pool.call(tokens).Pooled)).squeeze(0);
    }

    private IEnumerable<Tensor> ClusterTokens(Tensor sorted, long[] sizes)
    {
        var start = 0L;
        for (var cluster = 0; cluster < sizes.Length; cluster++)
        {
            if (sizes[cluster] > 0)
                yield return clusters[cluster].call(sorted.narrow(0, start, sizes[cluster])).mean([0]);
            else if (!Configuration.LeavesOutEmptyClusters)
                yield return zeros(Configuration.TokenWidth, dtype: sorted.dtype, device: sorted.device);
            start += sizes[cluster];
        }
    }
}
