using AdaMHF.MLNet;
using AdaMHF.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(AdaMhfTransformer), null, typeof(SignatureLoadModel),
    "AdaMHF survival model", AdaMhfTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(IRowMapper), typeof(AdaMhfTransformer), null, typeof(SignatureLoadRowMapper),
    "AdaMHF survival model", AdaMhfTransformer.LoaderSignature)]

namespace AdaMHF.MLNet;

/// <summary>A trained AdaMHF model. Scoring is lazy and thread-safe. A patient with neither modality gets NaN.</summary>
public sealed class AdaMhfTransformer : SurvivalNetworkTransformer
{
    internal const string LoaderSignature = "AdaMhfSurvivalModel";
    private const string ModelSignature = "ADAMHFSV";

    private readonly AdaMhfSettings _settings;

    internal AdaMhfTransformer(IHostEnvironment environment, AdaMhfSettings settings, SurvivalNetwork[] networks)
        : base(environment, nameof(AdaMhfTransformer), settings, networks)
    {
        _settings = settings;
    }

    /// <summary>Configuration of the network.</summary>
    public AdaMhfConfiguration Configuration => _settings.Network;

    internal AdaMhfSettings Settings => _settings;

    // Layout in the model zip:
    // Settings.json: AdaMhfSettings
    // Weights.safetensors: every parameter and buffer by state-dict key
    // Member1/Weights.safetensors ...: those of an ensemble's other members
    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SaveJson(ModelSignature, LoaderSignature, _settings);
        SaveWeights(ctx);
    }

    /// <inheritdoc/>
    private protected override SurvivalNetwork NewNetwork() => AdaMhfNetwork.Create(_settings.Network, seed: 0);

    private static AdaMhfTransformer Create(IHostEnvironment environment, ModelLoadContext ctx)
    {
        var settings = ctx.LoadJson<AdaMhfSettings>(ModelSignature, LoaderSignature);
        return LoadNetworks(
            ctx,
            settings,
            () => AdaMhfNetwork.Create(settings.Network, seed: 0),
            networks => new AdaMhfTransformer(environment, settings, networks));
    }

    private static IRowMapper Create(IHostEnvironment environment, ModelLoadContext ctx, DataViewSchema inputSchema) =>
        Create(environment, ctx).MakeRowMapper(inputSchema);
}
