using System.CommandLine;
using Microsoft.ML;

namespace AdaMHF.Tool;

/// <summary>The command <c>inspect splits</c>.</summary>
internal static class InspectSplitsCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "Split file with the columns train and val." };
        var table = new Option<FileInfo>("--table") { Description = "Cohort table that it divides.", Required = true };
        var json = JsonOutput.Option();
        var arguments = new TableArguments();
        var command = new Command("splits", "Compares a split file with its table.") { file, table, json };
        arguments.AddTo(command);
        command.SetAction(result =>
        {
            var path = result.GetRequiredValue(file).ToString();
            var cohort = arguments.Load(result, new MLContext(), result.GetRequiredValue(table));
            var split = arguments.LoadSplit(result, path);
            var parts = cohort.Split(split);
            // A split of slides has more names than patients.
            var (train, heldOut, validation) = (Rows(parts.TrainSet), Rows(parts.TestSet), Rows(parts.ValidationSet));
            var test = split.Test.Count > 0 ? heldOut : 0;
            if (test == 0) validation = heldOut;
            var left = $"It leaves out {parts.Unassigned.Count} of {cohort.PatientCount} patients: {Some(parts.Unassigned)}.";
            Problem[] problems = parts.Unassigned.Count == 0 ? [] : [new("warning", left, path)];
            if (result.GetValue(json))
            {
                JsonOutput.Write(new
                {
                    Train = train,
                    Validation = validation,
                    Test = test,
                    Problems = problems,
                });
            }
            else
            {
                Console.WriteLine(
                    $"{path}: {train} training, {validation} validation and {test} test patients; {heldOut} are held out.");
            }
            foreach (var problem in problems) Console.Error.WriteLine($"warning: {problem.Message}");
            return ExitCode.Done;
        });
        return command;
    }

    private static long Rows(IDataView? part) => part?.GetRowCount() ?? 0;

    private static string Some(IReadOnlyList<string> names)
    {
        const int Shown = 10;
        return string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? ", ..." : "");
    }
}
