using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>
/// Options of <see cref="SurvivalCatalog.CrossValidate(IDataView, IEstimator{ITransformer}, SurvivalCrossValidationOptions)"/>: how
/// patients are divided into folds and how folds are evaluated.
/// </summary>
public sealed record SurvivalCrossValidationOptions
{
    internal const int DefaultNumberOfFolds = 5;

    /// <summary>Number of folds, 2 up to the number of patients; not used when <see cref="Splits"/> are given. Default 5.</summary>
    public int NumberOfFolds { get; init; } = DefaultNumberOfFolds;

    /// <summary>
    /// Splits to use instead, one per fold: from <see cref="SurvivalSplit.FromCsv(string)"/>, say. Patients that a split does not name are
    /// left out of that fold, and the log says how many. Null, the default, divides at random, stratified by event and time.
    /// </summary>
    public IReadOnlyList<SurvivalSplit>? Splits { get; init; }

    /// <summary>
    /// Column of text, key, Boolean or number that patients are stratified by first, the hospital, say. Null, the default, for none.
    /// </summary>
    public string? SiteColumnName { get; init; }

    /// <summary>Seed of the division; null, the default, takes the context's seed, or 0.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// Folds trained at the same time, at least 1. Default 1. The trainers of this library give the same models at any value; trainers of
    /// ML.NET that take random numbers from the context may not.
    /// </summary>
    public int ParallelFolds { get; init; } = 1;

    /// <summary>
    /// How each fold is evaluated: columns, times, rules. Two rows with the same value of its
    /// <see cref="OutcomeColumns.PatientColumnName"/> are refused; where the data have no such column, every row is a patient.
    /// </summary>
    public SurvivalEvaluationOptions Evaluation { get; init; } = new();

    /// <summary>
    /// Pipelines that are fitted and evaluated on the same folds, by name, so that the result says what the pipeline adds to each: Cox
    /// regression on the clinic (<see cref="SurvivalCatalog.ClinicalCox"/>), say. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, IEstimator<ITransformer>> Baselines { get; init; } =
        new Dictionary<string, IEstimator<ITransformer>>();

    /// <summary>
    /// Stops between two folds with <see cref="OperationCanceledException"/>; trainers have a token of their own in their options.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Check()
    {
        OptionCheck.Require(NumberOfFolds >= 2, nameof(NumberOfFolds), NumberOfFolds, "at least 2");
        OptionCheck.Require(ParallelFolds >= 1, nameof(ParallelFolds), ParallelFolds, "at least 1");
        OptionCheck.Require(Splits is null or { Count: > 0 }, nameof(Splits), "empty", "at least one split, or null");
    }
}
