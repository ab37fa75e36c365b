using AdaMHF.Survival;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Calibrates the curves of a network by predictions of training patients from networks that did not see them, as many as there are folds.
/// The network itself is trained on all of them; its risks stay.
/// </summary>
internal static class CrossFittedCalibration
{
    /// <summary>Fewer deaths say too little about a slope.</summary>
    public const int MinEvents = 20;

    /// <summary>Curves of a lower slope hardly differ between patients.</summary>
    private const double FlatSlope = 0.05;

    /// <summary>
    /// Fits the curves; null, with a warning, where there are too few deaths, or where all that one kind of data has is in one fold.
    /// </summary>
    /// <param name="patients">All training patients.</param>
    /// <param name="options">The trainer's.</param>
    /// <param name="seed">Divides the patients.</param>
    /// <param name="prognosis">Time bins.</param>
    /// <param name="channel">Receives the log.</param>
    /// <param name="train">Trains on some of the patients.</param>
    public static CalibrationCurve[]? Fit(
        TrainingPatients patients,
        SurvivalTrainerOptions options,
        int seed,
        PrognosisSettings prognosis,
        IChannel channel,
        Func<TrainingPatients, SurvivalNetworkTransformer> train)
    {
        var deaths = patients.Event.Count(death => death);
        if (deaths < MinEvents)
        {
            channel.Warning($"{deaths} of {patients.Ids.Length} training patients died: too few to calibrate the curves, which needs "
                + $"{MinEvents}. They stay as the network predicts them.");
            return null;
        }
        var foldOf = StratifiedSplit.Folds(
            Array.ConvertAll(patients.Time, time => (float)time), patients.Event, options.CalibrationFolds, seed);
        int[] all = [.. Enumerable.Range(0, patients.Ids.Length)];
        TrainingPatients[] without =
            [.. Enumerable.Range(0, options.CalibrationFolds).Select(fold => patients.At(Array.FindAll(all, one => foldOf[one] != fold)))];
        if (LostBy(without, patients) is { } lost)
        {
            channel.Warning($"The curves are not calibrated: too few training patients have {lost}, and without one of the "
                + $"{options.CalibrationFolds} calibration folds none is left. They stay as the network predicts them.");
            return null;
        }
        var hazards = new float[patients.Ids.Length][];
        for (var fold = 0; fold < options.CalibrationFolds; fold++)
        {
            channel.Info($"Calibration: training without fold {fold + 1} of {options.CalibrationFolds}.");
            using var model = train(without[fold]);
            foreach (var patient in all.Where(patient => foldOf[patient] == fold))
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                hazards[patient] = model.Scorer.Score(patients.Modalities[patient]).Hazards;
            }
        }
        // A patient without any modality has no prediction.
        int[] known = [.. Enumerable.Range(0, hazards.Length).Where(patient => Array.TrueForAll(hazards[patient], float.IsFinite))];
        var predicted = new double[known.Length, hazards[known[0]].Length];
        for (var row = 0; row < known.Length; row++)
        {
            for (var bin = 0; bin < predicted.GetLength(1); bin++) predicted[row, bin] = hazards[known[row]][bin];
        }
        var fitted = HazardRecalibration.Fit(
            Array.ConvertAll(known, patient => patients.Time[patient]), Array.ConvertAll(known, patient => patients.Event[patient]),
            predicted, prognosis.Bins(), prognosis.LongestMonths);
        channel.Info(FormattableString.Invariant(
            $"Calibration: slope {fitted.Slope:F2} on the log odds of the hazards, by {known.Length} patients in ")
            + FormattableString.Invariant($"{options.CalibrationFolds} folds."));
        if (fitted.Slope < FlatSlope)
        {
            channel.Warning("The calibrated curves are nearly the same for every patient: networks that did not see the training patients "
                + "predicted their months no better than by chance. The risks stay. Train longer, or on more patients; with "
                + $"{nameof(options.CalibrationFolds)} 0 (--calibration-folds 0) curves differ more than these data support.");
        }
        return
        [
            .. fitted.Intercepts.Select(intercept => double.IsNaN(intercept)
                ? CalibrationCurve.Unchanged
                : CalibrationCurve.Logistic(fitted.Slope, intercept)),
        ];
    }

    // A network that never saw a kind of data has other parts than the one it stands in for.
    private static string? LostBy(TrainingPatients[] without, TrainingPatients all)
    {
        (string Name, Predicate<PatientModalities> Has)[] kinds =
        [
            ("patch bags", patient => !patient.Bag.IsEmpty),
            ("genes", patient => patient.Genomics is not null),
            ("clinical values", patient => patient.Clinical is not null),
        ];
        foreach (var (name, has) in kinds)
        {
            bool AnyHas(TrainingPatients some) => Array.Exists(some.Modalities, has);
            if (AnyHas(all) && !Array.TrueForAll(without, AnyHas)) return name;
        }
        return null;
    }
}
