using AdaMHF.MLNet;
using Microsoft.ML;

namespace QuickStart;

/// <summary>A real TCGA table with the official split file of fold 0.</summary>
internal static class RealCohort
{
    public static int Run(DirectoryInfo data, string name, DirectoryInfo? bags, int? epochs, DirectoryInfo folder)
    {
        var table = Path.Combine(data.FullName, $"tcga_{name}.csv.gz");
        var splitFile = Path.Combine(data.FullName, "splits", "5foldcv", $"tcga_{name}", "splits_0.csv");
        var ml = new MLContext(seed: 0);
        var cohort = ml.Data.LoadSurvivalCohort(table, new() { GeneGroups = GeneGroups.FromCsv(Path.Combine(data.FullName, "signatures.csv")) });
        var split = cohort.Split(SurvivalSplit.FromCsv(splitFile));
        Console.WriteLine($"{table}: {cohort.PatientCount} patients, {cohort.SlideCount} slides, {cohort.EventCount} events, {cohort.GeneColumns.Count:N0} gene columns.");
        if (bags is null) Console.WriteLine("No --bags folder: the pathology of every patient is missing; the model learns from genomics alone.");

        var model = TrainedStudy.WithProgress("Training", progress => Fit(ml, cohort, split.TrainSet, bags, TrainedStudy.Options(epochs, bags is null ? null : "Bag", progress)));
        var scored = model.Transform(split.TestSet);
        Console.WriteLine($"Fold 0, held out: {ml.Survival.Evaluate(scored)}");

        var zip = Path.Combine(folder.FullName, $"adamhf-{name}.zip");
        ml.Model.Save(model, cohort.Data.Schema, zip);
        KaplanMeierPlot.Save(scored, $"{name.ToUpperInvariant()} fold 0 by median risk", Path.ChangeExtension(zip, ".png"));
        var (same, all) = FreshProcess.Compare(scored, zip, table, splitFile);
        Console.WriteLine($"Model {zip}: {same} of {all} scores bit-identical in a fresh process.");
        return same == all ? 0 : 1;
    }

    private static ITransformer Fit(MLContext ml, SurvivalCohort cohort, IDataView train, DirectoryInfo? bags, AdaMhfTrainer.Options options)
    {
        var genomics = ml.Transforms.GroupGenomics(cohort.GeneGroups);
        var trainer = ml.Survival.Trainers.AdaMhf(options);
        return bags is null
            ? genomics.Append(trainer).Fit(train)
            : ml.Transforms.LoadWsiBags("Bag", "SlideIds", bags.FullName, AbsentBagFile.TreatAsMissing).Append(genomics).Append(trainer).Fit(train);
    }
}
