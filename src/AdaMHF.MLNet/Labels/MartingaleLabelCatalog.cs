using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Adds a survival label for any regression trainer, through <see cref="MLContext.Data"/>.</summary>
public static class MartingaleLabelCatalog
{
    /// <summary>
    /// Adds the martingale residuals of the null model, the Cox model without covariates: 1 for a death, 0 for a censored patient, less the
    /// deaths expected up to the patient's time. Regressed on features they give a risk, higher = worse, with censoring accounted for
    /// (Therneau, Grambsch and Fleming 1990).
    /// </summary>
    /// <remarks>
    /// For training rows: the expected deaths come from these rows alone. A model trained on the label does not need it for prediction.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>mlContext.Data</c>.</param>
    /// <param name="data">Training rows.</param>
    /// <param name="labelColumnName">Column to add, Single.</param>
    /// <param name="timeColumnName">Months, Single or Double, at least 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is absent or of another type.</exception>
    /// <exception cref="SurvivalDataException">A time is negative or not finite.</exception>
    public static IDataView WithMartingaleResiduals(
        this DataOperationsCatalog catalog,
        IDataView data,
        string labelColumnName = "Label",
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        var outcomes = SurvivalOutcomes.Read(data, timeColumnName, eventColumnName);
        var residuals = CoxPartialLikelihood.MartingaleResiduals(outcomes.Time, outcomes.Event, new double[outcomes.Time.Length]);
        return new AppendedColumnDataView(data, labelColumnName, Array.ConvertAll(residuals, residual => (float)residual));
    }
}
