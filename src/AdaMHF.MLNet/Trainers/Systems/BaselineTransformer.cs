using AdaMHF.MLNet;
using AdaMHF.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(BaselineTransformer), null, typeof(SignatureLoadModel),
    "Published survival system", BaselineTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(IRowMapper), typeof(BaselineTransformer), null, typeof(SignatureLoadRowMapper),
    "Published survival system", BaselineTransformer.LoaderSignature)]

namespace AdaMHF.MLNet;

/// <summary>
/// A trained model of a published system. Scoring is lazy and thread-safe. A patient without any modality that the system reads gets NaN.
/// </summary>
public sealed class BaselineTransformer : SurvivalNetworkTransformer
{
    internal const string LoaderSignature = "SurvivalBaselineModel";
    private const string ModelSignature = "SURVBASE";

    private readonly BaselineSettings _settings;

    internal BaselineTransformer(IHostEnvironment environment, BaselineSettings settings, SurvivalNetwork[] networks)
        : base(environment, nameof(BaselineTransformer), settings, networks)
    {
        _settings = settings;
    }

    /// <summary>Name of the system: SNN, CLAM, MCAT and so on.</summary>
    public string SystemName => _settings.System;

    // Layout in the model zip:
    // Settings.json: BaselineSettings
    // Weights.safetensors: every parameter and buffer by state-dict key
    // Member1/Weights.safetensors ...: those of an ensemble's other members
    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx) =>
        ctx.SaveComponent(ModelSignature, LoaderSignature, Stored(_settings), WeightParts());

    /// <inheritdoc/>
    private protected override SurvivalNetwork NewNetwork() => SurvivalSystems.Stored(_settings.System).Read(_settings.Network);

    private static BaselineTransformer Create(IHostEnvironment environment, ModelLoadContext ctx)
    {
        var settings = ctx.LoadSettings<BaselineSettings>(environment, ModelSignature, LoaderSignature, settings => settings.Check());
        return LoadNetworks(
            ctx,
            environment,
            settings,
            () => SurvivalSystems.Stored(settings.System).Read(settings.Network),
            networks => new BaselineTransformer(environment, settings, networks));
    }

    private static IRowMapper Create(IHostEnvironment environment, ModelLoadContext ctx, DataViewSchema inputSchema) =>
        Create(environment, ctx).MakeRowMapper(inputSchema);
}
