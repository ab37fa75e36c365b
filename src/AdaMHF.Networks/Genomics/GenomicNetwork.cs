using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Predicts survival from genes alone: one self-normalising network per group and a linear head on all tokens. The embedding is
/// that of AdaMHF, so weights move from one to the other. With one group of all genes, widths 256 and ELU it is the published SNN
/// baseline (Chen et al. 2021, MCAT).
/// </summary>
public sealed class GenomicNetwork : Module<IReadOnlyList<Tensor>, Tensor>
{
    private readonly GenomicEmbedding genomic_embedding;
    private readonly Linear head;

    internal GenomicNetwork(GenomicNetworkConfiguration configuration, RandomSource random) : base(nameof(GenomicNetwork))
    {
        var c = configuration;
        Configuration = c;
        Random = random;
        int[] widths = [.. c.HiddenWidths, c.TokenWidth];
        genomic_embedding = new GenomicEmbedding(c.GroupSizes, widths, c.Dropout, c.InputDropout, random, c.Activation);
        var inputs = c.GroupSizes.Count * c.TokenWidth;
        head = Layers.Linear(inputs, c.Outputs);
        init.normal_(head.weight!, 0, 1 / Math.Sqrt(inputs));
        init.zeros_(head.bias!);
        RegisterComponents();
    }

    /// <summary>Shape of the network.</summary>
    public GenomicNetworkConfiguration Configuration { get; }

    /// <summary>The part that maps each group to one token.</summary>
    internal GenomicEmbedding Embedding => genomic_embedding;

    /// <summary>Random numbers of the network: dropout masks in training.</summary>
    public RandomSource Random { get; }

    /// <summary>Builds a network on the CPU whose initial weights depend on the seed alone.</summary>
    /// <param name="configuration">Shape of the network; validated here.</param>
    /// <param name="seed">Seed of initial weights and of the random numbers in training.</param>
    /// <exception cref="ArgumentException">A value of the configuration is out of its range.</exception>
    /// <exception cref="TorchBackendException">The native library cannot be loaded.</exception>
    public static GenomicNetwork Create(GenomicNetworkConfiguration configuration, long seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return SeededConstruction.BuildNetwork(seed, random => new GenomicNetwork(configuration.Validated(), random));
    }

    /// <summary>Maps one batch [n, genes] per group to [n, outputs], or one vector [genes] per group to [outputs].</summary>
    public override Tensor forward(IReadOnlyList<Tensor> profiles) => head.call(genomic_embedding.call(profiles).flatten(-2));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Random.Dispose();
        base.Dispose(disposing);
    }
}
