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
    public void Equal_seeds_give_equal_scores_and_other_seeds_others()
    {
        var again = SmallStudy.Scores(study.Pipeline(new MLContext(seed: 3)).Fit(study.Split.TrainSet).Transform(study.Split.TestSet));
        var other = SmallStudy.Scores(study.Pipeline(new MLContext(seed: 4)).Fit(study.Split.TrainSet).Transform(study.Split.TestSet));
        var first = SmallStudy.Scores(study.Model.Transform(study.Split.TestSet));

        Assert.Equal(SmallStudy.Bits(first), SmallStudy.Bits(again));
        Assert.NotEqual(SmallStudy.Bits(first), SmallStudy.Bits(other));
    }

    [Fact]
    public void The_held_out_patients_cannot_reach_the_model()
    {
        var table = study.TemporaryFile("held-out-changed.csv");
        File.WriteAllLines(table, WithHeldOutPatientsChanged());
        var changed = study.ML.Data.LoadSurvivalCohort(table, new() { GeneGroups = GeneGroups.FromCsv(study.Files.Signatures) });
        var model = study.Pipeline(new MLContext(seed: 3)).Fit(changed.Split(SurvivalSplit.FromCsv(study.Files.HoldOutSplit)).TrainSet);

        Assert.Equal(SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(study.Cohort.Data))), SmallStudy.Bits(SmallStudy.Scores(model.Transform(study.Cohort.Data))));
        Assert.NotEqual(SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(study.Cohort.Data))), SmallStudy.Bits(SmallStudy.Scores(model.Transform(changed.Data))));
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
        var deaths = study.Split.TrainSet.GetColumn<bool>("Event").Zip(time).Where(pair => pair.First).Select(pair => (double)pair.Second).Order().ToArray();
        double Quantile(double p)
        {
            var place = p * (deaths.Length - 1);
            var below = (int)Math.Floor(place);
            return deaths[below] + ((place - below) * (deaths[Math.Min(below + 1, deaths.Length - 1)] - deaths[below]));
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
        ml.Log += (_, entry) => { if (entry.Message.Contains("Epoch ", StringComparison.Ordinal)) lines.Add(entry.Message); };
        var reports = new List<TrainingProgress>();
        study.Pipeline(ml, new() { Network = SmallStudy.TinyNetwork, Epochs = 2, Progress = new Collect(reports) }).Fit(study.Split.TrainSet);

        Assert.Equal(2, lines.Count);
        Assert.Contains("Epoch 2/2: loss", lines[1], StringComparison.Ordinal);
        Assert.Equal(1, reports[^1].Fraction);
        Assert.Equal(reports.Select(report => report.Fraction).Order(), reports.Select(report => report.Fraction));
        Assert.All(reports, report => Assert.True(double.IsFinite(report.Loss)));
    }

    [Fact]
    public void Listening_to_progress_changes_nothing()
    {
        var watched = new AdaMhfTrainer.Options { Network = SmallStudy.TinyNetwork, Epochs = 1, Progress = new Collect([]) };
        var scores = SmallStudy.Scores(study.Pipeline(new MLContext(seed: 3), watched).Fit(study.Split.TrainSet).Transform(study.Split.TestSet));

        // The model of the study was trained in silence.
        Assert.Equal(SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(study.Split.TestSet))), SmallStudy.Bits(scores));
    }

    [Fact]
    public void A_bag_that_is_damaged_while_the_model_trains_stops_at_its_own_patient_with_its_name()
    {
        var folder = Directory.CreateTempSubdirectory("adamhf-tests-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(study.Files.Bags, "*.h5", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            var reports = new List<TrainingProgress>();
            var damaged = false;
            var options = new AdaMhfTrainer.Options
            {
                Network = SmallStudy.TinyNetwork,
                Epochs = 2,
                Progress = new Collect(reports, _ =>
                {
                    if (damaged) return;
                    damaged = true;
                    foreach (var file in folder.EnumerateFiles()) File.WriteAllText(file.FullName, "gone");
                }),
            };
            var pipeline = study.ML.Transforms.LoadWsiBags("Bag", "SlideIds", folder.FullName)
                .Append(study.ML.Transforms.GroupGenomics(study.Cohort.GeneGroups)).Append(study.ML.Survival.Trainers.AdaMhf(options));

            var error = Assert.Throws<PatchBagException>(() => pipeline.Fit(study.Split.TrainSet));

            Assert.Contains(folder.FullName, error.Message, StringComparison.Ordinal);
            // Patients before it were trained on what had been read ahead.
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
            CancellationToken = source.Token,
            Progress = new Collect(reports, report => { if (report.Patient == 3) source.Cancel(); }),
        };

        Assert.Throws<OperationCanceledException>(() => study.Pipeline(new MLContext(seed: 3), options).Fit(study.Split.TrainSet));
        Assert.Equal(3, reports[^1].Patient);
    }

    [Fact]
    public void A_negative_time_is_refused_with_the_patient()
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
        var rows = Enumerable.Range(1, 8).Select(i => new Row($"P{i}", i, true) { Genes = i == 5 ? [float.PositiveInfinity, 1, 2] : [i, 1, 2] });
        var error = Assert.Throws<InvalidOperationException>(() => GenomicsOnly(ml).Fit(ml.Data.LoadFromEnumerable(rows)));
        Assert.Contains("patient P5 in epoch 1", error.Message, StringComparison.Ordinal);
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
    public void An_absent_column_is_named_with_its_role_and_what_is_there(string column, string role)
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
        Assert.Contains("Schema mismatch for time column 'PatientId': expected Single, got String", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trainer_without_genomic_groups_says_what_to_append()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            study.ML.Transforms.LoadWsiBags("Bag", "SlideIds", study.Files.Bags).Append(study.ML.Survival.Trainers.AdaMhf(SmallStudy.Options)).Fit(study.Split.TrainSet));
        Assert.Contains("GroupGenomics", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused_when_the_trainer_is_made()
    {
        Assert.Contains("Epochs is 0", Assert.Throws<ArgumentException>(() => study.ML.Survival.Trainers.AdaMhf(epochs: 0)).Message, StringComparison.Ordinal);
        Assert.Contains("TokenWidth is 15", Assert.Throws<ArgumentException>(() =>
            study.ML.Survival.Trainers.AdaMhf(new() { Network = SmallStudy.TinyNetwork with { TokenWidth = 15 } })).Message, StringComparison.Ordinal);
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

    private sealed class Collect(List<TrainingProgress> reports, Action<TrainingProgress>? then = null) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            reports.Add(value);
            then?.Invoke(value);
        }
    }
}
