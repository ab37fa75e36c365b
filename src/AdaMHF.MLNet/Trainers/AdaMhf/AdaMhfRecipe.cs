using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>
/// Options for preparing genes and training AdaMHF that belong together: <c>GroupGenomics(groups, recipe.Grouping)</c>, then
/// <c>AdaMhf(recipe.Training)</c>.
/// </summary>
/// <param name="Name">Name in plans and reports.</param>
/// <param name="Grouping">Options of the genomic groups.</param>
/// <param name="Training">Options of the trainer, among them the network's configuration; change single values by <c>with</c>.</param>
public sealed record AdaMhfRecipe(string Name, GenomicGroupingOptions Grouping, AdaMhfTrainer.Options Training)
{
    /// <summary>
    /// The recommended recipe: expression columns shrunk towards the shared signal of their group (factor 0.3),
    /// <see cref="AdaMhfConfiguration.Compact"/>, and the trainer's defaults, which <c>mlContext.Survival.Trainers.AdaMhf()</c> uses.
    /// Selected on simulated cohorts 10 to 13 and on inner splits of the training rows of TCGA's tables.
    /// </summary>
    public static AdaMhfRecipe Recommended { get; } = new("recommended", new() { ShrinkageFactor = 0.3 }, new());

    /// <summary>
    /// The paper to the letter as far as it can be read, with the settings of one of its cohorts: genes without shrinkage, the published
    /// network and losses, Adam at a constant rate without weight decay. What differs nevertheless is in Published.md of AdaMHF.Networks.
    /// Its models do not report weights of modalities.
    /// </summary>
    /// <param name="preset">Settings of a cohort; for another cohort, those of the one that is most like it.</param>
    public static AdaMhfRecipe Published(AdaMhfPreset preset)
    {
        ArgumentNullException.ThrowIfNull(preset);
        return new($"published, {preset.Cohort}", new() { ShrinkageFactor = 1 }, new() { Preset = preset });
    }
}
