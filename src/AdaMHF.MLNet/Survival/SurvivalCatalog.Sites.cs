using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet;

public sealed partial class SurvivalCatalog
{
    /// <summary>
    /// Internal-external validation: one split per site, whose patients are held out while those of all other sites train. What the model
    /// reaches there says how it travels; give the splits to <see cref="SurvivalCrossValidationOptions.Splits"/>.
    /// </summary>
    /// <param name="data">Patients with one row each.</param>
    /// <param name="siteColumnName">Text, key, Boolean or number: the hospital, say.</param>
    /// <param name="patientColumnName">Column of identifiers.</param>
    /// <returns>Splits by rising site, each with its <see cref="SurvivalSplit.HeldOutSite"/>.</returns>
    /// <exception cref="SurvivalDataException">There is one site, a value is missing, or a patient has several rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is absent or of another type.</exception>
    /// <seealso href="https://doi.org/10.1016/j.jclinepi.2015.04.005">Steyerberg and Harrell 2016</seealso>
    public IReadOnlyList<SurvivalSplit> LeaveOneSiteOut(
        IDataView data, string siteColumnName, string patientColumnName = SurvivalColumns.PatientId)
    {
        ArgumentNullException.ThrowIfNull(data);
        var groups = PatientGroups.ByColumn(_context, data, siteColumnName);
        var ids = PatientIds.Read(data, patientColumnName)
            ?? throw new ArgumentOutOfRangeException(
                nameof(patientColumnName), $"The data have no column '{patientColumnName}' of identifiers.");
        PatientIds.RequireDistinct(ids, patientColumnName);
        if (groups.Labels.Length < 2)
            throw new SurvivalDataException($"Column '{siteColumnName}' has one value, {groups.Labels[0]}: expected at least two sites.");
        return
        [
            .. Enumerable.Range(0, groups.Labels.Length).Select(site => new SurvivalSplit(
                ids.Where((_, patient) => groups.Of[patient] != site), ids.Where((_, patient) => groups.Of[patient] == site))
            {
                HeldOutSite = groups.Labels[site],
            }),
        ];
    }

    /// <summary>
    /// Compares two risks of the same patients by resampling patients, or clusters of them, beside the analytic
    /// <see cref="Compare"/>.
    /// </summary>
    /// <param name="data">Patients with both risks.</param>
    /// <param name="firstScoreColumnName">First risk, Single or Double. A patient without both risks is left out, with a warning.</param>
    /// <param name="secondScoreColumnName">Second risk, Single or Double.</param>
    /// <param name="options">Columns, clusters, tie rule and <see cref="SurvivalEvaluationOptions.Bootstrap"/>; defaults when null.</param>
    /// <returns>Difference of Harrell's concordance, first minus second, with percentile and BCa interval.</returns>
    public BootstrapResult CompareByBootstrap(
        IDataView data, string firstScoreColumnName, string secondScoreColumnName, SurvivalEvaluationOptions? options = null)
    {
        options ??= new();
        var patients = Scored(data, options.TimeColumnName, options.EventColumnName, firstScoreColumnName, secondScoreColumnName);
        var clusters = Strata(data, options.ClusterColumnName)?.Only(patients.Rows).Of;
        return Concordance.ResampleDifference(
            patients.Outcomes.Time,
            patients.Outcomes.Event,
            patients.Risks[0],
            patients.Risks[1],
            (options.Bootstrap ?? new()) with { Cluster = clusters },
            options.Concordance);
    }
}
