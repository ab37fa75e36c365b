using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>
/// A way to prepare genes and to train AdaMHF that belongs together: <c>GroupGenomics(groups, recipe.Grouping)</c>, then <c>AdaMhf(recipe.Training)</c>.
/// </summary>
/// <param name="Name">Name in plans and reports.</param>
/// <param name="Grouping">How genes are prepared.</param>
/// <param name="Training">How the network is shaped and trained; change single values by <c>with</c>.</param>
public sealed record AdaMhfRecipe(string Name, GenomicGroupingOptions Grouping, AdaMhfTrainer.Options Training)
{
    /// <summary>
    /// What measurement recommends: expression columns shrunk towards what their group shares (factor 0.3), <see cref="AdaMhfConfiguration.Compact"/>, and the trainer's
    /// defaults. <c>mlContext.Survival.Trainers.AdaMhf()</c> trains so. Chosen on simulated cohorts 10 and 11 of the standard preset.
    /// </summary>
    public static AdaMhfRecipe Recommended { get; } = new("recommended", new() { ShrinkageFactor = 0.3 }, new());
}
