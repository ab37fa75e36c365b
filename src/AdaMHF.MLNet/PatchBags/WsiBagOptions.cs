namespace AdaMHF.MLNet;

/// <summary>How bags are found and cut by <see cref="PatchBagsCatalog.LoadWsiBags(Microsoft.ML.TransformsCatalog, string, string, string, WsiBagOptions)"/>.</summary>
public sealed record WsiBagOptions
{
    /// <summary>What to do when a slide has no file. Default <see cref="AbsentBagFile.Error"/>.</summary>
    public AbsentBagFile AbsentFiles { get; init; } = AbsentBagFile.Error;

    /// <summary>Which slides of a patient are used. Default <see cref="MLNet.SeveralSlides.All"/>.</summary>
    public SeveralSlides SeveralSlides { get; init; } = SeveralSlides.All;

    /// <summary>
    /// Most patches of a patient, at least 1; of larger bags a random sample is all that later steps can see, the same one in training and prediction. Null, the
    /// default, keeps all: the trainers take samples of their own, a fresh one in every epoch.
    /// </summary>
    public int? PatchBudget { get; init; }

    /// <summary>Seed of that sample; null takes the context's seed, or 0.</summary>
    public int? Seed { get; init; }
}
