using System.Globalization;
using AdaMHF.MLNet;
using AdaMHF.Simulation;
using Microsoft.ML;

namespace Defaults;

/// <summary>Trains the variants on each cohort and prints what they reach on its held-out patients.</summary>
internal static class Study
{
    // Variance of the log hazard that the ridge expects before it has seen the data.
    private const double PriorVariance = 0.3;

    public static void Run(string preset, int[] seeds, string[] names, bool genomicsOnly, FileInfo? curves)
    {
        Console.WriteLine("variant, seed: complete | pathology missing | genomics missing | ridge Cox | ridge Cox on the genes as the network sees them | true risk | seconds");
        var results = names.ToDictionary(name => name, _ => new List<Reached>());
        foreach (var seed in seeds)
        {
            var folder = Directory.CreateTempSubdirectory("adamhf-defaults-");
            try
            {
                var size = preset == "quick" ? SimulationPreset.Quick : SimulationPreset.Standard;
                RunSeed(SimulatedCohort.Create(size, worldSeed: 0, cohortSeed: seed), folder.FullName, names, genomicsOnly, curves, (name, reached) => results[name].Add(reached));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
        foreach (var (name, reached) in results) Summarise(name, reached);
    }

    private static void RunSeed(SimulatedCohort truth, string folder, string[] names, bool genomicsOnly, FileInfo? curves, Action<string, Reached> add)
    {
        var files = truth.WriteTo(folder);
        var ml = new MLContext(truth.CohortSeed);
        var cohort = ml.Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = GeneGroups.FromCsv(files.Signatures) });
        var division = SurvivalSplit.FromCsv(files.HoldOutSplit);
        var split = cohort.Split(division);
        var oracle = truth.OracleConcordance(truth.Patients.Where(patient => division.Validation.Contains(patient.CaseId))).ConcordanceIndex;
        double Cox(double shrinkageFactor) => CoxOfGroups(ml, cohort.GeneGroups, shrinkageFactor, split.TrainSet, split.TestSet);
        var cox = Cox(shrinkageFactor: 1);
        foreach (var name in names)
        {
            var start = DateTime.UtcNow;
            var variant = Variant.All.Single(variant => variant.Name == name);
            string[] lacking = genomicsOnly ? ["SlideIds"] : [];
            using var model = ml.Transforms.LoadWsiBags("Bag", "SlideIds", files.Bags)
                .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups, new GenomicGroupingOptions { ShrinkageFactor = variant.ShrinkageFactor }))
                .Append(ml.Survival.Trainers.AdaMhf(variant.Options))
                .Fit(ml.Survival.WithMissing(split.TrainSet, lacking));
            SurvivalMetrics Judge(params string[] missing) => ml.Survival.Evaluate(model.Transform(ml.Survival.WithMissing(split.TestSet, missing)));
            var complete = Judge(lacking);
            var reached = genomicsOnly
                ? new Reached(complete, complete, complete, cox, Cox(variant.ShrinkageFactor), oracle)
                : new Reached(complete, Judge("SlideIds"), Judge("Genes"), cox, Cox(variant.ShrinkageFactor), oracle);
            add(name, reached);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, seed {truth.CohortSeed}: {reached} | {(DateTime.UtcNow - start).TotalSeconds:F0}"));
            if (curves is not null) Append(curves, name, truth.CohortSeed, model.LastTransformer.Training.Curve);
        }
    }

    private static double CoxOfGroups(MLContext ml, GeneGroups groups, double shrinkageFactor, IDataView train, IDataView test)
    {
        string[] columns = [.. groups.Select(group => group.Name)];
        var grouping = ml.Transforms.GroupGenomics(groups, new GenomicGroupingOptions { ShrinkageFactor = shrinkageFactor }).Fit(train);
        var genes = grouping.GroupColumns.Sum(group => group.Count);
        return ml.Survival.Evaluate(
            ml.Transforms.Concatenate("AllGenes", columns).Append(ml.Survival.Trainers.CoxProportionalHazards(featureColumnName: "AllGenes", ridge: genes / PriorVariance))
                .Fit(grouping.Transform(train)).Transform(grouping.Transform(test))).ConcordanceIndex;
    }

    private static void Append(FileInfo file, string name, int seed, IReadOnlyList<TrainingEpoch> curve)
    {
        file.Directory!.Create();
        var head = file.Exists ? Array.Empty<string>() : ["variant,seed,epoch,learning_rate,loss,inner_loss,inner_concordance,inner_pairs"];
        File.AppendAllLines(file.FullName, [.. head, .. curve.Select(epoch => string.Create(
            CultureInfo.InvariantCulture,
            $"{name},{seed},{epoch.Epoch},{epoch.LearningRate:G4},{epoch.Loss:F4},{epoch.ValidationLoss:F4},{epoch.ValidationConcordanceIndex:F4},{epoch.ValidationComparablePairs}"))]);
        file.Refresh();
    }

    private static void Summarise(string name, List<Reached> reached)
    {
        double Mean(Func<Reached, double> value) => reached.Average(value);
        var (complete, genomics, pathology, oracle) = (
            Mean(r => r.Complete.ConcordanceIndex), Mean(r => r.GenomicsOnly.ConcordanceIndex), Mean(r => r.PathologyOnly.ConcordanceIndex), Mean(r => r.Oracle));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, mean of {reached.Count}: complete {complete:F3}, {complete - Math.Max(genomics, pathology):+0.000;-0.000} to the better of genomics only {genomics:F3} and pathology only {pathology:F3}, "
            + $"{complete - Mean(r => r.Cox):+0.000;-0.000} to ridge Cox {Mean(r => r.Cox):F3}, {complete - Mean(r => r.CoxOfShared):+0.000;-0.000} to {Mean(r => r.CoxOfShared):F3} on the genes as the network sees them; {(complete - 0.5) / (oracle - 0.5):F2} of the way to the true risk {oracle:F3}"));
    }
}
