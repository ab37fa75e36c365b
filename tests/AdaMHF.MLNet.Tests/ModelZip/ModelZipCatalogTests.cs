using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using AdaMHF.Networks;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class ModelZipCatalogTests(SmallStudy study)
{
    [Fact]
    public void A_model_saved_and_loaded_scores_the_same_bits()
    {
        var zip = Saved("safe.zip");
        var loaded = new MLContext().Model.LoadSurvivalModel(zip, out _);
        Assert.Equal(
            SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(study.Cohort.Data))),
            SmallStudy.Bits(SmallStudy.Scores(loaded.Transform(study.Cohort.Data))));
    }

    [Fact]
    public void A_file_that_is_no_zip_is_named()
    {
        var path = study.TemporaryFile("letter.zip");
        File.WriteAllText(path, "Dear colleague, the model follows by post.");
        Refused(path);
    }

    [Fact]
    public void An_absent_file_is_named() => Refused(study.TemporaryFile("absent.zip"));

    [Fact]
    public void A_folder_and_a_pipe_are_named_and_nobody_waits()
    {
        var folder = Directory.CreateDirectory(study.TemporaryFile("folder.zip")).FullName;
        Assert.Contains("a folder", Refused(folder), StringComparison.Ordinal);
        if (OperatingSystem.IsWindows()) return;
        var pipe = study.TemporaryFile("pipe.zip");
        using (var made = Process.Start("mkfifo", [pipe])) made.WaitForExit();
        Assert.Contains("a pipe", Refused(pipe), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_without_digests_loads_with_one_warning()
    {
        var zip = Path.Combine(AppContext.BaseDirectory, "Golden", "0.1", "GenomicFeaturizingEstimator.zip");
        Assert.Single(WarningsOf(zip));
        // With two components of this library.
        var path = Saved("three.zip");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            foreach (var list in archive.Entries.Where(entry => entry.Name == "Digests.json").ToArray()) list.Delete();
        }
        Assert.Single(WarningsOf(path));
        Assert.Empty(WarningsOf(Saved("with-digests.zip")));

        static string[] WarningsOf(string path)
        {
            var (ml, messages) = (new MLContext(), new List<string>());
            ml.Log += (_, log) =>
            {
                if (log.Kind == ChannelMessageKind.Warning) messages.Add(log.Message);
            };
            (ml.Model.LoadSurvivalModel(path, out _) as IDisposable)?.Dispose();
            return [.. messages.Where(message => message.Contains("digest", StringComparison.Ordinal))];
        }
    }

    [Fact]
    public void The_cause_is_found_below_what_MLNet_wraps_around_it()
    {
        var cause = new TorchBackendException("libtorch is not there");
        var wrapped = new InvalidOperationException(
            "Error during class instantiation",
            new TargetInvocationException(new InvalidOperationException(
                "Error during class instantiation", new TargetInvocationException(cause))));
        Assert.Same(cause, ModelZipCatalog.CauseOf(new TargetInvocationException(wrapped)));
    }

    [Fact]
    public void A_zip_of_something_else_is_named()
    {
        var path = study.TemporaryFile("other.zip");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        using (var writer = new StreamWriter(archive.CreateEntry("readme.txt").Open())) writer.Write("hello");
        Refused(path);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void A_truncated_zip_is_named(double share)
    {
        var bytes = File.ReadAllBytes(Saved("whole.zip"));
        var path = study.TemporaryFile("truncated.zip");
        File.WriteAllBytes(path, bytes[..(int)(bytes.Length * share)]);
        Refused(path);
    }

    [Theory]
    [InlineData("Weights.safetensors")]
    [InlineData("Settings.json")]
    public void A_zip_that_lacks_or_garbles_a_part_is_named(string part)
    {
        foreach (var garble in new[] { false, true })
        {
            var path = Saved("parts.zip");
            using (var archive = ZipFile.Open(path, ZipArchiveMode.Update))
            {
                foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(part, StringComparison.Ordinal)).ToArray())
                {
                    var name = entry.FullName;
                    entry.Delete();
                    if (!garble) continue;
                    using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                    writer.Write("garbled");
                }
            }
            Refused(path);
        }
    }

    private string Saved(string name)
    {
        var path = study.TemporaryFile(name);
        study.ML.Model.SaveSurvivalModel(study.Model, study.Cohort.Data.Schema, path);
        return path;
    }

    private static string Refused(string path)
    {
        var error = Assert.Throws<ModelZipException>(() => new MLContext().Model.LoadSurvivalModel(path, out _));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("mlContext.Model.Save", error.Message, StringComparison.Ordinal);
        return error.Message;
    }
}
