
using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>Divides a plan into units.</summary>
public static class WorkUnits
{
    /// <summary>
    /// Every unit of a plan, in the order in which they are worked on: a fold of all systems after the other, so that an unfinished run can
    /// be compared.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="PlanException">The plan names a system that there is not.</exception>
    public static IReadOnlyList<WorkUnit> Of(BenchmarkPlan plan) =>
    [
        .. from cohort in plan.Cohorts
           from seed in plan.Seeds
           from fold in plan.Folds
           from training in plan.Training
           from key in plan.Systems.Distinct()
           let system = BenchmarkSystems.Of(key)
           where CanTrain(system, cohort, training) && plan.SeedsOf(system).Contains(seed)
           select new WorkUnit(cohort.Name, key, training, seed, fold),
    ];

    /// <summary>Whether a system finds what it is trained on.</summary>
    internal static bool CanTrain(BenchmarkSystem system, CohortPlan cohort, string training)
    {
        if (system.KnowsTruth)
            return cohort.Simulated is not null && (cohort.Clinic || !system.ReadsClinic) && training == TrainingData.Complete;
        var there = (cohort.HasBags && training != TrainingData.WithoutPathology ? SurvivalModalities.Pathology : SurvivalModalities.None)
            | (training != TrainingData.WithoutGenomics ? SurvivalModalities.Genomics : SurvivalModalities.None);
        if (system.ReadsClinic && cohort.Clinical is not { Count: > 0 }) return false;
        if (system.Modalities == SurvivalModalities.None) return training == TrainingData.Complete;
        // A late fusion without one of its two parts is the other part, which has a row of its own.
        return system.NeedsAll ? (system.Modalities & there) == system.Modalities : (system.Modalities & there) != 0;
    }

    /// <summary>The conditions in which a model of the unit says something of its own.</summary>
    internal static IReadOnlyList<Condition> ConditionsOf(WorkUnit unit, BenchmarkPlan plan, IReadOnlyList<string> geneGroups)
    {
        var cohort = plan.Cohort(unit.Cohort);
        var system = BenchmarkSystems.Of(unit.System);
        if (system.KnowsTruth) return [Condition.Complete];
        var genomics = system.Modalities.HasFlag(SurvivalModalities.Genomics) && unit.Training != TrainingData.WithoutGenomics;
        var pathology = system.Modalities.HasFlag(SurvivalModalities.Pathology) && cohort.HasBags
            && unit.Training != TrainingData.WithoutPathology;
        return [.. plan.Conditions.SelectMany(Expand).Distinct()];

        IEnumerable<Condition> Expand(string text) => text switch
        {
            "complete" => [Condition.Complete],
            "genomics-missing" => genomics && pathology ? [Condition.GenomicsMissing] : [],
            "pathology-missing" => genomics && pathology ? [Condition.PathologyMissing] : [],
            Condition.EachGroup => genomics ? geneGroups.Select(Condition.GroupMissing) : [],
            _ when new Condition(text).Group is { } group => genomics && geneGroups.Contains(group) ? [new Condition(text)] : [],
            _ => genomics && pathology ? [new Condition(text)] : [],
        };
    }
}
