using AdaMHF.Networks;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using static TorchSharp.torch;

namespace AdaMHF.MLNet.Tests;

public class LinearStartFitTests
{
    private const int Seed = 11;

    private static readonly AdaMhfConfiguration Network =
        SmallStudy.TinyNetwork with { PatchWidth = LinearPatients.Width, GenomicGroupSizes = [4, 5], LinearStart = LinearStart.Both };

    [Fact]
    public void Offsets_are_the_scaled_ridge_predictors_of_models_without_the_patients_fold()
    {
        var (patients, _) = LinearPatients.Simulate(1, 90);
        var options = new AdaMhfTrainer.Options { EarlyStopping = new() { ValidationShare = 0.2 }, Seed = Seed };
        var (run, fit) = Fit(patients, options);
        var (genes, means) = (Rows(run, Modality.Genomics), Rows(run, Modality.Pathology));
        var (ofGenes, ofMeans) = (ByHand(patients, genes), ByHand(patients, means));

        int[] both = [.. genes.Keys.Intersect(means.Keys)];
        var table = new double[both.Length, 2];
        for (var i = 0; i < both.Length; i++) (table[i, 0], table[i, 1]) = (ofGenes[both[i]], ofMeans[both[i]]);
        var joint = CoxRegression.Fit(
            [.. both.Select(patient => patients.Time[patient])], [.. both.Select(patient => patients.Event[patient])], table);
        double[] slopes = [.. joint.Coefficients.Select((slope, i) => slope * (1 - Math.Pow(joint.StandardErrors[i] / slope, 2)))];
        Assert.All(slopes, slope => Assert.InRange(slope, 0.3, 1.5));

        for (var patient = 0; patient < 90; patient++)
        {
            Assert.Equal(slopes[0] * ofGenes.GetValueOrDefault(patient), fit.Offsets[patient].Genomics, 1e-4);
            Assert.Equal(slopes[1] * ofMeans.GetValueOrDefault(patient), fit.Offsets[patient].Pathology, 1e-4);
        }
        Assert.Equal([Modality.Pathology, Modality.Genomics], fit.Record.Select(record => record.Modality));
        Assert.Equal([means.Count, genes.Count], fit.Record.Select(record => record.Patients));
        Assert.Equal(slopes[0], fit.Record[1].Scale, 1e-4);
        var expected = Concordance.Harrell(
            [.. genes.Keys.Select(patient => patients.Time[patient])],
            [.. genes.Keys.Select(patient => patients.Event[patient])],
            [.. genes.Keys.Select(patient => ofGenes[patient])]);
        Assert.Equal(expected.ConcordanceIndex, fit.Record[1].ConcordanceIndex, 1e-9);
    }

    [Fact]
    public void A_patients_own_outcome_moves_neither_its_offset_nor_those_of_its_fold()
    {
        var (patients, _) = LinearPatients.Simulate(2, 70);
        var before = Fit(patients).Fit;
        // Folds are drawn by event, so a new time leaves them as they are.
        var (time, changed) = ((double[])patients.Time.Clone(), Array.FindIndex(patients.Event, died => died));
        time[changed] = 200;
        var after = Fit(patients with { Time = time }).Fit;

        int[] known = [.. Enumerable.Range(0, 70).Where(patient => patients.Modalities[patient].Genomics is not null)];
        bool[] died = [.. known.Select(patient => patients.Event[patient])];
        var folds = StratifiedSplit.Folds(new float[known.Length], died, 5, Seed);
        var fold = known.Zip(folds).ToDictionary(pair => pair.First, pair => pair.Second);
        // What is common to a fold is taken off: the mean and the scale are those of all patients.
        double Within(LinearStartFit fit, int patient) =>
            (fit.Offsets[patient].Genomics - fit.Offsets[changed].Genomics) / fit.Record[1].Scale;
        foreach (var patient in known.Where(patient => patient != changed))
        {
            var moved = Math.Abs(Within(before, patient) - Within(after, patient));
            if (fold[patient] == fold[changed]) Assert.Equal(0, moved, 1e-12);
        }
        Assert.Contains(known, patient => Math.Abs(Within(before, patient) - Within(after, patient)) > 1e-3);
    }

    [Fact]
    public void Validation_patients_have_no_part_in_it()
    {
        var (patients, _) = LinearPatients.Simulate(3, 80);
        var options = new AdaMhfTrainer.Options { EarlyStopping = new() { ValidationShare = 0.25 }, Seed = Seed };
        var (run, before) = Fit(patients, options);
        var modalities = (PatientModalities[])patients.Modalities.Clone();
        int[] validation = [.. Enumerable.Range(0, 80).Except(run.TrainingRows)];
        Assert.Equal(20, validation.Length);
        foreach (var patient in validation)
        {
            if (modalities[patient].Genomics is not { } genes) continue;
            genes = Array.ConvertAll(genes, group => Array.ConvertAll(group, gene => -9 * gene));
            modalities[patient] = modalities[patient] with { Genomics = genes };
        }
        var after = Fit(patients with { Modalities = modalities }, options).Fit;
        Assert.Equal(before.Offsets, after.Offsets);
        Assert.Equal(before.Record, after.Record);
        Assert.All(validation, patient => Assert.Equal(default, before.Offsets[patient]));
    }

