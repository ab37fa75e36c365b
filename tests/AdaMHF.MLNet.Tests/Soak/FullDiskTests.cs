using AdaMHF.Testing;

namespace AdaMHF.MLNet.Tests;

/// <summary>Saving to a disk that is full; skipped where no file system can be mounted.</summary>
[Trait("Category", "Soak")]
[Collection(nameof(SmallStudy))]
public class FullDiskTests(SmallStudy study)
{
    [Fact(Explicit = true)]
    public void An_earlier_model_stays_whole_and_nothing_else_is_left()
    {
        using var disk = Mounted();
        var zip = Path.Combine(disk.Path, "model.zip");
        study.ML.Model.SaveSurvivalModel(study.Model, study.Cohort.Data.Schema, zip);
        var whole = File.ReadAllBytes(zip);
        disk.FillExcept(whole.Length / 2);
        var error = Assert.Throws<IOException>(
            () => study.ML.Model.SaveSurvivalModel(study.Model, study.Cohort.Data.Schema, zip));
        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        Assert.Equal(whole, File.ReadAllBytes(zip));
        Assert.Equal(["filler", "model.zip"], Directory.GetFiles(disk.Path).Select(Path.GetFileName).Order());
    }

    [Fact(Explicit = true)]
    public void A_checkpoint_that_does_not_fit_says_so_and_leaves_nothing()
    {
        using var disk = Mounted();
        disk.FillExcept(40_000);
        var options = SmallStudy.Options with { Epochs = 2, CheckpointFolder = Path.Combine(disk.Path, "checkpoints") };
        var error = Assert.Throws<IOException>(() => study.Pipeline(study.ML, options).Fit(study.Split.TrainSet));
        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(options.CheckpointFolder!));
    }

    private static FullDisk Mounted()
    {
        var disk = FullDisk.TryMount(2_000_000);
        Assert.SkipWhen(disk is null, "Needs the right to mount a file system in memory.");
        return disk!;
    }
}
