using System.IO.Compression;
using System.Text.Json.Nodes;
using AdaMHF.Networks;
using AdaMHF.TensorFiles;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class AdaMhfOptionsTests(SmallStudy study)
{
    [Fact]
    public void A_preset_replaces_the_defaults_and_explicit_values_take_precedence_in_any_order()
    {
        var preset = AdaMhfPreset.Brca;
        AdaMhfTrainer.Options[] orders = [new() { Preset = preset, Epochs = 3 }, new() { Epochs = 3, Preset = preset }];
        foreach (var options in orders)
        {
            Assert.Equal((3, 0.005, 2048, 1), (options.Epochs, options.LearningRate, options.PatchesPerPatient, options.BatchSize));
            Assert.Equal((0.50, 0.05), (options.Network.AlignmentWeight, options.Network.LocalRate));
        }
        var network = SmallStudy.TinyNetwork with { LocalRate = 0.3 };
        Assert.Same(network, new AdaMhfTrainer.Options { Network = network, Preset = preset }.Network);
        var plain = new AdaMhfTrainer.Options();
        Assert.Equal((12, 0.002, 2048, 4), (plain.Epochs, plain.LearningRate, plain.PatchesPerPatient, plain.BatchSize));
        Assert.Equal(new AdaMhfConfiguration().AlignmentWeight, plain.Network.AlignmentWeight);
        // Unpublished losses belong to the defaults only.
        Assert.Equal(0, new AdaMhfTrainer.Options { Preset = preset }.Network.UnimodalWeight);
        Assert.True(plain.Network.UnimodalWeight > 0);
    }

    [Fact]
    public void A_preset_is_Adam_at_a_constant_rate_without_decay_unless_another_rule_is_given()
    {
        var preset = AdaMhfPreset.Blca;
        Assert.Equal((SurvivalOptimizer.Adam, LearningRateSchedule.Constant, 0.0), Rule(new() { Preset = preset }));
        Assert.Equal((SurvivalOptimizer.AdamW, LearningRateSchedule.Cosine, 0.1), Rule(new()));
        AdaMhfTrainer.Options[] orders =
        [
            new() { Preset = preset, Optimizer = SurvivalOptimizer.AdamW, Schedule = LearningRateSchedule.Step, WeightDecay = 0.2 },
            new() { WeightDecay = 0.2, Schedule = LearningRateSchedule.Step, Optimizer = SurvivalOptimizer.AdamW, Preset = preset },
        ];
        Assert.All(orders, order => Assert.Equal((SurvivalOptimizer.AdamW, LearningRateSchedule.Step, 0.2), Rule(order)));

        static (SurvivalOptimizer, LearningRateSchedule, double) Rule(AdaMhfTrainer.Options options) =>
            (options.Optimizer, options.Schedule, options.WeightDecay);
    }

    [Fact]
    public void A_published_model_has_no_modality_weights_and_survives_saving()
    {
        var recipe = AdaMhfRecipe.Published(AdaMhfPreset.Luad);
        Assert.Equal((1.0, "LUAD"), (recipe.Grouping.ShrinkageFactor, recipe.Training.Preset!.Cohort));
        var published = recipe.Training.Network;
        var options = recipe.Training with
        {
            Network = SmallStudy.TinyNetwork with
            {
                Head = published.Head,
                RefreshesClassToken = published.RefreshesClassToken,
                BranchesStartAtZero = published.BranchesStartAtZero,
                CrossAttentionSkips = published.CrossAttentionSkips,
                AlignmentTarget = AlignmentTarget.Modalities,
                UnselectedTokens = UnselectedTokens.Dropped,
                UnimodalWeight = 0,
            },
            Epochs = 1,
        };
        using var model = study.Pipeline(new MLContext(seed: 3), options).Fit(study.Split.TrainSet);
        var scored = model.Transform(study.Split.TestSet);
        Assert.Null(scored.Schema.GetColumnOrNull(SurvivalColumns.ModalityWeights));
        Assert.NotNull(study.Model.Transform(study.Split.TestSet).Schema.GetColumnOrNull(SurvivalColumns.ModalityWeights));
        // Patients with one modality are among them.
        Assert.All(SmallStudy.Scores(scored), score => Assert.True(float.IsFinite(score)));
        var loaded = (TransformerChain<ITransformer>)SmallStudy.Reloaded(model, study.Cohort.Data.Schema);
        Assert.Equal(Bits(model), Bits(loaded));
        var stored = Assert.IsType<AdaMhfTransformer>(loaded.Last()).Configuration;
        Assert.Equal(
            (HeadForm.Concatenated, false, AlignmentTarget.Modalities, UnselectedTokens.Dropped),
            (stored.Head, stored.RefreshesClassToken, stored.AlignmentTarget, stored.UnselectedTokens));
    }

    [Fact]
    public void The_cost_of_a_model_is_that_of_its_network_at_its_widest()
    {
        var model = study.Model.LastTransformer;
        Assert.Equal(CostCounter.Of(model.Configuration, 500).Operations, model.CountCost(500).Operations);
        Assert.Equal(model.ParameterCount, model.CountCost(3).Parameters);
        Assert.True(model.CountCost(0).Operations < model.CountCost(1).Operations);
    }

    [Fact]
    public void A_preset_sets_the_batch_size_unless_another_is_given()
    {
        Assert.Equal(2, new AdaMhfTrainer.Options { Preset = AdaMhfPreset.Luad }.BatchSize);
        Assert.Equal(1, new AdaMhfTrainer.Options { Preset = AdaMhfPreset.Luad, BatchSize = 1 }.BatchSize);
        Assert.Equal(1, new AdaMhfTrainer.Options { Preset = AdaMhfPreset.Blca }.BatchSize);
        Assert.Throws<ArgumentException>(() => study.ML.Survival.Trainers.AdaMhf(new() { BatchSize = 0 }));
    }

    [Fact]
    public void Switches_of_the_network_survive_saving_and_loading()
    {
        var network = SmallStudy.TinyNetwork with
        {
            ExpertRouting = ExpertRouting.All,
            ExpertResidual = ExpertResidual.Identity,
            FixedKeptShare = 0.25,
            FixedSelectedTokens = 4,
            LocalFusion = LocalFusion.OuterProduct,
            SegregationStages = 1,
        };
        using var model = study.Pipeline(new MLContext(seed: 3), new() { Network = network, Epochs = 1 }).Fit(study.Split.TrainSet);
        var loaded = (TransformerChain<ITransformer>)SmallStudy.Reloaded(model, study.Cohort.Data.Schema);

        var configuration = Assert.IsType<AdaMhfTransformer>(loaded.Last()).Configuration;
        Assert.Equal(Switches(network), Switches(configuration));
        Assert.Equal(Bits(model), Bits(loaded));

        static object Switches(AdaMhfConfiguration network) => (
            network.ExpertRouting,
            network.ExpertResidual,
            network.FixedKeptShare,
            network.FixedSelectedTokens,
            network.LocalFusion,
            network.SegregationStages);
    }

    [Fact]
    public void A_model_saved_before_the_switches_existed_loads_and_predicts_the_same()
    {
        string[] known =
        [
            "PatchWidth", "GenomicGroupSizes", "TokenWidth", "GenomicHiddenWidth", "AttentionHeads", "AttentionWidth", "Landmarks",
            "PositionalKernel", "ExpertsPerLayer", "ExpertWidth", "FrozenWidth", "ExpertActivation", "StagesPerUnit", "MostSelectedTokens",
            "FusionRank", "LocalRate", "AlignmentWeight", "TimeBins", "Dropout", "GenomicDropout", "GenomicInputDropout",
        ];
        var network = SmallStudy.TinyNetwork with { SelectionRule = SelectionRule.Scaled, BalancingRate = 0, EvidenceWeight = 0 };
        var options = SmallStudy.Options with { Network = network, LinearStart = LinearStart.None };
        using var model = study.Pipeline(new MLContext(seed: 3), options).Fit(study.Split.TrainSet);
        var zip = Changed(model, "old.zip", network =>
        {
            foreach (var key in network.Select(pair => pair.Key).Except(known).ToArray()) network.Remove(key);
            Assert.Equal(known.Order(), network.Select(pair => pair.Key).Order());
        });
        var loaded = new MLContext().Model.Load(zip, out _);
        Assert.Equal(Bits(model), Bits(loaded));
    }

    [Theory]
    [InlineData("TokenWidth", null)]
    [InlineData("AlignmentWeight", null)]
    [InlineData("TokenWidht", 64)]
    [InlineData("MaxTokens", 8)]
    public void A_missing_or_unknown_setting_is_refused_by_name(string name, int? value)
    {
        var zip = Changed(study.Model, $"{name}.zip", network =>
        {
            if (value is null) Assert.True(network.Remove(name));
            else network.Add(name, value);
        });
        var refused = Assert.Throws<ModelZipException>(() => new MLContext().Model.LoadSurvivalModel(zip, out _));
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    private int[] Bits(ITransformer model) => SmallStudy.ScoreBits(model, study.Split.TestSet);

    /// <summary>Saves a model to a zip and changes the network settings in it.</summary>
    private string Changed(ITransformer model, string file, Action<JsonObject> change)
    {
        var zip = study.TemporaryFile(file);
        study.ML.Model.Save(model, study.Cohort.Data.Schema, zip);
        var changed = 0;
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Update))
        {
            // A version with other settings may have written no digests; with those of the unchanged settings the zip is damaged.
            foreach (var digests in archive.Entries.Where(entry => entry.Name == "Digests.json").ToArray()) digests.Delete();
            foreach (var entry in archive.Entries.Where(entry => entry.Name == "Settings.json").ToArray())
            {
                JsonNode json;
                using (var stream = entry.Open()) json = JsonNode.Parse(stream)!;
                if (json["Network"] is not JsonObject network) continue;
                change(network);
                var name = entry.FullName;
                entry.Delete();
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(json.ToJsonString());
                changed++;
            }
        }
        Assert.Equal(1, changed);
        return zip;
    }

    [Fact]
    public void Frozen_weights_from_a_file_are_stored_in_the_model()
    {
        var file = study.TemporaryFile("vit.safetensors");
        var values = Enumerable.Range(0, 32 * 24).Select(i => MathF.Sin(i)).ToArray();
        using (var stream = File.Create(file))
        {
            SafeTensorsFile.Write(stream, new NamedTensors(new Dictionary<string, StoredTensor>
            {
                ["blocks.0.mlp.fc1.weight"] = StoredTensor.FromSingles(values, 32, 24),
                ["blocks.0.mlp.fc1.bias"] = StoredTensor.FromSingles(values.AsSpan(0, 32), 32),
                ["blocks.0.mlp.fc2.weight"] = StoredTensor.FromSingles(values, 24, 32),
                ["blocks.0.mlp.fc2.bias"] = StoredTensor.FromSingles(values.AsSpan(0, 24), 24),
            }));
        }
        using var model = FitWith(file);
        File.Delete(file);
        // The same values in a checkpoint written by PyTorch, whose first bias has half precision.
        using var same = FitWith(Path.Combine(AppContext.BaseDirectory, "Data", "checkpoint.pt"));
        Assert.All(
            SmallStudy.Scores(model.Transform(study.Split.TestSet)).Zip(SmallStudy.Scores(same.Transform(study.Split.TestSet))),
            pair => Assert.Equal(pair.First, pair.Second, 0.02));
        Assert.NotEqual(Bits(study.Model), Bits(same));
        Assert.NotEqual(Bits(study.Model), Bits(model));
        Assert.Equal(Bits(model), Bits(SmallStudy.Reloaded(model, study.Cohort.Data.Schema)));

        var withoutFrozen = SmallStudy.TinyNetwork with { ExpertResidual = ExpertResidual.None };
        var refused = Assert.Throws<ArgumentException>(
            () => study.ML.Survival.Trainers.AdaMhf(new() { Network = withoutFrozen, FrozenMlpFile = file }));
        Assert.Contains("ExpertResidual is None", refused.Message, StringComparison.Ordinal);

        TransformerChain<AdaMhfTransformer> FitWith(string frozenMlpFile) =>
            study.Pipeline(new MLContext(seed: 3), SmallStudy.Options with { FrozenMlpFile = frozenMlpFile }).Fit(study.Split.TrainSet);
    }
}