    [Fact]
    public void A_linear_truth_is_found_and_ranks_new_patients_by_a_network_whose_head_is_silent()
    {
        using var scope = NewDisposeScope();
        var (patients, _) = LinearPatients.Simulate(4, 300);
        var fit = Fit(patients).Fit;
        Assert.All(fit.Record, record => Assert.InRange(record.Scale, 0.75, 1.3));

        var (others, truth) = LinearPatients.Simulate(5, 300);
        using var network = AdaMhfNetwork.Create(Network, seed: 1);
        fit.GiveTo(network.LinearOffsets!);
        using (no_grad())
        {
            foreach (var (name, parameter) in network.named_parameters())
                if (name.StartsWith("head.hazards", StringComparison.Ordinal)) parameter.zero_();
        }
        network.eval();
        var predictions = NetworkPrediction.Of([network], new(CPU, LinearPatients.Width), others.Modalities, maxPatches: 100)[0];
        var found = Concordance.Harrell(others.Time, others.Event, Array.ConvertAll(predictions, prediction => prediction.Risk));
        var best = Concordance.Harrell(others.Time, others.Event, truth);
        Assert.InRange(found.ConcordanceIndex, best.ConcordanceIndex - 0.05, best.ConcordanceIndex);
    }

    [Fact]
    public void Too_few_deaths_are_told_and_what_is_not_finite_is_named()
    {
        var (patients, _) = LinearPatients.Simulate(6, 40);
        var deaths = 0;
        var (run, fit) = Fit(patients with { Event = Array.ConvertAll(patients.Event, died => died && ++deaths <= 9) });
        Assert.Empty(fit.Record);
        Assert.All(fit.Offsets, offsets => Assert.Equal(default, offsets));
        patients.Modalities[3].Genomics![1][2] = float.NaN;
        Assert.Contains("P4", Assert.Throws<SurvivalDataException>(() => Fit(patients)).Message, StringComparison.Ordinal);
    }

    private static (TrainingRun Run, LinearStartFit Fit) Fit(TrainingPatients patients, AdaMhfTrainer.Options? options = null)
    {
        TorchBackend.EnsureLoaded();
        IHostEnvironment environment = new MLContext();
        using var channel = environment.Start("test");
        options ??= new() { Seed = Seed };
        var run = new TrainingRun(environment, channel, options, patients, bins: null);
        return (run, LinearStartFit.Of(LinearStart.Both, run, options));
    }

    /// <summary>The vectors of training patients by number: genes, or mean patches, standardised.</summary>
    private static Dictionary<int, double[]> Rows(TrainingRun run, Modality modality)
    {
        Func<PatientModalities, double[]?> of = modality == Modality.Genomics ? LinearPatients.GenesOf : LinearPatients.MeanPatchOf;
        var rows = run.TrainingRows
            .Select(patient => (patient, Row: of(run.Patients.Modalities[patient])))
            .Where(entry => entry.Row is not null)
            .ToDictionary(entry => entry.patient, entry => entry.Row!);
        if (modality == Modality.Genomics) return rows;
        for (var column = 0; column < LinearPatients.Width; column++)
        {
            var mean = rows.Values.Average(row => row[column]);
            var deviation = Math.Sqrt(rows.Values.Average(row => Math.Pow(row[column] - mean, 2)));
            foreach (var row in rows.Values) row[column] = (row[column] - mean) / deviation;
        }
        return rows;
    }

    /// <summary>Cross-fitted predictors, each fold by what is selected and fitted without it, with mean 0.</summary>
    private static Dictionary<int, double> ByHand(TrainingPatients patients, Dictionary<int, double[]> rows)
    {
        int[] known = [.. rows.Keys];
        var fold = StratifiedSplit.Folds(new float[known.Length], [.. known.Select(patient => patients.Event[patient])], 5, Seed);
        var found = new Dictionary<int, double>();
        for (var k = 0; k < 5; k++)
        {
            int[] kept = [.. known.Where((_, place) => fold[place] != k)];
            var (time, died) = (Array.ConvertAll(kept, i => patients.Time[i]), Array.ConvertAll(kept, i => patients.Event[i]));
            var columns = rows[known[0]].Length;
            var table = new double[kept.Length, columns];
            for (var i = 0; i < kept.Length; i++)
            {
                for (var column = 0; column < columns; column++) table[i, column] = rows[kept[i]][column];
            }
            double[] ridges = [columns / 3.0, columns / 1.0, columns / 0.3, columns / 0.1, columns / 0.03, columns / 0.01];
            var ridge = RidgeCoxRegression.SelectRidge(time, died, table, ridges, seed: Seed);
            var model = RidgeCoxRegression.Fit(time, died, table, ridge);
            foreach (var patient in known.Where((_, place) => fold[place] == k)) found[patient] = model.Risk(rows[patient]);
        }
        var mean = found.Values.Average();
        return found.ToDictionary(entry => entry.Key, entry => entry.Value - mean);
    }
}
