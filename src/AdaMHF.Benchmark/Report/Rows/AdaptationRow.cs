using AdaMHF.Networks;

namespace AdaMHF.Benchmark;

/// <summary>What adapts in one system on one cohort: means over its folds and seeds.</summary>
internal sealed class AdaptationRow
{
    private readonly Adaptation[] _units;

    private AdaptationRow(string cohort, BenchmarkSystem system, Adaptation[] units) => (Cohort, System, _units) = (cohort, system, units);

    public string Cohort { get; }

    public BenchmarkSystem System { get; }

    public int Units => _units.Length;

    /// <summary>Mean number of gates.</summary>
    public double Gates => _units.Average(unit => unit.Gates.Count);

    /// <summary>Mean number of those that send more than 90 % of the held-out patients to one expert.</summary>
    public double CollapsedGates => _units.Average(unit => unit.Gates.Count(gate => gate.HasCollapsed));

    /// <summary>Mean number of those whose experts agree with the subtypes; null where these are not known.</summary>
    public double? GatesThatKnowSubtype =>
        Mean(unit => unit.Gates.All(gate => gate.HolmPValue is null) ? null : unit.Gates.Count(gate => gate.KnowsSubtype));

    /// <summary>Mean over the units of the largest agreement of a gate; null where subtypes are not known.</summary>
    public double? LargestSubtypeInformation => Mean(unit => unit.Gates.Max(gate => gate.SubtypeInformation));

    public double? FrontAuc => Mean(unit => unit.Front?.MeanAuc);

    public double? ShareCorrelation => Mean(unit => unit.Front?.ShareCorrelation);

    /// <summary>The largest p-value of a unit.</summary>
    public double? SharePValue => _units.Max(unit => unit.Front?.PValue);

    /// <summary>One row for each cohort and system that adapts, of models trained on both modalities where both are there.</summary>
    public static IEnumerable<AdaptationRow> All(ReportData data) =>
        from cohort in data.Plan.Cohorts
        from system in BenchmarkSystems.All
        let units = data.UnitsOf(cohort.Name, system.Key).Select(unit => unit.Manifest.Adaptation).OfType<Adaptation>().ToArray()
        where units.Length > 0
        select new AdaptationRow(cohort.Name, system, units);

    public double? ShareInside(Modality modality) => Mean(unit => Of(unit, modality)?.ShareInside);

    public double? MeanSelected(Modality modality) => Mean(unit => Of(unit, modality)?.MeanSelected);

    public double? MeanTokens(Modality modality) => Mean(unit => Of(unit, modality)?.MeanTokens);

    private static TokenAdaptation? Of(Adaptation unit, Modality modality) => unit.Tokens.FirstOrDefault(one => one.Modality == modality);

    // What a unit does not say is in no mean.
    private double? Mean(Func<Adaptation, double?> value) =>
        _units.Select(value).Where(one => one is { } known && !double.IsNaN(known)).Average();
}
