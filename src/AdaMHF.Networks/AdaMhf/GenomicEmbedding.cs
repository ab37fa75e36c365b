using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>One self-normalising network of two blocks per functional group; each group becomes one token.</summary>
public sealed class GenomicEmbedding : Module<IReadOnlyList<Tensor>, Tensor>
{
    private readonly ModuleList<Sequential> groups;
    private readonly SeededDropout inputs;

    /// <summary>Creates the embedding.</summary>
    /// <param name="configuration">Group sizes, widths and dropout.</param>
    /// <param name="random">Where dropout masks are drawn.</param>
    public GenomicEmbedding(AdaMhfConfiguration configuration, RandomSource random) : base(nameof(GenomicEmbedding))
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var (hidden, width, dropout) = (configuration.GenomicHiddenWidth, configuration.TokenWidth, configuration.GenomicDropout);
        inputs = new SeededDropout(configuration.GenomicInputDropout, random);
        groups = new ModuleList<Sequential>(
            [.. configuration.GenomicGroupSizes.Select(size => Sequential(new SnnBlock(size, hidden, dropout, random), new SnnBlock(hidden, width, dropout, random)))]);
        RegisterComponents();
    }

    /// <summary>Maps one vector [genes] per group to tokens, [groups, width].</summary>
    /// <exception cref="ArgumentException">There are more or fewer vectors than groups.</exception>
    public override Tensor forward(IReadOnlyList<Tensor> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        if (profiles.Count != groups.Count)
            throw new ArgumentException($"The patient has {profiles.Count} genomic groups; this network expects {groups.Count}.", nameof(profiles));
        return stack([.. groups.Zip(profiles, (network, profile) => network.call(inputs.call(profile)))], 0);
    }
}
