using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>A model whose patch bags are in another folder than where it was trained.</summary>
[Collection(nameof(SmallStudy))]
public class MovedBagTests(SmallStudy study)
{
    [Fact]
    public void A_folder_given_at_loading_takes_the_place_of_the_stored_one()
    {
        var (root, zip, expected) = Saved("given");
        var moved = Path.Combine(root, "elsewhere");
        Directory.Move(Path.Combine(root, "bags"), moved);
        Assert.ThrowsAny<Exception>(() => Scores(study.ML.Model.LoadSurvivalModel(zip, out _)));
        Assert.Equal(expected, Scores(study.ML.Model.LoadSurvivalModel(zip, new() { BagFolder = moved }, out _)));

        // What is saved again knows the new folder.
        var loaded = study.ML.Model.LoadSurvivalModel(zip, new() { BagFolder = moved }, out var schema);
        study.ML.Model.SaveSurvivalModel(loaded, schema, zip);
        Assert.Equal(expected, Scores(study.ML.Model.LoadSurvivalModel(zip, out _)));

        var error = Assert.Throws<ModelZipException>(() => study.ML.Model.LoadSurvivalModel(zip, new() { BagFolder = "nowhere" }, out _));
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_that_moves_together_with_its_bags_finds_them()
    {
        var (root, zip, expected) = Saved("together");
        var moved = root + "-moved";
        Directory.Move(root, moved);
        var messages = new List<string>();
        var ml = new MLContext();
        ml.Log += (_, log) => messages.Add(log.Message);
        Assert.Equal(expected, Scores(ml.Model.LoadSurvivalModel(Path.Combine(moved, Path.GetFileName(zip)), out _)));
        Assert.Contains(messages, message => message.Contains(Path.Combine(moved, "bags"), StringComparison.Ordinal));
    }

    [Fact]
    public void One_folder_cannot_replace_two()
    {
        var (root, _, _) = Saved("two");
        var other = Directory.CreateDirectory(Path.Combine(root, "other")).FullName;
        var pipeline = study.ML.Transforms.LoadWsiBags("Bag", "SlideIds", Path.Combine(root, "bags"))
            .Append(study.ML.Transforms.LoadWsiBags("Other", "SlideIds", other, AbsentBagFile.TreatAsMissing));
        var zip = Path.Combine(root, "two.zip");
        study.ML.Model.SaveSurvivalModel(pipeline.Fit(study.Cohort.Data), study.Cohort.Data.Schema, zip);
        var error = Assert.Throws<ModelZipException>(() => study.ML.Model.LoadSurvivalModel(zip, new() { BagFolder = other }, out _));
        Assert.Contains("two folders", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_for_a_model_without_bags_is_refused()
    {
        var zip = Path.Combine(AppContext.BaseDirectory, "Golden", "0.1", "GenomicGroupingEstimator.zip");
        var error = Assert.Throws<ModelZipException>(
            () => study.ML.Model.LoadSurvivalModel(zip, new() { BagFolder = study.Files.Bags }, out _));
        Assert.Contains(nameof(ModelLoadOptions.BagFolder), error.Message, StringComparison.Ordinal);
    }

    private (string Root, string Zip, int[] Counts) Saved(string name)
    {
        var root = Directory.CreateDirectory(study.TemporaryFile($"moved-{name}")).FullName;
        var bags = Directory.CreateDirectory(Path.Combine(root, "bags")).FullName;
        foreach (var file in Directory.EnumerateFiles(study.Files.Bags, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(bags, Path.GetFileName(file)));
        var zip = Path.Combine(root, "model.zip");
        var model = study.ML.Transforms.LoadWsiBags("Bag", "SlideIds", bags).Fit(study.Cohort.Data);
        study.ML.Model.SaveSurvivalModel(model, study.Cohort.Data.Schema, zip);
        return (root, zip, Scores(model));
    }

    private int[] Scores(ITransformer model) =>
        [.. model.Transform(study.Cohort.Data).GetColumn<PatchBag>("Bag").Select(bag => bag.PatchCount)];
}
