using System.Text.Json.Nodes;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>Settings that no version of the library writes are refused, with the value named, at loading and not at scoring.</summary>
[Collection(nameof(SmallStudy))]
public class StoredSettingTests(SmallStudy study)
{
    [Theory]
    [InlineData("adamhf", "Columns.PatchesPerPatient", "0")]
    [InlineData("adamhf", "Columns.PatchWidth", "-4")]
    [InlineData("adamhf", "Columns.GenomicColumnNames", "[\"one\"]")]
    [InlineData("adamhf", "Columns.GenomicColumnNames", "null")]
    [InlineData("adamhf", "Columns.GenomicGroupSizes.0", "12")]
    [InlineData("adamhf", "Network.TimeBins", "5")]
    [InlineData("adamhf", "Network.Dropout", "1.5")]
    [InlineData("adamhf", "Network.ExpertRouting", "7")]
    [InlineData("adamhf", "Prognosis.TimeBinEdges.2", "0.001")]
    [InlineData("adamhf", "Prognosis.TimeBinEdges", "[0, 10]")]
    [InlineData("adamhf", "Prognosis.LongestMonths", "\"NaN\"")]
    [InlineData("adamhf", "Prognosis.ReportedMonths", "[-1]")]
    [InlineData("adamhf", "PatchBudget", "0")]
    [InlineData("adamhf", "AbsentFiles", "\"Whatever\"")]
    [InlineData("adamhf", "LargestDeviation", "0")]
    [InlineData("adamhf", "Groups.0.Slots.0", "1000000")]
    [InlineData("adamhf", "Groups.0.Deviations.0", "0")]
    [InlineData("adamhf", "Groups.0.Means", "[1]")]
    [InlineData("adamhf", "Groups.1.Fills.2", "\"Infinity\"")]
    [InlineData("cmta", "Columns.GenomicGroupSizes.1", "2")]
    [InlineData("cmta", "Network.PatchWidth", "8")]
    [InlineData("cmta", "Network.TimeBins", "3")]
    [InlineData("cmta", "System", "\"Nobody\"")]
    [InlineData("cox", "Columns.UsedSlots", "[0, 2, 3]")]
    [InlineData("cox", "Columns.FeatureCount", "0")]
    [InlineData("cox", "Model.Coefficients", "[1]")]
    [InlineData("cox", "Model.Coefficients.1", "\"NaN\"")]
    [InlineData("cox", "Model.BaselineTimes", "null")]
    [InlineData("cox", "Model.BaselineTimes.3", "0")]
    [InlineData("cox", "Model.BaselineCumulativeHazard.3", "-1")]
    [InlineData("discrete", "Model.Intercepts", "[1]")]
    [InlineData("discrete", "Model.Means.0", "\"Infinity\"")]
    [InlineData("platt", "Curves.0.Slope", "-1")]
    [InlineData("platt", "Curves", "[]")]
    [InlineData("featurizer", "Network.TokenWidth", "0")]
    [InlineData("featurizer", "GenomicColumnNames", "[]")]
    [InlineData("bags", "Means.0", "\"Infinity\"")]
    [InlineData("bags", "Deviations", "[1]")]
    [InlineData("vectors", "Width", "0")]
    public void A_value_out_of_range_is_named(string model, string place, string value)
    {
        var (zip, changed) = (Saved(model), study.TemporaryFile($"setting-{Guid.NewGuid():N}.zip"));
        RepackedZip.WriteSettings(zip, changed, place, JsonNode.Parse(value));
        var message = Assert.Throws<ModelZipException>(() => new MLContext().Model.LoadSurvivalModel(changed, out _)).Message;
        var first = message.Split('\n')[0];
        Assert.DoesNotContain("class instantiation", first, StringComparison.Ordinal);
        Assert.DoesNotContain("target of an invocation", first, StringComparison.Ordinal);
        var name = place.Split('.').Last(part => !int.TryParse(part, out _));
        Assert.Contains(name == "System" ? "Nobody" : name, first, StringComparison.Ordinal);
    }

    private string Saved(string model)
    {
        var path = study.TemporaryFile($"settings-{model}.zip");
        if (File.Exists(path)) return path;
        if (model == "adamhf")
        {
            study.ML.Model.SaveSurvivalModel(study.Model, study.Cohort.Data.Schema, path);
            return path;
        }
        var type = model switch
        {
            "cmta" => typeof(CmtaTrainer),
            "cox" => typeof(CoxTrainer),
            "discrete" => typeof(DiscreteHazardTrainer),
            "platt" => typeof(HazardCalibratingEstimator),
            "featurizer" => typeof(GenomicFeaturizingEstimator),
            "bags" => typeof(BagStandardizingEstimator),
            _ => typeof(VectorBagEstimator),
        };
        var (ml, @case) = (new MLContext(seed: 3), ConformanceCases.All[type](study));
        var data = @case.Data(ml);
        var fitted = @case.Create(ml).Fit(data);
        ml.Model.SaveSurvivalModel(fitted, data.Schema, path);
        (fitted as IDisposable)?.Dispose();
        return path;
    }
}
