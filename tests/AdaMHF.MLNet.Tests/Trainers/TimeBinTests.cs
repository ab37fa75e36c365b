using System.Globalization;
using System.IO.Compression;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Time bins where many times are equal, and bins that are given.</summary>
[Collection(nameof(SmallStudy))]
public sealed class TimeBinTests(SmallStudy study)
{
    [Fact]
    public void Cox_regression_needs_no_bins_and_agrees_with_R_on_yearly_times()
    {
        // coxph(Surv(time, event) ~ x1), Efron, of R's survival 3.5.3.
        var (ml, log) = Logged();
        var model = Fit(ml, ml.Survival.Trainers.CoxProportionalHazards());

        Assert.Equal(0.203240005507, model.Model!.Coefficients[0], 6);
        Assert.Equal(0.0638933140162, model.Model.StandardErrors[0], 6);
        Assert.Contains(log, message => message.Contains("merged to", StringComparison.Ordinal));
        Assert.NotNull(Fit(ml, ml.Survival.Trainers.DiscreteHazard()));
    }

    [Fact]
    public void Edges_that_are_given_are_the_bins()
    {
        var (ml, log) = Logged();
        var model = Fit(ml, ml.Survival.Trainers.CoxProportionalHazards(new CoxTrainer.Options { TimeBinEdges = [18, 30.5] }));

        Assert.Equal([18, 30.5], model.TimeBinEdges.Skip(1).Take(2));
        Assert.DoesNotContain(log, message => message.Contains("merged", StringComparison.Ordinal));
        foreach (double[] wrong in new double[][] { [], [0], [5, 5], [7, 3], [double.NaN], [double.PositiveInfinity] })
        {
            Assert.Throws<ArgumentException>(
                () => ml.Survival.Trainers.CoxProportionalHazards(new CoxTrainer.Options { TimeBinEdges = wrong }));
            Assert.Throws<ArgumentException>(() => ml.Survival.Trainers.AdaMhf(SmallStudy.Options with { TimeBinEdges = wrong }));
        }
    }

    [Fact]
    public void Merged_bins_each_have_a_death_and_lose_nothing_where_none_coincide()
    {
        double[] yearly = [1, 1, 1, 1, 1, 2, 3, 5, 5, 47];
        var bins = TimeBins.FromDistinctEventQuantiles(yearly, [.. yearly.Select(_ => true)]);
        Assert.Equal(bins.Count, yearly.Select(bins.IndexOf).Distinct().Count());
        Assert.True(bins.Count > 1);

        double[] distinct = [1, 2, 4, 8, 16];
        bool[] all = [true, true, true, true, true];
        Assert.Equal(TimeBins.FromEventQuantiles(distinct, all).Edges, TimeBins.FromDistinctEventQuantiles(distinct, all).Edges);
        Assert.Equal(1, TimeBins.FromDistinctEventQuantiles([5, 5, 9], [true, true, false]).Count);
    }

    [Fact]
    public void Networks_have_as_many_hazards_as_there_are_bins()
    {
        var (ml, log) = Logged();
        var data = Yearly(ml);
        var merged = study.Pipeline(ml).Fit(data);
        var snn = Genes(ml, new() { Epochs = 1 }).Fit(data);
        var edges = Genes(ml, new() { Epochs = 1, TimeBinEdges = [10, 20, 30, 40, 50, 60] }).Fit(data);

        Assert.InRange(merged.LastTransformer.TimeBinEdges.Count - 1, 2, 3);
        Assert.Equal(merged.LastTransformer.TimeBinEdges, snn.LastTransformer.TimeBinEdges);
        Assert.Equal(7, edges.Transform(data).GetColumn<float[]>("Hazards").First().Length);
        Assert.Equal(
            merged.LastTransformer.TimeBinEdges.Count - 1, merged.Transform(data).GetColumn<float[]>("Hazards").First().Length);
        Assert.Equal(
            SmallStudy.ScoreBits(merged, data), SmallStudy.ScoreBits(SmallStudy.Reloaded(merged, data.Schema), data));
        Assert.Contains(log, message => message.Contains("4 time bins are merged to", StringComparison.Ordinal));
    }

