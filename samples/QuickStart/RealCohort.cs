using AdaMHF.MLNet;
using Microsoft.ML;

namespace QuickStart;

/// <summary>A real TCGA table with the official split file of fold 0.</summary>
internal static class RealCohort
{
    public static int Run(DirectoryInfo data, string name, DirectoryInfo? bags, int? epochs, DirectoryInfo folder)
    {
        var files = new CohortFiles(
            Path.Combine(data.FullName, $"tcga_{name}.csv.gz"),
            Path.Combine(data.FullName, "signatures.csv"),
            Path.Combine(data.FullName, "splits", "5foldcv", $"tcga_{name}", "splits_0.csv"));
        var ml = new MLContext(seed: 0);
        var cohort = files.Load(ml);
        var split = cohort.Split(SurvivalSplit.FromCsv(files.Split));
        Console.WriteLine(FormattableString.Invariant(
            $"{files.Table}: {cohort.PatientCount} patients, {cohort.SlideCount} slides, {cohort.EventCount} events, ")
            + FormattableString.Invariant($"{cohort.GeneColumns.Count:N0} gene columns."));
        if (bags is null) Console.WriteLine("No --bags folder: every patient's pathology is missing; the model learns from genes alone.");

        var loader = bags is null ? null : ml.Transforms.LoadWsiBags("Bag", "SlideIds", bags.FullName, AbsentBagFile.TreatAsMissing);
        var model = Study.Train(ml, cohort, split.TrainSet, loader, epochs);
        Console.WriteLine($"Fold 0, held out: {Study.Evaluate(ml, model, split.TestSet)}");

        var zip = Path.Combine(folder.FullName, $"adamhf-{name}.zip");
        return Study.SaveAndVerify(ml, model, files, split.TestSet, $"{name.ToUpperInvariant()} fold 0 by median risk", zip) ? 0 : 1;
    }
}
