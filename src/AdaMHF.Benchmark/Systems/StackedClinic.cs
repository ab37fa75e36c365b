using AdaMHF.MLNet;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>
/// The clinic beside the score of a network: a Cox regression on the two, fitted on what models without a training patient's fold say of
/// the patient. A network's score of its own training patients would get too large a coefficient.
/// </summary>
internal static class StackedClinic
{
    private const int Folds = 3;

    public static BenchmarkSystem Of(string key, string name, BenchmarkSystem network) =>
        new(key, name, network.Modalities, (request, train) => Fit(network, request, train))
        {
            Description = $"Cox regression on the clinic's risk and that of {network.Name}, cross-fitted on the training patients",
            ReadsClinic = true,
            NeedsAll = network.NeedsAll,
        };

    private static Fitted Fit(BenchmarkSystem network, SystemRequest request, IDataView train)
    {
        string[] ids = [.. train.GetColumn<string>(SurvivalColumns.PatientId)];
        float[] time = [.. train.GetColumn<float>(SurvivalColumns.Time)];
        bool[] died = [.. train.GetColumn<bool>(SurvivalColumns.Event)];
        var fold = StratifiedSplit.Folds(time, died, Folds, request.Seed);
        var table = new double[ids.Length, 2];
        var systems = new[] { ClinicalSystems.RidgeCox, network };
        for (var held = 0; held < Folds; held++)
        {
            var parts = ids.Zip(fold).ToLookup(patient => patient.Second == held, patient => patient.First);
            var split = request.Cohort.Cohort.Split(new SurvivalSplit(parts[false], parts[true]));
            var row = ids.Index().ToDictionary(patient => patient.Item, patient => patient.Index);
            for (var column = 0; column < systems.Length; column++)
            {
                using var system = systems[column].Fit(request, split.TrainSet);
                foreach (var patient in system.Score(split.TestSet, Condition.Complete))
                    table[row[patient.PatientId], column] = double.IsFinite(patient.Risk) ? patient.Risk : 0;
            }
        }
        // A sum of two risks needs a scale for each; the smallest ridge keeps two that say the same apart.
        var model = CoxRegression.Fit(
            Array.ConvertAll(time, months => (double)months), died, table, new CoxOptions { Ridge = 1e-3 });
        var clinic = ClinicalSystems.RidgeCox.Fit(request, train);
        try
        {
            return new(clinic, network.Fit(request, train), model.Predictor);
        }
        catch
        {
            clinic.Dispose();
            throw;
        }
    }

    private sealed class Fitted(FittedSystem clinic, FittedSystem network, CoxPredictor model) : FittedSystem
    {
        public override TrainingRecord? Training => network.Training;

        public override long Parameters => clinic.Parameters + network.Parameters + model.Coefficients.Length;

        public override long? Operations(int patches) => clinic.Operations(patches) + network.Operations(patches);

        public override IReadOnlyList<ScoredPatient> Score(IDataView patients, Condition condition)
        {
            // A patient whom the network knows nothing of has its mean risk.
            double Known(double risk) => double.IsFinite(risk) ? risk : model.Means[1];
            return [.. clinic.Score(patients, condition).Zip(network.Score(patients, condition), (own, scored) =>
                new ScoredPatient(own.PatientId, model.Risk([own.Risk, Known(scored.Risk)]), []))];
        }

        public override void Dispose()
        {
            clinic.Dispose();
            network.Dispose();
        }
    }
}