    [Fact]
    public void AdaMHF_is_trained_on_slides_alone_where_that_is_asked_for()
    {
        var bags = study.ML.Transforms.LoadWsiBags("Bag", "SlideIds", study.Files.Bags);
        var refused = Assert.Throws<ArgumentOutOfRangeException>(
            () => bags.Append(study.ML.Survival.Trainers.AdaMhf(SmallStudy.Options)).Fit(study.Split.TrainSet));
        Assert.Contains("[]", refused.Message, StringComparison.Ordinal);

        var options = SmallStudy.Options with { GenomicColumnNames = [], Explains = true };
        var model = bags.Append(study.ML.Survival.Trainers.AdaMhf(options)).Fit(study.Split.TrainSet);
        var scored = model.Transform(study.Split.TestSet);
        var scores = SmallStudy.Scores(scored);
        var slides = study.Split.TestSet.GetColumn<string[]>("SlideIds").Select(ids => ids.Length > 0);
        Assert.Equal(slides, scores.Select(float.IsFinite));
        Assert.True(scores.Where(float.IsFinite).Distinct().Count() > 1);
        Assert.All(
            scored.GetColumn<float[]>("ModalityWeights").Where(weights => float.IsFinite(weights[0])),
            weights => Assert.Equal([1, 0], weights));
        Assert.All(scored.GetColumn<float[]>("GenomicScores"), Assert.Empty);
        Assert.Equal(
            SmallStudy.ScoreBits(model, study.Split.TestSet),
            SmallStudy.ScoreBits(SmallStudy.Reloaded(model, study.Split.TestSet.Schema), study.Split.TestSet));
    }

    private EstimatorChain<BaselineTransformer> Genes(MLContext ml, SnnTrainer.Options options) =>
        ml.Transforms.GroupGenomics(study.Cohort.GeneGroups)
            .Append(ml.Survival.Trainers.Snn(options with { Network = new() { Widths = [8] } }));

    /// <summary>The training patients with times in whole half years.</summary>
    private IDataView Yearly(MLContext ml)
    {
        var table = study.TemporaryFile("yearly.csv");
        using (var reader = new StreamReader(new GZipStream(File.OpenRead(study.Files.Table), CompressionMode.Decompress)))
        {
            string[] lines = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim())];
            var time = Array.IndexOf(lines[0].Split(','), "survival_months");
            File.WriteAllLines(table, lines.Select((line, i) =>
            {
                var cells = line.Split(',');
                if (i > 0) cells[time] = $"{6 * Math.Ceiling(float.Parse(cells[time], CultureInfo.InvariantCulture) / 6)}";
                return string.Join(',', cells);
            }));
        }
        var cohort = ml.Data.LoadSurvivalCohort(table, new() { GeneGroups = GeneGroups.FromCsv(study.Files.Signatures) });
        return cohort.Split(SurvivalSplit.FromCsv(study.Files.HoldOutSplit)).TrainSet;
    }

    private static CoxTransformer Fit(MLContext ml, CoxTrainer trainer) => trainer.Fit(Visits(ml));

    private static DiscreteHazardTransformer Fit(MLContext ml, DiscreteHazardTrainer trainer) => trainer.Fit(Visits(ml));

    private static IDataView Visits(MLContext ml) => ml.Data.LoadFromEnumerable(
        from visit in new (float Time, bool Event, float X)[]
        {
            (12, true, 71), (12, true, 66), (12, true, 69), (12, true, 58), (12, false, 61), (12, true, 73),
            (12, true, 64), (24, true, 60), (24, false, 55), (24, true, 57), (36, true, 52), (36, false, 49),
            (48, false, 50), (48, true, 47), (60, false, 45),
        }
        select new Visit(visit.Time, visit.Event, [visit.X]));

    private static (MLContext ML, List<string> Log) Logged()
    {
        var log = new List<string>();
        var ml = new MLContext(seed: 3);
        ml.Log += (_, message) => log.Add(message.Message);
        return (ml, log);
    }

    private sealed record Visit(float Time, bool Event, [property: VectorType(1)] float[] Features);
}
