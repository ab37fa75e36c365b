
using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>All units of a result folder, and the rows of the tables computed from their predictions.</summary>
internal sealed class ReportData
{
    private readonly Dictionary<(string Cohort, string System, string Training), UnitResult[]> _groups;

    private ReportData(BenchmarkPlan plan, IReadOnlyList<UnitResult> units, IReadOnlyList<WorkUnit> absent)
    {
        Plan = plan;
        Units = units;
        Absent = absent;
        _groups = units.GroupBy(unit => (unit.Manifest.Unit.Cohort, unit.Manifest.Unit.System, unit.Manifest.Unit.Training))
            .ToDictionary(group => group.Key, group => group.ToArray());
        Rows = [.. _groups.SelectMany(
            group => RowsOf(group.Key.Cohort, BenchmarkSystems.Of(group.Key.System), group.Key.Training, group.Value))];
    }

    public BenchmarkPlan Plan { get; }

    public IReadOnlyList<UnitResult> Units { get; }

    /// <summary>Units of the plan that have no result.</summary>
    public IReadOnlyList<WorkUnit> Absent { get; }

    public IReadOnlyList<ReportRow> Rows { get; }

    /// <summary>Systems with a result, in the registry's order, without changed ones.</summary>
    public IEnumerable<BenchmarkSystem> Systems =>
        BenchmarkSystems.All.Where(system => system.Change is null && Units.Any(unit => unit.Manifest.Unit.System == system.Key));

    /// <summary>Reads every unit and checks that its predictions give the numbers of its manifest.</summary>
    /// <param name="folder">Results.</param>
    /// <param name="withTimings">Whether to look at durations and memory, which differ from run to run.</param>
    /// <exception cref="InvalidDataException">A file was changed.</exception>
    public static ReportData Read(ResultFolder folder, bool withTimings)
    {
        var planned = WorkUnits.Of(folder.Plan);
        UnitResult[] units = [.. planned.Where(folder.Exists).Select(unit => Checked(folder.Read(unit), folder.FolderOf(unit)))];
        UnitResult[] shown = withTimings ? units : Array.ConvertAll(units, unit => unit with { Timing = null });
        return new(folder.Plan, shown, [.. planned.Where(unit => !folder.Exists(unit))]);
    }

    public IReadOnlyList<UnitResult> UnitsOf(string cohort, string system, string training = TrainingData.Complete) =>
        _groups.GetValueOrDefault((cohort, system, training)) ?? [];

    private static UnitResult Checked(UnitResult unit, string folder)
    {
        foreach (var said in unit.Manifest.Results)
        {
            var found = ConditionResult.Of(said.Condition, unit.Predictions.Where(prediction => prediction.Condition == said.Condition));
            if (found != said)
            {
                throw new InvalidDataException(
                    $"'{folder}': the predictions give {found}, the manifest says {said}. One of the files was changed; remove the folder "
                    + "and run the unit again.");
            }
        }
        return unit;
    }

    private IEnumerable<ReportRow> RowsOf(string cohort, BenchmarkSystem system, string training, UnitResult[] units)
    {
        var preset = Plan.Cohort(cohort).Preset;
        var complete = new ConcordanceSummary(units, Condition.Complete.Name);
        var reference = new ConcordanceSummary(UnitsOf(cohort, SurvivalSystems.AdaMhf, training), Condition.Complete.Name).Mean;
        foreach (var condition in units.SelectMany(unit => unit.Manifest.Results.Select(result => result.Condition)).Distinct())
        {
            var summary = condition == Condition.Complete.Name ? complete : new ConcordanceSummary(units, condition);
            var isComplete = condition == Condition.Complete.Name;
            yield return new()
            {
                Table = (system.Change, isComplete
                    && training == TrainingData.Complete) switch
                { (not null, _) => "III", (_, true) => "I", _ => "II" },
                Cohort = cohort,
                System = system.Key,
                SystemName = system.Name,
                Training = training,
                Condition = condition,
                ConcordanceIndex = summary.Mean,
                LowerBound = summary.LowerBound,
                UpperBound = summary.UpperBound,
                StandardDeviation = summary.Deviation,
                Folds = summary.PerFold.Count,
                Seeds = summary.Seeds,
                Patients = summary.Patients,
                Events = summary.Events,
                ComparablePairs = summary.ComparablePairs,
                Difference = system.Change is not null ? summary.Mean - reference : isComplete ? double.NaN : summary.Mean - complete.Mean,
                BestEpoch = isComplete && units.All(unit => unit.Manifest.BestEpochConcordance is not null)
                    ? units.Average(unit => unit.Manifest.BestEpochConcordance!.Value)
                    : null,
                Published = system.Change is { } change
                    ? PublishedValues.OfAblation(change)
                    : PublishedValues.Of(
                        system.Key, preset, PublishedCondition(condition, training, system.Modalities, Plan.Cohort(cohort).HasBags)),
            };
        }
    }

    /// <summary>
    /// A model that never saw a modality is predicted without it: the nearest published figure is the prediction without it.
    /// </summary>
    private static string PublishedCondition(string condition, string training, SurvivalModalities uses, bool hasBags)
    {
        if (condition != Condition.Complete.Name || uses != SurvivalModalities.Both) return condition;
        if (training == TrainingData.WithoutPathology || !hasBags) return Condition.PathologyMissing.Name;
        return training == TrainingData.WithoutGenomics ? Condition.GenomicsMissing.Name : condition;
    }
}
