using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Adds the survival task to <see cref="MLContext"/>.</summary>
public static class SurvivalContext
{
    extension(MLContext context)
    {
        /// <summary>Trainers, evaluation, cross-validation and splits for survival prediction.</summary>
        public SurvivalCatalog Survival => new(context);
    }

    /// <summary>The same as <c>context.Survival</c>, for languages that do not see extension properties, such as F#.</summary>
    /// <param name="context">The context.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public static SurvivalCatalog SurvivalCatalog(this MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Survival;
    }
}
