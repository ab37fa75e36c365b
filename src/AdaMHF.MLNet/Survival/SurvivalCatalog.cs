using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>The survival task, <c>mlContext.Survival</c>: one row per patient, time in months, event true for death.</summary>
public sealed partial class SurvivalCatalog
{
    private readonly MLContext _context;

    internal SurvivalCatalog(MLContext context)
    {
        _context = context;
        Trainers = new SurvivalTrainersCatalog(context);
        Calibrators = new SurvivalCalibratorsCatalog(context);
    }

    /// <summary>Trainers of survival models.</summary>
    public SurvivalTrainersCatalog Trainers { get; }

    /// <summary>Calibrators of the hazards that survival models predict.</summary>
    public SurvivalCalibratorsCatalog Calibrators { get; }

    /// <summary>
    /// Divides patients at random, stratified by event and time, so that both parts have the same share of deaths and the same follow-up.
    /// </summary>
    /// <param name="data">Patients; rows with the same identifier are one patient and stay together.</param>
    /// <param name="testFraction">Share of the patients held out, in (0, 1). Default 0.25.</param>
    /// <param name="timeColumnName">Months, Single.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <param name="seed">Seed of the division; null takes the context's seed, or 0.</param>
    /// <param name="patientColumnName">Text that identifies patients; where the data have no such column, every row is a patient.</param>
    /// <exception cref="SurvivalDataException">
    /// A time is not allowed, rows of one patient differ in outcome, or a text identifies nobody; the message names the row.
    /// </exception>
    public DataOperationsCatalog.TrainTestData TrainTestSplit(
        IDataView data,
        double testFraction = 0.25,
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event,
        int? seed = null,
        string patientColumnName = SurvivalColumns.PatientId)
    {
        ArgumentNullException.ThrowIfNull(data);
        var outcomes = SurvivalOutcomes.ReadRows(data, timeColumnName, eventColumnName, patientColumnName);
        var patients = PatientRows.Of(data, patientColumnName, outcomes);
        var chosen = StratifiedSplit.Assign(
            Array.ConvertAll(patients.FirstRows, row => (float)outcomes.Time[row]),
            Array.ConvertAll(patients.FirstRows, row => outcomes.Event[row]),
            testFraction,
            seed ?? ContextSettings.SeedOf(_context) ?? 0);
        bool[] held = Array.ConvertAll(patients.PatientOf, patient => chosen[patient]);
        return new DataOperationsCatalog.TrainTestData(
            new SelectedRowsDataView(data, Array.ConvertAll(held, test => !test)), new SelectedRowsDataView(data, held));
    }

    /// <summary>
    /// The same patients with columns emptied, as if the modality had not been measured: what would the model predict without their slides,
    /// or without their genes?
    /// </summary>
    /// <param name="data">Input of the pipeline.</param>
    /// <param name="columnNames">Columns of slide ids, patch bags, genes or genomic groups.</param>
    /// <exception cref="ArgumentException">A column is of a type that has no missing value.</exception>
    public IDataView WithMissing(IDataView data, params string[] columnNames)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(columnNames);
        return new EmptiedColumnsDataView(data, columnNames);
    }
}
