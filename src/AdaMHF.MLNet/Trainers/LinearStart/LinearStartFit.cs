using AdaMHF.Networks;
using AdaMHF.Survival;
using Microsoft.ML.Runtime;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// Fits the linear predictors that a network starts from, on the training patients of a run alone: those held out to choose the epoch have
/// no part in it. What a training patient gets comes from predictors, and penalties, that were fitted without the patient's fold; the
/// network would otherwise learn to lean on predictors that know the outcome.
/// </summary>
internal sealed class LinearStartFit
{
    /// <summary>Folds by which training patients are predicted, stratified by event.</summary>
    public const int Folds = 5;

    /// <summary>Fewer deaths are not enough to select penalties within folds.</summary>
    public const int MinEvents = 10;

    private readonly FittedPredictor[] _predictors;
    private readonly double[] _scales;

    private LinearStartFit(TrainingPatients patients, FittedPredictor[] predictors)
    {
        _predictors = predictors;
        _scales = PredictorScales.Of(patients, predictors, MinEvents);
        Offsets = [.. Enumerable.Range(0, patients.Ids.Length)
            .Select(patient => new PatientOffsets(
                Offset(Modality.Pathology, patient), Offset(Modality.Genomics, patient), Offset(Modality.Clinical, patient)))];
        Record = [.. predictors.Zip(_scales, (predictor, scale) => RecordOf(patients, predictor, scale))];
    }

    /// <summary>Of every patient of the run; 0 for validation patients, who are predicted as new ones.</summary>
    public PatientOffsets[] Offsets { get; }

    /// <summary>What was fitted, none of a modality that has too few deaths.</summary>
    public IReadOnlyList<LinearStartRecord> Record { get; }

    /// <summary>Fits what is asked for.</summary>
    /// <exception cref="SurvivalDataException">A feature of a patient is not finite; the message names the patient.</exception>
    public static LinearStartFit Of(LinearStart start, TrainingRun run, SurvivalTrainerOptions options)
    {
        FittedPredictor?[] predictors =
        [
            start.HasFlag(LinearStart.Pathology) ? Fit(Modality.Pathology, run, patient => !patient.Bag.IsEmpty, Patches) : null,
            start.HasFlag(LinearStart.Genomics) ? Fit(Modality.Genomics, run, patient => patient.Genomics is not null, Genes) : null,
            start.HasFlag(LinearStart.Clinical) ? Fit(Modality.Clinical, run, patient => patient.Clinical is not null, Clinic) : null,
        ];
        var fit = new LinearStartFit(run.Patients, [.. predictors.OfType<FittedPredictor>()]);
        if (fit.Record.Count > 0) run.Channel.Info($"Linear start: {string.Join("; ", fit.Record.Select(Text))}.");
        return fit;

        FeatureVectors Patches(PatientModalities[] patients) =>
            FeatureVectors.Standardised(MeanPatches.Read(patients, new PatientTensorFactory(CPU, run.PatchWidth), options));

        static FeatureVectors Clinic(PatientModalities[] patients) => FeatureVectors.Standardised(Array.ConvertAll(
            patients, patient => Array.ConvertAll(patient.Clinical!, value => (double)value)));

        // As the network sees them: grouping has standardised them.
        static FeatureVectors Genes(PatientModalities[] patients) => FeatureVectors.AsTheyAre(Array.ConvertAll(
            patients, patient => patient.Genomics!.SelectMany(group => group, (_, gene) => (double)gene).ToArray()));
    }

    /// <summary>Sets the predictors of a network.</summary>
    public void GiveTo(LinearOffsets offsets)
    {
        foreach (var (predictor, scale) in _predictors.Zip(_scales))
            predictor.GiveTo(offsets.Of(predictor.Modality)!, scale);
    }

    private static FittedPredictor? Fit(
        Modality modality, TrainingRun run, Predicate<PatientModalities> has, Func<PatientModalities[], FeatureVectors> read)
    {
        var all = run.Patients;
        int[] patients = [.. run.TrainingRows.Where(patient => has(all.Modalities[patient]))];
        double[] time = Array.ConvertAll(patients, patient => all.Time[patient]);
        bool[] died = Array.ConvertAll(patients, patient => all.Event[patient]);
        var deaths = died.Count(isDeath => isDeath);
        if (patients.Length == 0) return null;
        if (deaths < MinEvents)
        {
            run.Channel.Warning($"{deaths} of {patients.Length} training patients with {Name(modality)} died: too few for a linear start, "
                + $"which needs {MinEvents}. The network starts without it.");
            return null;
        }
        var vectors = read(Array.ConvertAll(patients, patient => all.Modalities[patient]));
        RequireFinite(vectors.Values, i => all.Ids[patients[i]], modality);
        if (!vectors.Vary())
        {
            run.Channel.Warning($"No feature of {Name(modality)} varies among {patients.Length} patients: there is no linear start.");
            return null;
        }
        // Time has no part in the folds: they are stratified by event alone.
        var fold = StratifiedSplit.Folds(new float[patients.Length], died, Folds, run.Seed);
        var ridges = RidgeCoxRegression.RidgesFor(vectors.Features);
        var fit = RidgeCoxRegression.CrossFit(time, died, vectors.Values, ridges.AsSpan(), fold, seed: run.Seed);
        return new(modality, patients, vectors, fit);
    }

    private double Offset(Modality modality, int patient)
    {
        var place = Array.FindIndex(_predictors, predictor => predictor.Modality == modality);
        return place >= 0 && _predictors[place].Centred.TryGetValue(patient, out var centred) ? _scales[place] * centred : 0;
    }

    private static LinearStartRecord RecordOf(TrainingPatients all, FittedPredictor predictor, double scale)
    {
        double[] time = Array.ConvertAll(predictor.Patients, patient => all.Time[patient]);
        bool[] died = Array.ConvertAll(predictor.Patients, patient => all.Event[patient]);
        return new()
        {
            Modality = predictor.Modality,
            Features = predictor.Vectors.Features,
            Patients = died.Length,
            Events = died.Count(isDeath => isDeath),
            Ridge = predictor.Fit.Model.Ridge,
            Scale = scale,
            ConcordanceIndex = Concordance.Harrell(time, died, predictor.Fit.LogHazards.AsSpan()).ConcordanceIndex,
        };
    }

    private static string Text(LinearStartRecord record) => FormattableString.Invariant(
        $"{record.Features:N0} features of {Name(record.Modality)}, ridge {record.Ridge:G3}, ")
        + FormattableString.Invariant($"cross-fitted C {record.ConcordanceIndex:F3} ({record.Events} deaths), scale {record.Scale:F2}");

    private static string Name(Modality modality) => modality.ToString().ToLowerInvariant();

    private static void RequireFinite(double[,] values, Func<int, string> patient, Modality modality)
    {
        for (var row = 0; row < values.GetLength(0); row++)
        {
            for (var i = 0; i < values.GetLength(1); i++)
            {
                if (double.IsFinite(values[row, i])) continue;
                throw new SurvivalDataException($"Patient {patient(row)} has a feature of {Name(modality)} that is {values[row, i]}; "
                    + "the linear start needs finite ones. Correct it, or leave the patient out.");
            }
        }
    }
}
