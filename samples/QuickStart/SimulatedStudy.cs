using AdaMHF.MLNet;
using AdaMHF.Simulation;
using Microsoft.ML;

namespace QuickStart;

/// <summary>Simulates cohorts, writes them to disk as real files, and trains and tests on what is read back.</summary>
internal static class SimulatedStudy
{
    public static int Run(int seeds, int? epochs, DirectoryInfo folder)
    {
        var results = new List<SimulatedResult>();
        for (var seed = 0; seed < seeds; seed++)
            results.Add(RunSeed(seed, epochs, folder.CreateSubdirectory($"seed{seed}"), verify: seed == 0));
        if (seeds > 1) Summarise(results);
        return 0;
    }

    private static SimulatedResult RunSeed(int seed, int? epochs, DirectoryInfo folder, bool verify)
    {
        var truth = SimulatedCohort.Create(SimulationPreset.Quick, worldSeed: 0, cohortSeed: seed);
        var files = truth.WriteTo(folder.FullName);
        Console.WriteLine($"Simulated cohort, seed {seed}: {truth.Patients.Count} patients, width {truth.Preset.PatchWidth}, written to {folder.FullName}");

        var ml = new MLContext(seed);
        var cohort = ml.Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = GeneGroups.FromCsv(files.Signatures) });
        var split = cohort.Split(SurvivalSplit.FromCsv(files.HoldOutSplit));
        var model = TrainedStudy.WithProgress("Training", progress =>
            ml.Transforms.LoadWsiBags("Bag", "SlideIds", files.Bags)
                .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups, new() { ShrinkageFactor = 0.3 }))
                .Append(ml.Survival.Trainers.AdaMhf(TrainedStudy.Options(epochs, progress: progress)))
                .Fit(split.TrainSet));

        var held = SurvivalSplit.FromCsv(files.HoldOutSplit).Validation.ToHashSet();
        var result = new SimulatedResult(
            truth.OracleConcordance(truth.Patients.Where(patient => held.Contains(patient.CaseId))).ConcordanceIndex,
            TrainedStudy.Evaluate(ml, model, split.TestSet),
            TrainedStudy.Evaluate(ml, model, split.TestSet, "SlideIds"),
            TrainedStudy.Evaluate(ml, model, split.TestSet, "Genes"));
        result.Print(model.LastTransformer.ParameterCount);
        if (verify) SaveAndVerify(ml, model, split.TestSet, cohort.Data.Schema, files, folder);
        return result;
    }

    private static void SaveAndVerify(MLContext ml, ITransformer model, IDataView test, DataViewSchema schema, SimulatedCohortFiles files, DirectoryInfo folder)
    {
        var zip = Path.Combine(folder.FullName, "adamhf.zip");
        var png = Path.Combine(folder.FullName, "kaplan-meier.png");
        ml.Model.Save(model, schema, zip);
        var scored = model.Transform(test);
        var pValue = KaplanMeierPlot.Save(scored, "Held-out patients by median risk", png);
        Console.WriteLine(FormattableString.Invariant($"Kaplan-Meier plot {png} (log-rank p = {pValue:G2})"));
        var (same, all) = FreshProcess.Compare(scored, zip, files.Table, files.HoldOutSplit);
        Console.WriteLine($"Model {zip}: {same} of {all} scores bit-identical in a fresh process.");
        if (same != all) throw new InvalidOperationException("The reloaded model gives other scores.");
    }

    private static void Summarise(List<SimulatedResult> results)
    {
        var (oracle, complete) = (results.Average(r => r.Oracle), results.Average(r => r.Complete.ConcordanceIndex));
        Console.WriteLine(FormattableString.Invariant(
            $"Mean of {results.Count} seeds: complete C {complete:F3}, genomics only {results.Average(r => r.GenomicsOnly.ConcordanceIndex):F3}, pathology only {results.Average(r => r.PathologyOnly.ConcordanceIndex):F3}, oracle {oracle:F3}"));
        Console.WriteLine(FormattableString.Invariant($"Share of the way from chance to the oracle: {(complete - 0.5) / (oracle - 0.5):F2}"));
    }
}
