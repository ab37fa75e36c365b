using System.IO.Compression;
using AdaMHF.PatchBags;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class AdaMhfTrainerTests(SmallStudy study)
{
    [Fact]
    public void Equal_seeds_give_equal_scores_and_different_seeds_different_ones()
    {
        var first = SmallStudy.ScoreBits(study.Model, study.Split.TestSet);

        Assert.Equal(first, WithSeed(3));
        Assert.NotEqual(first, WithSeed(4));

        int[] WithSeed(int seed) =>
            SmallStudy.ScoreBits(study.Pipeline(new MLContext(seed)).Fit(study.Split.TrainSet), study.Split.TestSet);
    }

    [Fact]
    public void Held_out_patients_do_not_affect_the_model()
    {
        var table = study.TemporaryFile("held-out-changed.csv");
        File.WriteAllLines(table, WithHeldOutPatientsChanged());
        var changed = study.ML.Data.LoadSurvivalCohort(table, new() { GeneGroups = GeneGroups.FromCsv(study.Files.Signatures) });
        var model = study.Pipeline(new MLContext(seed: 3)).Fit(changed.Split(SurvivalSplit.FromCsv(study.Files.HoldOutSplit)).TrainSet);

        var expected = SmallStudy.ScoreBits(study.Model, study.Cohort.Data);
        Assert.Equal(expected, SmallStudy.ScoreBits(model, study.Cohort.Data));
        Assert.NotEqual(expected, SmallStudy.ScoreBits(model, changed.Data));
    }

    /// <summary>The cohort's table, in which held-out patients died after 999 months and have other genes.</summary>
    private IEnumerable<string> WithHeldOutPatientsChanged()
    {
        var held = SurvivalSplit.FromCsv(study.Files.HoldOutSplit).Validation.ToHashSet();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(study.Files.Table), CompressionMode.Decompress));
        var header = reader.ReadLine()!.Split(',');
        yield return string.Join(',', header);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var isHeld = held.Contains(cells[Array.IndexOf(header, "case_id")]);
            for (var i = 0; isHeld && i < cells.Length; i++)
            {
                if (header[i] == "survival_months") cells[i] = "999";
                if (header[i] == "censorship") cells[i] = "0";
                if (header[i].EndsWith("_rnaseq", StringComparison.Ordinal)) cells[i] = "77";
            }
            yield return string.Join(',', cells);
        }
    }

    [Fact]
    public void Time_bins_are_the_quartiles_of_the_training_deaths()
    {
        var time = study.Split.TrainSet.GetColumn<float>("Time").ToArray();
        var deaths = study.Split.TrainSet.GetColumn<bool>("Event").Zip(time)
            .Where(pair => pair.First)
            .Select(pair => (double)pair.Second)
            .Order()
            .ToArray();
        double Quantile(double p)
        {
            var position = p * (deaths.Length - 1);
            var below = (int)Math.Floor(position);
            return deaths[below] + ((position - below) * (deaths[Math.Min(below + 1, deaths.Length - 1)] - deaths[below]));
        }

        var edges = study.Model.LastTransformer.TimeBinEdges;
        Assert.Equal(5, edges.Count);
        Assert.Equal([0, double.PositiveInfinity], [edges[0], edges[4]]);
        for (var i = 1; i <= 3; i++) Assert.Equal(Quantile(i / 4.0), edges[i], 1e-9);
    }

    [Fact]
    public void Every_epoch_writes_one_line_to_the_log_and_progress_ends_at_one()
    {
        var ml = new MLContext(seed: 3);
        var lines = new List<string>();
        ml.Log += (_, entry) =>
        {
            if (entry.Message.Contains("Epoch ", StringComparison.Ordinal)) lines.Add(entry.Message);
        };
        var reports = new List<TrainingProgress>();
        var options = SmallStudy.Options with { Epochs = 2, Progress = new ProgressWatcher(reports.Add) };
        study.Pipeline(ml, options).Fit(study.Split.TrainSet);

        Assert.Equal(2, lines.Count);
        Assert.Contains("Epoch 2/2: loss", lines[1], StringComparison.Ordinal);
        Assert.Equal(1, reports[^1].Fraction);
        Assert.Equal(reports.Select(report => report.Fraction).Order(), reports.Select(report => report.Fraction));
        Assert.All(reports, report => Assert.True(double.IsFinite(report.Loss)));
    }

    [Fact]
    public void Reporting_progress_does_not_change_the_model()
    {
        var watched = SmallStudy.Options with { Progress = new ProgressWatcher(_ => { }) };
        var model = study.Pipeline(new MLContext(seed: 3), watched).Fit(study.Split.TrainSet);

        // The study's model was trained without Progress.
        Assert.Equal(SmallStudy.ScoreBits(study.Model, study.Split.TestSet), SmallStudy.ScoreBits(model, study.Split.TestSet));
    }

    [Fact]
    public void A_bag_damaged_during_training_fails_at_its_own_patient_and_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("adamhf-tests-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(study.Files.Bags, "*.h5", SearchOption.AllDirectories))
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            var reports = new List<TrainingProgress>();
            var damaged = false;
            var options = new AdaMhfTrainer.Options
            {
                Network = SmallStudy.TinyNetwork,
                Epochs = 2,
                Progress = new ProgressWatcher(report =>
                {
                    reports.Add(report);
                    if (damaged) return;
                    damaged = true;
                    foreach (var file in folder.EnumerateFiles()) File.WriteAllText(file.FullName, "gone");
                }),
            };
            var pipeline = study.ML.Transforms.LoadWsiBags("Bag", "SlideIds", folder.FullName)
                .Append(study.ML.Transforms.GroupGenomics(study.Cohort.GeneGroups))
                .Append(study.ML.Survival.Trainers.AdaMhf(options));

            var error = Assert.Throws<PatchBagException>(() => pipeline.Fit(study.Split.TrainSet));

            Assert.Contains(folder.FullName, error.Message, StringComparison.Ordinal);
            // Patients before it were trained on bags that had been prefetched.
            Assert.NotEmpty(reports);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Cancellation_stops_between_two_patients()
    {
        using var source = new CancellationTokenSource();
        var reports = new List<TrainingProgress>();
        var options = new AdaMhfTrainer.Options
        {
            Network = SmallStudy.TinyNetwork,
            Epochs = 50,
            BatchSize = 1,
            CancellationToken = source.Token,
            Progress = new ProgressWatcher(report =>
            {
                reports.Add(report);
                if (report.Patient == 3) source.Cancel();
            }),
        };

        Assert.Throws<OperationCanceledException>(() => study.Pipeline(new MLContext(seed: 3), options).Fit(study.Split.TrainSet));
        Assert.Equal(3, reports[^1].Patient);
    }

    [Fact]
    public void A_negative_time_is_refused_and_names_the_patient()
    {
        var ml = new MLContext(seed: 3);
        var rows = new[] { new Row("P1", 3, true), new Row("P2", -1, true) };
        var error = Assert.Throws<SurvivalDataException>(() => GenomicsOnly(ml).Fit(ml.Data.LoadFromEnumerable(rows)));
        Assert.Contains("P2", error.Message, StringComparison.Ordinal);
        Assert.Contains("-1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_that_make_the_loss_infinite_are_reported_with_patient_and_epoch()
    {
        var ml = new MLContext(seed: 3);
        var error = Assert.Throws<InvalidOperationException>(() => GenomicsOnly(ml).Fit(Rows(float.MaxValue)));
        Assert.Contains("patient P5 in epoch 1", error.Message, StringComparison.Ordinal);
        var refusal = Assert.Throws<SurvivalDataException>(() => GenomicsOnly(ml).Fit(Rows(float.PositiveInfinity)));
        Assert.Contains("Patient P5 has value 0 of a genomic group of 3 Infinity", refusal.Message, StringComparison.Ordinal);

        IDataView Rows(float fifth) => ml.Data.LoadFromEnumerable(
            Enumerable.Range(1, 8).Select(i => new Row($"P{i}", i, true) { Genes = [i == 5 ? fifth : i, 1, 2] }));
    }

    [Fact]
    public void Too_few_deaths_are_refused()
    {
        var ml = new MLContext(seed: 3);
        var rows = Enumerable.Range(1, 8).Select(i => new Row($"P{i}", i, Event: false));
        Assert.Throws<SurvivalDataException>(() => GenomicsOnly(ml).Fit(ml.Data.LoadFromEnumerable(rows)));
    }

    [Theory]
    [InlineData("Time", "time")]
    [InlineData("Event", "event")]
    [InlineData("Bag", "patch bag")]
    public void A_missing_column_is_named_with_its_role_and_the_columns_that_exist(string column, string role)
    {
        var options = new AdaMhfTrainer.Options
        {
            Network = SmallStudy.TinyNetwork,
            TimeColumnName = column == "Time" ? "Absent" : "Time",
            EventColumnName = column == "Event" ? "Absent" : "Event",
            BagColumnName = column == "Bag" ? "Absent" : "Bag",
        };
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => study.Pipeline(study.ML, options).Fit(study.Split.TrainSet));
        Assert.Contains($"{role} column 'Absent'", error.Message, StringComparison.Ordinal);
        Assert.Contains("SlideIds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_column_of_another_type_is_refused_in_MLNets_words()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            study.Pipeline(study.ML, new() { Network = SmallStudy.TinyNetwork, TimeColumnName = "PatientId" }).Fit(study.Split.TrainSet));
        Assert.Contains(
            "Schema mismatch for time column 'PatientId': expected Single, got String", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_genomic_groups_are_refused_with_the_estimator_to_append()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            study.ML.Transforms.LoadWsiBags("Bag", "SlideIds", study.Files.Bags)
                .Append(study.ML.Survival.Trainers.AdaMhf(SmallStudy.Options))
                .Fit(study.Split.TrainSet));
        Assert.Contains("GroupGenomics", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused_when_the_trainer_is_created()
    {
        var trainers = study.ML.Survival.Trainers;
        var epochs = Assert.Throws<ArgumentException>(() => trainers.AdaMhf(epochs: 0));
        Assert.Contains("Epochs is 0", epochs.Message, StringComparison.Ordinal);
        var network = SmallStudy.TinyNetwork with { TokenWidth = 15 };
        var width = Assert.Throws<ArgumentException>(() => trainers.AdaMhf(new() { Network = network }));
        Assert.Contains("TokenWidth is 15", width.Message, StringComparison.Ordinal);
    }

    private static AdaMhfTrainer GenomicsOnly(MLContext ml) => ml.Survival.Trainers.AdaMhf(new()
    {
        Network = SmallStudy.TinyNetwork,
        Epochs = 1,
        BagColumnName = null,
        GenomicColumnNames = ["Genes"],
        TimeBins = 2,
    });

    private sealed record Row(string PatientId, float Time, bool Event)
    {
        [VectorType(3)]
        public float[] Genes { get; init; } = [1, 2, 3];
    }
}
