using System.Diagnostics;
using AdaMHF.MLNet;
using AdaMHF.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace AdaMHF.Benchmark;

/// <summary>Trains and evaluates one unit.</summary>
internal static class UnitRunner
{
    public static UnitResult Run(
        WorkUnit unit, BenchmarkPlan plan, BenchmarkCohort cohort, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        // What follows the training, too: processes side by side would wait for each other's threads.
        TorchBackend.EnsureLoaded();
        var before = torch.get_num_threads();
        torch.set_num_threads(plan.CpuThreads);
        try
        {
            return Evaluate(unit, plan, cohort, progress, cancellation);
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    private static UnitResult Evaluate(
        WorkUnit unit, BenchmarkPlan plan, BenchmarkCohort cohort, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var system = BenchmarkSystems.Of(unit.System);
        var split = cohort.Fold(unit.Fold);
        var ml = new MLContext(unit.Seed);
        var request = Request(unit, system, plan, cohort, ml, progress, cancellation);
        PeakMemory.Restart();

        var clock = Stopwatch.StartNew();
        using var fitted = system.Fit(request, split.TrainSet);
        var training = clock.Elapsed.TotalSeconds;
        cancellation.ThrowIfCancellationRequested();

        clock.Restart();
        var scores = new ConditionScores(fitted, split.TestSet);
        var heldOut = scores.Of(Condition.Complete);
        var milliseconds = clock.Elapsed.TotalMilliseconds / heldOut.Count;
        var predictions = Predictions(WorkUnits.ConditionsOf(unit, plan, cohort.GroupNames), scores, split.TestSet, cancellation);
        var timing = new UnitTiming(
            training, clock.Elapsed.TotalSeconds, milliseconds, PeakMemory.Bytes(), DateTime.UtcNow,
            $"{Environment.MachineName}, {Environment.ProcessorCount} processors");

        return new(Manifest(unit, system, plan, request, fitted, split, predictions), predictions, fitted.Training?.Curve ?? [], timing);
    }

    private static SystemRequest Request(
        WorkUnit unit, BenchmarkSystem system, BenchmarkPlan plan, BenchmarkCohort cohort, MLContext ml,
        IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var preset = plan.IsPublished(system) ? plan.Cohort(unit.Cohort).SettingsOfPaper : null;
        return new()
        {
            ML = ml,
            Cohort = cohort,
            Seed = unit.Seed,
            Available = (unit.Training == TrainingData.WithoutGenomics ? SurvivalModalities.None : SurvivalModalities.Genomics)
                | (!cohort.HasBags || unit.Training == TrainingData.WithoutPathology ? SurvivalModalities.None
                    : SurvivalModalities.Pathology),
            Settings = plan.SettingsOf(system),
            Preset = preset,
            ShrinkageFactor = system.ShrinkageFactor
                ?? (preset is null ? plan.ShrinkageFactor : AdaMhfRecipe.Published(preset).Grouping.ShrinkageFactor),
            CpuThreads = plan.CpuThreads,
            KeepEpochWeights = plan.BestEpoch,
            Progress = progress,
            Cancellation = cancellation,
        };
    }

    private static List<PatientPrediction> Predictions(
        IReadOnlyList<Condition> conditions, ConditionScores scores, IDataView heldOut, CancellationToken cancellation)
    {
        float[] time = [.. heldOut.GetColumn<float>(SurvivalColumns.Time)];
        bool[] died = [.. heldOut.GetColumn<bool>(SurvivalColumns.Event)];
        var predictions = new List<PatientPrediction>();
        foreach (var condition in conditions)
        {
            cancellation.ThrowIfCancellationRequested();
            predictions.AddRange(scores.Of(condition).Select((patient, row) =>
                new PatientPrediction(condition.Name, patient.PatientId, time[row], died[row], patient.Risk, patient.Survival)));
        }
        return predictions;
    }

    private static UnitManifest Manifest(
        WorkUnit unit, BenchmarkSystem system, BenchmarkPlan plan, SystemRequest request, FittedSystem fitted, CohortSplit split,
        List<PatientPrediction> predictions)
    {
        float[] trainingTimes = [.. split.TrainSet.GetColumn<float>(SurvivalColumns.Time)];
        var cost = UnitCost.Of(fitted, split.TestSet, request);
        return new()
        {
            Unit = unit,
            SystemName = system.Name,
            Settings = request.Settings,
            Network = request.Preset is { } preset ? AdaMhfRecipe.Published(preset).Name : BenchmarkPlan.CompactNetwork,
            ShrinkageFactor = request.ShrinkageFactor,
            Versions = Versions.All,
            Device = Versions.Device,
            DataHashes = request.Cohort.Hashes,
            TrainingRowsHash = fitted.Training?.DataHash,
            TrainingPatients = trainingTimes.Length,
            HeldOutPatients = (int)split.TestSet.GetRowCount()!.Value,
            Parameters = fitted.Parameters,
            Operations = cost?.Operations,
            OperationsAtPatches = cost?.Patches,
            BinEdges = fitted.BinEdges,
            LongestMonths = trainingTimes.Max(),
            BestEpochConcordance = plan.BestEpoch ? fitted.BestEpoch(split.TestSet) : null,
            SelectedEpoch = fitted.Training?.SelectedEpoch,
            Selection = fitted.Training?.Selection,
            Adaptation = fitted.Adaptation(split.TestSet, request.Cohort.Truth is { } truth ? SimulatedTruth.Read(truth) : null),
            Results = [.. predictions.GroupBy(prediction => prediction.Condition)
                .Select(condition => ConditionResult.Of(condition.Key, condition))],
        };
    }
}
