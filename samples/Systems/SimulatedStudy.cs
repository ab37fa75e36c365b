using System.Diagnostics;
using AdaMHF.MLNet;
using AdaMHF.Simulation;
using Microsoft.ML;

namespace Systems;

/// <summary>Trains every system on the same simulated cohorts and judges it on their held-out patients.</summary>
internal static class SimulatedStudy
{
    // Variance of the log hazard that the ridge expects before it has seen the data.
    private const double PriorVariance = 0.3;

    public static int Run(SimulationPreset size, int[] seeds, SurvivalSystem[] systems, TrainingPlan plan)
    {
        var (oracle, cox) = (new SimulatedResult("true risk", Modalities.Both), new SimulatedResult("Cox, ridge, all genes", Modalities.Genomics));
        var fusion = new SimulatedResult("late fusion: Cox + AttnMIL", Modalities.Both);
        var results = systems.ToDictionary(system => system, system => new SimulatedResult(system.Name, system.Reads));
        foreach (var seed in seeds)
        {
            var folder = Directory.CreateTempSubdirectory("adamhf-systems-");
            try
            {
                var study = SimulatedSplit.Create(SimulatedCohort.Create(size, worldSeed: 0, cohortSeed: seed), folder.FullName);
                oracle.Complete.Add(seed, study.Test, study.TrueRisks);
                var coxRisks = Cox(study);
                cox.Complete.Add(seed, study.Test, coxRisks);
                foreach (var system in systems)
                {
                    var risks = Train(study, system, plan with { Seed = seed }, results[system], seed);
                    if (system.Key == "attnmil") fusion.Complete.Add(seed, study.Test, [.. Standardised(coxRisks).Zip(Standardised(risks), (a, b) => a + b)]);
                }
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
        Print([.. results.Values, cox, .. results.Keys.Any(system => system.Key == "attnmil") ? [fusion] : Array.Empty<SimulatedResult>(), oracle]);
        return 0;
    }

    private static double[] Train(SimulatedSplit study, SurvivalSystem system, TrainingPlan plan, SimulatedResult result, int seed)
    {
        var (ml, clock) = (study.ML, Stopwatch.StartNew());
        using var model = ml.Transforms.LoadWsiBags("Bag", "SlideIds", study.Files.Bags)
            .Append(ml.Transforms.GroupGenomics(study.Cohort.GeneGroups))
            .Append(system.Trainer(ml.Survival.Trainers, plan))
            .Fit(study.Train);
        result.Seconds += clock.Elapsed.TotalSeconds;
        result.Parameters = model.LastTransformer.ParameterCount;
        var risks = HeldOutRisks.RisksOf(model.Transform(study.Test));
        result.Complete.Add(seed, study.Test, risks);
        if (system.Reads == Modalities.Both)
        {
            result.GenomicsMissing.Add(seed, model.Transform(ml.Survival.WithMissing(study.Test, "Genes")));
            result.PathologyMissing.Add(seed, model.Transform(ml.Survival.WithMissing(study.Test, "SlideIds")));
        }
        Console.Error.WriteLine(FormattableString.Invariant($"seed {seed}, {system.Name}: so far {HeldOutRisks.Text(result.Complete.Concordance)}, {result.Seconds:F0} s"));
        return risks;
    }

    private static double[] Cox(SimulatedSplit study)
    {
        var genes = study.Cohort.GeneColumns;
        using var model = study.ML.Transforms.GroupGenomics(GeneGroups.OfAllGenes(genes))
            .Append(study.ML.Survival.Trainers.CoxProportionalHazards(featureColumnName: "AllGenes", ridge: genes.Count / PriorVariance))
            .Fit(study.Train);
        return HeldOutRisks.RisksOf(model.Transform(study.Test));
    }

    private static double[] Standardised(double[] risks)
    {
        var mean = risks.Average();
        var deviation = Math.Sqrt(risks.Average(risk => (risk - mean) * (risk - mean)));
        return Array.ConvertAll(risks, risk => (risk - mean) / deviation);
    }

    private static void Print(SimulatedResult[] results)
    {
        var table = MarkdownTable.Create(
            "system", "reads", "C, complete", "(C - 0.5) / SE", "C, genomics missing", "C, pathology missing", "events", "comparable pairs", "parameters", "training, s");
        foreach (var result in results) result.AddTo(table);
        MarkdownTable.Print(table);
    }
}
