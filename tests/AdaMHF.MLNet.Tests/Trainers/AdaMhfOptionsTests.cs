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
    public void A_preset_stands_in_for_the_defaults_and_what_is_set_beside_it_wins_in_any_order()
    {
        var preset = AdaMhfPreset.Brca;
        foreach (var options in new AdaMhfTrainer.Options[] { new() { Preset = preset, Epochs = 3 }, new() { Epochs = 3, Preset = preset } })
        {
            Assert.Equal((3, 0.005, 2048, 1), (options.Epochs, options.LearningRate, options.PatchesPerPatient, options.BatchSize));
            Assert.Equal((0.50, 0.05), (options.Network.AlignmentWeight, options.Network.LocalRate));
        }
        var network = SmallStudy.TinyNetwork with { LocalRate = 0.3 };
        Assert.Same(network, new AdaMhfTrainer.Options { Network = network, Preset = preset }.Network);
        var plain = new AdaMhfTrainer.Options();
        Assert.Equal((12, 0.001, 2048, 1), (plain.Epochs, plain.LearningRate, plain.PatchesPerPatient, plain.BatchSize));
        Assert.Equal(new AdaMhfConfiguration().AlignmentWeight, plain.Network.AlignmentWeight);
        // Losses that were not published belong to the defaults alone.
        Assert.Equal(0, new AdaMhfTrainer.Options { Preset = preset }.Network.UnimodalWeight);
        Assert.True(plain.Network.UnimodalWeight > 0);
    }

    [Fact]
    public void A_preset_s_batch_counts_unless_another_is_asked_for()
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
        var zip = study.TemporaryFile("switches.zip");
        study.ML.Model.Save(model, study.Cohort.Data.Schema, zip);
        var loaded = (TransformerChain<ITransformer>)new MLContext().Model.Load(zip, out _);

        var configuration = Assert.IsType<AdaMhfTransformer>(loaded.Last()).Configuration;
        Assert.Equal(
            (ExpertRouting.All, ExpertResidual.Identity, 0.25, 4, LocalFusion.OuterProduct, 1),
            (configuration.ExpertRouting, configuration.ExpertResidual, configuration.FixedKeptShare, configuration.FixedSelectedTokens, configuration.LocalFusion, configuration.SegregationStages));
        Assert.Equal(SmallStudy.Bits(SmallStudy.Scores(model.Transform(study.Split.TestSet))), SmallStudy.Bits(SmallStudy.Scores(loaded.Transform(study.Split.TestSet))));
    }

    [Fact]
    public void A_model_saved_before_there_were_switches_loads_with_what_it_did_then()
    {
        string[] known =
        [
            "PatchWidth", "GenomicGroupSizes", "TokenWidth", "GenomicHiddenWidth", "AttentionHeads", "AttentionWidth", "Landmarks", "PositionalKernel", "ExpertsPerLayer",
            "ExpertWidth", "FrozenWidth", "ExpertActivation", "StagesPerUnit", "MostSelectedTokens", "FusionRank", "LocalRate", "AlignmentWeight", "TimeBins", "Dropout",
            "GenomicDropout", "GenomicInputDropout",
        ];
        var zip = Changed("old.zip", network =>
        {
            foreach (var key in network.Select(pair => pair.Key).Except(known).ToArray()) network.Remove(key);
            Assert.Equal(known.Order(), network.Select(pair => pair.Key).Order());
        });
        var loaded = new MLContext().Model.Load(zip, out _);
        Assert.Equal(Bits(study.Model), Bits(loaded));
    }

    [Theory]
    [InlineData("TokenWidth", null)]
    [InlineData("AlignmentWeight", null)]
    [InlineData("TokenWidht", 64)]
    [InlineData("MaxTokens", 8)]
    public void A_setting_that_lacks_or_is_not_known_is_refused_by_its_name(string name, int? value)
    {
        var zip = Changed($"{name}.zip", network =>
        {
            if (value is null) Assert.True(network.Remove(name));
            else network.Add(name, value);
        });
        var refused = Assert.Throws<ModelZipException>(() => new MLContext().Model.LoadSurvivalModel(zip, out _));
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    private int[] Bits(ITransformer model) => SmallStudy.Bits(SmallStudy.Scores(model.Transform(study.Split.TestSet)));

    /// <summary>The study's model in a zip whose network settings are changed.</summary>
    private string Changed(string file, Action<JsonObject> change)
    {
        var zip = study.TemporaryFile(file);
        study.ML.Model.Save(study.Model, study.Cohort.Data.Schema, zip);
        var changed = 0;
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Update))
        {
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
    public void Frozen_weights_from_a_file_go_into_the_model()
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
        using var model = study.Pipeline(new MLContext(seed: 3), new() { Network = SmallStudy.TinyNetwork, Epochs = 1, FrozenMlpFile = file }).Fit(study.Split.TrainSet);
        File.Delete(file);
        // The same numbers from a checkpoint that PyTorch wrote; its first bias is of half precision, which 32 values of 10 bits cost.
        var checkpoint = Path.Combine(AppContext.BaseDirectory, "Data", "checkpoint.pt");
        using var same = study.Pipeline(new MLContext(seed: 3), new() { Network = SmallStudy.TinyNetwork, Epochs = 1, FrozenMlpFile = checkpoint }).Fit(study.Split.TrainSet);
        Assert.All(
            SmallStudy.Scores(model.Transform(study.Split.TestSet)).Zip(SmallStudy.Scores(same.Transform(study.Split.TestSet))),
            pair => Assert.Equal(pair.First, pair.Second, 0.02));
        Assert.NotEqual(
            SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(study.Split.TestSet))), SmallStudy.Bits(SmallStudy.Scores(same.Transform(study.Split.TestSet))));
        var zip = study.TemporaryFile("frozen.zip");
        study.ML.Model.Save(model, study.Cohort.Data.Schema, zip);

        var scores = SmallStudy.Scores(model.Transform(study.Split.TestSet));
        Assert.NotEqual(SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(study.Split.TestSet))), SmallStudy.Bits(scores));
        Assert.Equal(SmallStudy.Bits(scores), SmallStudy.Bits(SmallStudy.Scores(new MLContext().Model.Load(zip, out _).Transform(study.Split.TestSet))));
        Assert.Contains("ExpertResidual is None", Assert.Throws<ArgumentException>(() => study.ML.Survival.Trainers.AdaMhf(
            new() { Network = SmallStudy.TinyNetwork with { ExpertResidual = ExpertResidual.None }, FrozenMlpFile = file })).Message, StringComparison.Ordinal);
    }
}
