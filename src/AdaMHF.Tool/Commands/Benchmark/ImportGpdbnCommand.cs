using System.CommandLine;
using AdaMHF.Benchmark;

namespace AdaMHF.Tool;

/// <summary>The command <c>benchmark import-gpdbn</c>.</summary>
internal static class ImportGpdbnCommand
{
    public static Command Create()
    {
        var source = new Argument<DirectoryInfo>("source")
        {
            Description = "Folder with patients.csv (patient_id, time_months, event, gene_01.., cna_01.., path_01..) and folds.csv "
                + "(patient_id, fold, part).",
        };
        var output = new Option<DirectoryInfo>("--output") { Description = "Folder of the cohort.", Required = true };
        var command = new Command("import-gpdbn", "Writes the paired TCGA-BRCA features of GPDBN as a cohort; the plan gpdbn runs it.")
        {
            source, output,
        };
        command.SetAction(result =>
        {
            GpdbnCohort.Write(result.GetRequiredValue(source).FullName, result.GetRequiredValue(output).FullName);
            Console.WriteLine(result.GetRequiredValue(output).FullName);
            return ExitCode.Done;
        });
        return command;
    }
}
