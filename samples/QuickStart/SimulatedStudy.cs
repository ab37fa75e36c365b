using AdaMHF.MLNet;
using AdaMHF.Simulation;
using Microsoft.ML;

namespace QuickStart;

/// <summary>Simulates cohorts, writes them to disk as real files, and trains and tests on what is read back.</summary>
internal static class SimulatedStudy
{
    public static int Run(int seeds, int? epochs, DirectoryInfo folder)
    {
        var results = Enumerable.Range(0, seeds).Select(seed => RunSeed(seed, epochs, folder.CreateSubdirectory($"seed{seed}"))).ToList();
        if (seeds > 1) PrintMeans(results);
        return results.All(result => result.IsSame) ? 0 : 1;
    }

    private static Result RunSeed(int seed, int? epochs, DirectoryInfo folder)
    {
        var truth = SimulatedCohort.Create(SimulationPreset.Quick, worldSeed: 0, cohortSeed: seed);
        var written = truth.WriteTo(folder.FullName);
        var files = new CohortFiles(written.Table, written.Signatures, written.HoldOutSplit);
        Console.WriteLine(
            $"Simulated cohort, seed {seed}: {truth.Patients.Count} patients, width {truth.Preset.PatchWidth}, in {folder.FullName}");

        var ml = new MLContext(seed);
        var cohort = files.Load(ml);
        var split = SurvivalSplit.FromCsv(files.Split);
        var (train, test) = (cohort.Split(split).TrainSet, cohort.Split(split).TestSet);
        var model = Study.Train(ml, cohort, train, ml.Transforms.LoadWsiBags("Bag", "SlideIds", written.Bags), epochs);

        var oracle = truth.OracleConcordance(truth.Patients.Where(patient => split.HoldOut.Contains(patient.CaseId)));
        var complete = Study.Evaluate(ml, model, test);
        var genomics = Study.Evaluate(ml, model, test, "SlideIds");
        var pathology = Study.Evaluate(ml, model, test, "Genes");
        Console.WriteLine(FormattableString.Invariant($"Held-out patients ({model.LastTransformer.ParameterCount:N0} parameters):"));
        Console.WriteLine($"  complete           {complete}");
        Console.WriteLine($"  pathology missing  {genomics}");
        Console.WriteLine($"  genomics missing   {pathology}");
        Console.WriteLine(FormattableString.Invariant($"  oracle             C {oracle.ConcordanceIndex:F3} (the true risk itself)"));

        var zip = Path.Combine(folder.FullName, "adamhf.zip");
        var isSame = seed > 0 || Study.SaveAndVerify(ml, model, files, test, "Held-out patients by median risk", zip);
        return new(oracle.ConcordanceIndex, complete.ConcordanceIndex, genomics.ConcordanceIndex, pathology.ConcordanceIndex, isSame);
    }

    private static void PrintMeans(List<Result> results)
    {
        var (oracle, complete) = (results.Average(result => result.Oracle), results.Average(result => result.Complete));
        var (genomics, pathology) = (results.Average(result => result.GenomicsOnly), results.Average(result => result.PathologyOnly));
        Console.WriteLine(
            FormattableString.Invariant($"Mean of {results.Count} seeds: complete C {complete:F3}, genomics only {genomics:F3}, ")
            + FormattableString.Invariant($"pathology only {pathology:F3}, oracle {oracle:F3}"));
        Console.WriteLine(FormattableString.Invariant(
            $"Share of the way from chance to the oracle: {(complete - 0.5) / (oracle - 0.5):F2}"));
    }

    /// <summary>C-indices of held-out patients, and whether a fresh process gave the same scores.</summary>
    private sealed record Result(double Oracle, double Complete, double GenomicsOnly, double PathologyOnly, bool IsSame);
}
