namespace AdaMHF.MLNet;

/// <summary>
/// Options of <see cref="PatchBagsCatalog.LoadWsiBags(Microsoft.ML.TransformsCatalog, string, string, string, WsiBagOptions)"/>.
/// </summary>
public sealed record WsiBagOptions
{
    /// <summary>What to do when a slide has no file. Default <see cref="AbsentBagFile.Error"/>.</summary>
    public AbsentBagFile AbsentFiles { get; init; } = AbsentBagFile.Error;

    /// <summary>Which slides of a patient are used. Default <see cref="MLNet.SeveralSlides.All"/>.</summary>
    public SeveralSlides SeveralSlides { get; init; } = SeveralSlides.All;

    /// <summary>
    /// Largest number of patches of a patient, at least 1. A larger bag is reduced to a random sample, the same one in training and
    /// prediction. Null, the default, keeps all patches: the trainers draw samples of their own, a new one in every epoch.
    /// </summary>
    public int? PatchBudget { get; init; }

    /// <summary>Seed of that sample; null takes the context's seed, or 0.</summary>
    public int? Seed { get; init; }

    internal void Check() =>
        OptionCheck.RequireInRange(PatchBudget is null or >= 1, nameof(PatchBudget), PatchBudget, "at least 1, or null");
}
