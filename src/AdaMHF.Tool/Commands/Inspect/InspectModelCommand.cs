using System.CommandLine;
using AdaMHF.MLNet;
using Microsoft.ML;

namespace AdaMHF.Tool;

/// <summary>The command <c>inspect model</c>.</summary>
internal static class InspectModelCommand
{
    public static Command Create()
    {
        var zip = new Argument<FileInfo>("zip") { Description = "Model zip." };
        var json = JsonOutput.Option();
        var command = new Command("model", "Says what a model is, how it came to be, and whether it is as it was written.") { zip, json };
        command.SetAction(result =>
        {
            var path = result.GetRequiredValue(zip).FullName;
            var model = new MLContext().Model.InspectSurvivalModel(path);
            Problem[] problems = [.. ProblemsOf(model, path)];
            if (result.GetValue(json)) Write(model, problems);
            else Print(model, path, problems);
            return model.IsWhole == false ? ExitCode.WrongData : ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<Problem> ProblemsOf(ModelInspection model, string path)
    {
        foreach (var damage in model.Damages) yield return new("error", damage, path);
        if (model.IsWhole is null)
        {
            yield return new(
                "warning",
                "It has no digests: an earlier version wrote it. Its checksums (CRC-32) are right. Save it again to add digests.",
                path);
        }
    }

    private static void Write(ModelInspection model, Problem[] problems) => JsonOutput.Write(new
    {
        model.Trainer,
        Version = model.Training?.LibraryVersion,
        model.Training?.Seed,
        model.Training?.Patients,
        model.Training?.Events,
        model.Training?.Device,
        Whole = model.IsWhole,
        Problems = problems,
    });

    private static void Print(ModelInspection model, string path, Problem[] problems)
    {
        Console.WriteLine($"{path}: {model.Trainer ?? "no survival model"}");
        if (model.Training is { } training)
        {
            Console.WriteLine(
                $"trained by version {training.LibraryVersion} on {training.Device}, seed {training.Seed}, "
                + $"{training.Patients} patients, {training.Events} events");
            Console.WriteLine($"training data {training.DataHash}");
        }
        Console.WriteLine(model.IsWhole switch { true => "whole", false => "damaged", null => "not known whether it is whole" });
        foreach (var problem in problems) Console.Error.WriteLine($"{problem.Severity}: {problem.Message}");
    }
}
