using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

public sealed partial class SurvivalCatalog
{
    /// <summary>Fits a pipeline once per fold on all other patients and evaluates it on the patients of the fold.</summary>
    /// <param name="data">One row per patient.</param>
    /// <param name="estimator">The whole pipeline, so that scalers, time bins and weights are fitted within the fold.</param>
    /// <param name="numberOfFolds">Number of folds, at least 2.</param>
    /// <param name="seed">Seed of the division; null takes the context's seed, or 0.</param>
    public SurvivalCrossValidation CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = SurvivalCrossValidationOptions.DefaultNumberOfFolds,
        int? seed = null) =>
        CrossValidate(data, estimator, new SurvivalCrossValidationOptions { NumberOfFolds = numberOfFolds, Seed = seed });

    /// <summary>Fits a pipeline once per fold on all other patients and evaluates it on the patients of the fold.</summary>
    /// <param name="data">One row per patient.</param>
    /// <param name="estimator">The whole pipeline, so that scalers, time bins and weights are fitted within the fold.</param>
    /// <param name="options">Folds or given splits, stratification, evaluation.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or there are fewer patients than folds.</exception>
    /// <exception cref="CohortFileException">A given split names patients that the data do not have.</exception>
    /// <exception cref="SurvivalDataException">
    /// A patient has several rows, or a text identifies nobody; the message names the row. Patients without an outcome are in no fold, and
    /// those without a prediction in no measure: <see cref="SurvivalCrossValidation.LeftOut"/> names them.
    /// </exception>
    public SurvivalCrossValidation CrossValidate(IDataView data, IEstimator<ITransformer> estimator, SurvivalCrossValidationOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        using var channel = ((IHostEnvironment)_context).Start(nameof(CrossValidate));
        var assignment = FoldAssignment.Create(_context, data, options, channel);
        var whole = CrossValidate(data, estimator, options, assignment, channel);
        if (options.Baselines.Count == 0) return whole;
        var baselines = new List<BaselineComparison>();
        try
        {
            foreach (var (name, pipeline) in options.Baselines)
            {
                var baseline = CrossValidate(data, pipeline, options, assignment, channel);
                baselines.Add(new(name, baseline, whole.CompareWith(baseline, options.Evaluation.Concordance)));
                channel.Info($"{baselines[^1]}");
            }
        }
        catch
        {
            whole.Dispose();
            foreach (var baseline in baselines) baseline.Baseline.Dispose();
            throw;
        }
        whole.Baselines = baselines;
        return whole;
    }

    private SurvivalCrossValidation CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        SurvivalCrossValidationOptions options,
        FoldAssignment assignment,
        IChannel channel)
    {
        var folds = new SurvivalFold[assignment.Train.Length];
        var predictions = new FoldPredictions[folds.Length];
        try
        {
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = options.ParallelFolds,
                CancellationToken = options.CancellationToken,
            };
            Parallel.For(
                0,
                folds.Length,
                parallel,
                number => (folds[number], predictions[number]) = Fold(data, estimator, options, assignment, number));
        }
        catch (AggregateException several) when (several.InnerExceptions.Count > 0)
        {
            foreach (var fold in folds) (fold?.Model as IDisposable)?.Dispose();
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
        foreach (var fold in folds) channel.Info($"Fold {fold.Number + 1}/{folds.Length}: {fold.Metrics}");
        return new SurvivalCrossValidation(folds, predictions, assignment.LeftOut, options.Evaluation.Concordance);
    }

    private (SurvivalFold, FoldPredictions) Fold(
        IDataView data, IEstimator<ITransformer> estimator, SurvivalCrossValidationOptions options, FoldAssignment assignment, int number)
    {
        var evaluation = options.Evaluation;
        var train = new SelectedRowsDataView(data, assignment.Train[number]);
        var model = estimator.Fit(train);
        var holdOut = new SelectedRowsDataView(data, assignment.HoldOut[number]);
        var scored = model.Transform(holdOut);
        // Scoring bags takes long: measures and predictions are read from one pass.
        var cached = CacheOutcomes(scored, evaluation);
        var metrics = Measure(cached, evaluation);
        var leftOut = metrics.LeftOut.ToDictionary(patient => patient.Patient, patient => patient.Reason, StringComparer.Ordinal);
        var patients = EvaluatedPatients.Read(cached, evaluation, evaluation.ScoreColumnName);
        patients = patients.Without(Array.ConvertAll(patients.Patients, leftOut.GetValueOrDefault));
        var predictions = new FoldPredictions(
            number, patients.Patients, patients.Outcomes.Time, patients.Outcomes.Event, patients.Risks[0], patients.Outcomes.Entry);
        var bestEpoch = BestEpoch(model, holdOut, evaluation);
        return (new SurvivalFold(number, model, train, scored, metrics, bestEpoch), predictions);
    }
}
