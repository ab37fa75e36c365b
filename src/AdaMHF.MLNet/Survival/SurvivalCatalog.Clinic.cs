using Microsoft.ML;

namespace AdaMHF.MLNet;

public sealed partial class SurvivalCatalog
{
    /// <summary>
    /// Cox regression on clinical columns, against which everybody's first question is asked: what does a network add to age and stage? It
    /// is meant for <see cref="SurvivalCrossValidationOptions.Baselines"/>.
    /// </summary>
    /// <param name="clinicalColumnNames">Numbers or categories, see <see cref="ClinicalCatalog.EncodeClinical"/>.</param>
    /// <param name="ridge">
    /// Strength of the ridge penalty on standardised numbers and on categories, at least 0. Default 1, which shrinks little and keeps
    /// categories of few patients finite.
    /// </param>
    public IEstimator<ITransformer> ClinicalCox(IReadOnlyList<string> clinicalColumnNames, double ridge = 1)
    {
        var ml = _context.Transforms;
        return ml.EncodeClinical(SurvivalColumns.Clinical, clinicalColumnNames)
            .Append(ml.ReplaceMissingValues(SurvivalColumns.Clinical))
            .Append(Trainers.CoxProportionalHazards(SurvivalColumns.Clinical, ridge: ridge));
    }
}
