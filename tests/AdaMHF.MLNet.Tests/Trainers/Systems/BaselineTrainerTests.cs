using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class BaselineTrainerTests(SmallStudy study)
{
    [Theory, MemberData(nameof(SmallSystems.Keys), MemberType = typeof(SmallSystems))]
    public void Each_system_scores_exactly_the_patients_with_a_modality_that_it_reads(string system)
    {
        var data = ConformanceCases.Prepared(study.ML, study);
        Assert.NotNull(SurvivalSystems.Of(system).CreateTrainer(study.ML));
        using var model = SmallSystems.Trainer(study.ML, system).Fit(data);

        var read = new HashSet<string>();
        var watched = new WatchedDataView(data);
        var scores = SmallStudy.Scores(model.Transform(watched));
        read.UnionWith(watched.Asked);
        // Identifiers are read for messages.
        read.Remove("PatientId");
        var bags = ColumnValues.Read(data, "Bag").Select(bag => !bag.StartsWith("0 x", StringComparison.Ordinal)).ToArray();
        var genomicColumns = data.Schema.Select(column => column.Name).Where(name => read.Contains(name) && name != "Bag").ToArray();
        var genes = genomicColumns.Length == 0
            ? new bool[bags.Length]
            : [.. data.GetColumn<float[]>(genomicColumns[0]).Select(values => !values.All(float.IsNaN))];
        if (!read.Contains("Bag")) bags = new bool[bags.Length];

        Assert.Equal(bags.Zip(genes, (bag, gene) => bag || gene), scores.Select(float.IsFinite));
        Assert.Contains(true, scores.Select(float.IsFinite));
        Assert.True(scores.Where(float.IsFinite).Distinct().Count() > 10);
        // Neither the outcome nor any other column of the cohort.
        Assert.Equal(genomicColumns.Length + (read.Contains("Bag") ? 1 : 0), read.Count);
        Assert.DoesNotContain("Time", read);
        Assert.DoesNotContain("Event", read);
    }

    [Theory, MemberData(nameof(SmallSystems.Keys), MemberType = typeof(SmallSystems))]
    public void Each_system_trains_on_the_columns_of_its_modalities_only(string system)
    {
        var modalities = SurvivalSystems.Of(system).Modalities;
        var watched = new WatchedDataView(ConformanceCases.Prepared(study.ML, study));
        using var model = SmallSystems.Trainer(study.ML, system).Fit(watched);
        Assert.Equal(modalities.HasFlag(SurvivalModalities.Pathology), watched.Asked.Remove("Bag"));
        watched.Asked.ExceptWith(["Time", "Event", "PatientId"]);
        Assert.Equal(modalities.HasFlag(SurvivalModalities.Genomics) ? study.Cohort.GeneGroups.Count : 0, watched.Asked.Count);
    }

    [Theory, MemberData(nameof(SmallSystems.Keys), MemberType = typeof(SmallSystems))]
    public void The_cost_of_each_system_grows_with_what_it_reads(string system)
    {
        using var model = SmallSystems.Trainer(study.ML, system).Fit(ConformanceCases.Prepared(study.ML, study));
        var (few, more) = (model.CountCost(50).Operations, model.CountCost(400).Operations);
        Assert.True(few > 0);
        Assert.Equal(SurvivalSystems.Of(system).Modalities.HasFlag(SurvivalModalities.Pathology), more > few);
    }

    [Fact]
    public void The_catalog_method_decides_the_number_of_branches()
    {
        var data = ConformanceCases.Prepared(study.ML, study);
        using var single = study.ML.Survival.Trainers.ClamSb(SmallSystems.Options<ClamTrainer.Options>()).Fit(data);
        using var multiple = study.ML.Survival.Trainers.ClamMb(SmallSystems.Options<ClamTrainer.Options>()).Fit(data);
        // Three more attention branches of 4 + 1 weights each; four heads have as many weights as one head of four outputs.
        Assert.Equal(15, multiple.ParameterCount - single.ParameterCount);
    }

    [Fact]
    public void Losses_that_compare_patients_need_a_network_that_predicts_a_risk()
    {
        var refused = Assert.Throws<ArgumentException>(() => study.ML.Survival.Trainers.Mcat(new() { Loss = SurvivalLoss.Cox }));
        Assert.Contains("Cox", refused.Message, StringComparison.Ordinal);

        var network = SmallSystems.Options<GpdbnTrainer.Options>().Network;
        AssertSurvivesSaving(study.ML.Survival.Trainers.Gpdbn(
            new() { Network = network, Loss = SurvivalLoss.Cox, BatchSize = 16, Epochs = 2 }));
    }

    [Fact]
    public void Vectors_are_normalised_over_all_patients_of_a_batch_as_published()
    {
        var network = SmallSystems.Options<HfbSurvTrainer.Options>().Network with { NormalizesOverPatients = true };
        AssertSurvivesSaving(study.ML.Survival.Trainers.HfbSurv(
            new() { Network = network, Loss = SurvivalLoss.Cox, BatchSize = int.MaxValue, Epochs = 3 }));

        // With a loss of hazards the network sees one patient at a time and cannot normalise over several.
        var alone = study.ML.Survival.Trainers.HfbSurv(new() { Network = network, Epochs = 1 });
        var refused = Assert.Throws<InvalidOperationException>(() => alone.Fit(ConformanceCases.Prepared(study.ML, study)));
        Assert.Contains("several patients", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public void The_L1_penalty_is_applied_once_per_epoch_whatever_the_number_of_steps(int batchSize)
    {
        var data = ConformanceCases.Prepared(study.ML, study);
        var network = SmallSystems.Options<HfbSurvTrainer.Options>().Network;
        using var model = study.ML.Survival.Trainers.HfbSurv(new() { Network = network, Epochs = 1, BatchSize = batchSize }).Fit(data);
        using var stream = new MemoryStream();
        study.ML.Model.Save(model, data.Schema, stream);

        var steps = Math.Ceiling(SmallStudy.Scores(model.Transform(data)).Count(float.IsFinite) / (double)batchSize);
        Assert.Equal(3e-3, steps * SavedPenalty(stream), 1e-9);
    }

    private static double SavedPenalty(Stream zip)
    {
        using var archive = new ZipArchive(zip);
        var entry = archive.Entries.Single(entry => entry.FullName.EndsWith("Settings.json", StringComparison.Ordinal));
        using var stream = entry.Open();
        using var settings = JsonDocument.Parse(stream);
        return settings.RootElement.GetProperty("Network").GetProperty("L1Weight").GetDouble();
    }

    private void AssertSurvivesSaving(IEstimator<BaselineTransformer> trainer)
    {
        var data = ConformanceCases.Prepared(study.ML, study);
        using var model = trainer.Fit(data);
        var scores = SmallStudy.Scores(model.Transform(data));
        Assert.True(scores.Where(float.IsFinite).Distinct().Count() > 10);
        Assert.Equal(SmallStudy.Bits(scores), SmallStudy.ScoreBits(SmallStudy.Reloaded(model, data.Schema), data));
    }

    [Fact]
    public void A_configuration_out_of_range_is_refused_when_the_trainer_is_created() =>
        Assert.Throws<ArgumentException>(() => study.ML.Survival.Trainers.TransMil(new() { Network = new() { TokenWidth = 30 } }));
}
