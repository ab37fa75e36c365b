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
}
