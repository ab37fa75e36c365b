using System.Text.Json;
using AdaMHF.Networks;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// A survival network that can be trained, described once: benchmark, command line and tests enumerate <see cref="SurvivalSystems.All"/>.
/// </summary>
public sealed class SurvivalSystem
{
    private readonly Func<SurvivalTrainerOptions> _defaults;
    private readonly Func<IHostEnvironment, SurvivalTrainerOptions, IEstimator<SurvivalNetworkTransformer>> _trainer;
    private readonly Func<SurvivalTrainerOptions, int, IReadOnlyList<int>, object> _configuration;
    private readonly Func<object, long, SurvivalNetwork> _network;
    private readonly string? _storedName;

    private SurvivalSystem(
        Func<SurvivalTrainerOptions> defaults,
        Func<IHostEnvironment, SurvivalTrainerOptions, IEstimator<SurvivalNetworkTransformer>> trainer,
        Func<SurvivalTrainerOptions, int, IReadOnlyList<int>, object> configuration,
        Func<object, long, SurvivalNetwork> network)
    {
        _defaults = defaults;
        _trainer = trainer;
        _configuration = configuration;
        _network = network;
    }

    /// <summary>Name in plans and on the command line, in lower case and with dashes; never changes.</summary>
    public required string Key { get; init; }

    /// <summary>Name in tables.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Modalities that the network reads.</summary>
    public required SurvivalModalities Modalities { get; init; }

    /// <summary>Type of the trainer.</summary>
    public required Type TrainerType { get; init; }

    /// <summary>Type of the trainer's options, a <see cref="SurvivalTrainerOptions"/>.</summary>
    public required Type OptionsType { get; init; }

    /// <summary>Type of the network's configuration.</summary>
    public required Type ConfigurationType { get; init; }

    /// <summary>The trainer's default options, new each time; change single values by <c>with</c>.</summary>
    public SurvivalTrainerOptions DefaultOptions => _defaults();

    /// <summary>Name of the system in model zips, never changes. Systems that differ only in their configuration share one.</summary>
    internal string StoredName { get => _storedName ?? DisplayName; init => _storedName = value; }

    /// <summary>Creates the trainer.</summary>
    /// <param name="context">Receives the log; gives the seed where the options have none.</param>
    /// <param name="options">Options of <see cref="OptionsType"/>, checked here; null for <see cref="DefaultOptions"/>.</param>
    /// <exception cref="ArgumentException">The options are those of another system, or one is out of its range.</exception>
    public IEstimator<SurvivalNetworkTransformer> CreateTrainer(MLContext context, SurvivalTrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var given = Own(options);
        given.Check();
        return _trainer(context, given);
    }

    /// <summary>Creates the network that a trainer with these options would train, with its initial weights.</summary>
    /// <param name="options">Options of <see cref="OptionsType"/>; null for <see cref="DefaultOptions"/>.</param>
    /// <param name="patchWidth">Width of a patch feature, at least 1.</param>
    /// <param name="genomicGroupSizes">Genes in each group.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <exception cref="ArgumentException">The options are those of another system, or a size is out of its range.</exception>
    public SurvivalNetwork CreateNetwork(SurvivalTrainerOptions? options, int patchWidth, IReadOnlyList<int> genomicGroupSizes, long seed)
    {
        ArgumentNullException.ThrowIfNull(genomicGroupSizes);
        return _network(_configuration(Own(options), patchWidth, genomicGroupSizes), seed);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{DisplayName} ({Key})";

    /// <summary>AdaMHF, which has its own trainer and model types.</summary>
    internal static SurvivalSystem OfAdaMhf(string key, string displayName) => new(
        () => new AdaMhfTrainer.Options(),
        (environment, options) => new AdaMhfTrainer(environment, (AdaMhfTrainer.Options)options),
        (options, width, groups) => ((AdaMhfTrainer.Options)options).For(width, groups, clinicalWidth: 0),
        (configuration, seed) => AdaMhfNetwork.Create((AdaMhfConfiguration)configuration, seed))
    {
        Key = key,
        DisplayName = displayName,
        Modalities = SurvivalModalities.Both,
        TrainerType = typeof(AdaMhfTrainer),
        OptionsType = typeof(AdaMhfTrainer.Options),
        ConfigurationType = typeof(AdaMhfConfiguration),
    };

    /// <summary>A published system on the common engine.</summary>
    /// <param name="key">See <see cref="Key"/>.</param>
    /// <param name="displayName">See <see cref="DisplayName"/>.</param>
    /// <param name="modalities">See <see cref="Modalities"/>.</param>
    /// <param name="trainer">Creates its trainer.</param>
    /// <param name="network">Creates its network.</param>
    /// <param name="storedName">See <see cref="StoredName"/>; null for the display name.</param>
    /// <param name="variant">Tells its configuration from that of a system with the same options; null for none.</param>
    internal static SurvivalSystem Of<TTrainer, TOptions, TConfiguration>(
        string key,
        string displayName,
        SurvivalModalities modalities,
        Func<IHostEnvironment, TOptions, TTrainer> trainer,
        Func<TConfiguration, long, SurvivalNetwork> network,
        string? storedName = null,
        Func<TConfiguration, TConfiguration>? variant = null)
        where TTrainer : BaselineTrainer<TConfiguration>
        where TOptions : BaselineOptions<TConfiguration>, new()
        where TConfiguration : class, new() => new(
        () => new TOptions(),
        (environment, options) => trainer(environment, (TOptions)options),
        (options, width, groups) =>
        {
            var configuration = ((TOptions)options).For(width, groups);
            return variant is null ? configuration : variant(configuration);
        },
        (configuration, seed) => network((TConfiguration)configuration, seed))
        {
            Key = key,
            DisplayName = displayName,
            Modalities = modalities,
            TrainerType = typeof(TTrainer),
            OptionsType = typeof(TOptions),
            ConfigurationType = typeof(TConfiguration),
            StoredName = storedName ?? displayName,
        };

    /// <summary>Creates the network of a configuration, with its initial weights.</summary>
    internal SurvivalNetwork Create(object configuration, long seed) => _network(configuration, seed);

    /// <summary>Writes a configuration for a model zip.</summary>
    internal JsonElement Write(object configuration) =>
        JsonSerializer.SerializeToElement(configuration, ConfigurationType, ModelZipJson.Options);

    /// <summary>Creates the network of a configuration from a model zip; its weights are yet to be loaded.</summary>
    internal SurvivalNetwork Read(JsonElement configuration) =>
        _network(ModelZipJson.Read(configuration, ConfigurationType, $"the configuration of the {StoredName} network"), 0);

    private SurvivalTrainerOptions Own(SurvivalTrainerOptions? options)
    {
        if (options is null) return _defaults();
        if (options.GetType() == OptionsType) return options;
        var owner = options.GetType().DeclaringType ?? options.GetType();
        throw new ArgumentException($"The options are of {owner.Name}; {DisplayName} takes those of {TrainerType.Name}.", nameof(options));
    }
}
