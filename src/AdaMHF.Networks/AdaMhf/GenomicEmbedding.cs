using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>One self-normalising network per genomic group, which maps the group to one token.</summary>
internal sealed class GenomicEmbedding : Module<IReadOnlyList<Tensor>, Tensor>
{
    private readonly ModuleList<Sequential> groups;
    private readonly SeededDropout inputs;
    private bool isFrozen;

    /// <summary>Creates the embedding of AdaMHF, two blocks per group.</summary>
    /// <param name="configuration">Group sizes, widths and dropout.</param>
    /// <param name="random">Source of the dropout masks.</param>
    public GenomicEmbedding(AdaMhfConfiguration configuration, RandomSource random)
        : this(
            configuration.GenomicGroupSizes,
            [configuration.GenomicHiddenWidth, configuration.TokenWidth],
            configuration.GenomicDropout,
            configuration.GenomicInputDropout,
            random)
    {
    }

    /// <summary>Creates an embedding of any depth.</summary>
    /// <param name="groupSizes">Number of genes in each group.</param>
    /// <param name="widths">Width of each block, the last one the width of a token.</param>
    /// <param name="dropout">Alpha dropout after every block, in [0, 1).</param>
    /// <param name="inputDropout">Share of the genes set to zero at each training step, in [0, 1).</param>
    /// <param name="random">Source of the dropout masks.</param>
    /// <param name="activation">SELU by default; ELU reproduces MCAT-derived code.</param>
    public GenomicEmbedding(
        IReadOnlyList<int> groupSizes,
        IReadOnlyList<int> widths,
        double dropout,
        double inputDropout,
        RandomSource random,
        Activation activation = Activation.Selu)
        : base(nameof(GenomicEmbedding))
    {
        ArgumentNullException.ThrowIfNull(groupSizes);
        ArgumentNullException.ThrowIfNull(widths);
        inputs = new SeededDropout(inputDropout, random);
        groups = new ModuleList<Sequential>([.. groupSizes.Select(size => Sequential(Blocks(size)))]);
        RegisterComponents();

        SnnBlock[] Blocks(int size) =>
            [.. widths.Select((width, depth) => new SnnBlock(depth == 0 ? size : widths[depth - 1], width, dropout, random, activation))];
    }

    /// <summary>Maps one vector [genes] per group to tokens, [groups, width]; batches [n, genes] to [n, groups, width].</summary>
    /// <exception cref="ArgumentException">There are more or fewer vectors than groups.</exception>
    public override Tensor forward(IReadOnlyList<Tensor> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        if (profiles.Count != groups.Count)
        {
            throw new ArgumentException(
                $"The patient has {profiles.Count} genomic groups; this network expects {groups.Count}.", nameof(profiles));
        }
        return stack([.. groups.Zip(profiles, (network, profile) => network.call(inputs.call(profile)))], -2);
    }

    /// <summary>
    /// Excludes this part from training permanently: its weights get no gradient, and its dropout stays off
    /// while the network trains.
    /// </summary>
    public void Freeze()
    {
        isFrozen = true;
        foreach (var parameter in parameters()) parameter.requires_grad = false;
        train(false);
    }

    /// <inheritdoc/>
    public override void train(bool train = true) => base.train(train && !isFrozen);
}
