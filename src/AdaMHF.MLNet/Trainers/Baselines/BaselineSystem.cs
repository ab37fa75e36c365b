using System.Text.Json;
using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>A published system by name: how a saved model finds its network again.</summary>
/// <param name="Name">Stands in model zips: never changed.</param>
/// <param name="Configuration">Type of its shape.</param>
/// <param name="Create">Builds its network of a shape and a seed.</param>
internal sealed record BaselineSystem(string Name, Type Configuration, Func<object, long, SurvivalNetwork> Create)
{
    private static readonly BaselineSystem[] All =
    [
        Of<SnnConfiguration>("SNN", SnnNetwork.Create),
        Of<SnnTransConfiguration>("SNNTrans", SnnTransNetwork.Create),
        Of<AttnMilConfiguration>("AttnMIL", AttnMilNetwork.Create),
        Of<ClamConfiguration>("CLAM", ClamNetwork.Create),
        Of<TransMilConfiguration>("TransMIL", TransMilNetwork.Create),
        Of<DeepAttnMislConfiguration>("DeepAttnMISL", DeepAttnMislNetwork.Create),
        Of<DtfdMilConfiguration>("DTFD-MIL", DtfdMilNetwork.Create),
        Of<McatConfiguration>("MCAT", McatNetwork.Create),
        Of<PorpoiseConfiguration>("Porpoise", PorpoiseNetwork.Create),
        Of<MotcatConfiguration>("MOTCat", MotcatNetwork.Create),
        Of<HfbSurvConfiguration>("HFBSurv", HfbSurvNetwork.Create),
        Of<GpdbnConfiguration>("GPDBN", GpdbnNetwork.Create),
        Of<CmtaConfiguration>("CMTA", CmtaNetwork.Create),
    ];

    /// <summary>The system whose network has such a shape.</summary>
    public static BaselineSystem Of(Type configuration) => All.Single(system => system.Configuration == configuration);

    /// <summary>The system of that name.</summary>
    /// <exception cref="FormatException">There is none: the model is of a later version.</exception>
    public static BaselineSystem Named(string name) => All.FirstOrDefault(system => system.Name == name)
        ?? throw Contracts.ExceptDecode($"The model is of the system '{name}', which this version does not know. Known: {string.Join(", ", All.Select(system => system.Name))}.");

    /// <summary>Writes a shape down.</summary>
    public JsonElement Write(object configuration) => JsonSerializer.SerializeToElement(configuration, Configuration, ModelZipJson.Options);

    /// <summary>Builds the network of a shape that was written down; its weights are yet to be loaded.</summary>
    public SurvivalNetwork Read(JsonElement configuration) =>
        Create(configuration.Deserialize(Configuration, ModelZipJson.Options) ?? throw Contracts.ExceptDecode($"The model zip lacks the shape of its {Name} network."), 0);

    private static BaselineSystem Of<T>(string name, Func<T, long, SurvivalNetwork> create) => new(name, typeof(T), (configuration, seed) => create((T)configuration, seed));
}
