using AdaMHF.Networks;

namespace AdaMHF.Benchmark;

/// <summary>Table IV: what AdaMHF's parts cost, and what the systems of this run took.</summary>
internal static class CostTable
{
    private const int Patches = 2048;

    // LUAD's groups in the table of expression and copy numbers.
    private static readonly int[] Groups = [89, 334, 534, 471, 1510, 482];

    private static readonly AdaMhfAblation[] Off =
        [AdaMhfAblation.NoTokenSelection, AdaMhfAblation.AllExperts, AdaMhfAblation.OuterProduct];

    // The same in every report, and twelve networks of the published size have to run for them.
    private static readonly Lazy<List<IReadOnlyList<TableCell>>> LinesOfParts = new(Lines);

    /// <summary>ATSA, PREE and low-rank fusion on and off.</summary>
    public static ReportTable OfParts() => new(
        "table-4", "Table IV: cost of AdaMHF with parts on and off",
        $"The published network. Multiply-adds of one prediction, attention products included, {Patches} patches of width 1024 and LUAD's "
        + $"gene groups ({string.Join(", ", Groups)}); selection lets through as much as it may. Off means: "
        + $"{string.Join("; ", Off.Select(part => part.Name))}. Ours: PREE off as a {AdaMhfAblation.MixtureOfExperts.Name}. The published "
        + "reduction to 12 % does not follow from the described order of the parts, since two full-length PREEs come before ATSA.",
        ["ATSA", "PREE", "LMF", "operations", "of all off", "parameters", "ours", "published"],
        LinesOfParts.Value);

    /// <summary>What the systems took.</summary>
    public static ReportTable OfSystems(ReportData data) => new(
        "cost", "Cost of the systems in this run",
        "Means over the units of Table I. Operations: multiply-adds of one prediction at the median number of patches, where they are "
        + "counted. Times are wall-clock on a machine that may have done other things too.",
        ["system", "cohort", "parameters", "operations", "training", "prediction of one patient", "peak memory of the process"],
        [
            .. from cohort in data.Plan.Cohorts
               from system in data.Systems.Where(system => !system.KnowsTruth)
               let units = data.UnitsOf(cohort.Name, system.Key)
               where units.Count > 0
               select (IReadOnlyList<TableCell>)
               [
                   system.Name, cohort.Name,
                   units[0].Manifest.Parameters == 0 ? "not counted" : Numbers.Count((long)units.Average(unit => unit.Manifest.Parameters)),
                   Operations(units[0].Manifest),
                   Timing(units, timing => timing.TrainingSeconds, seconds => Numbers.Text($"{seconds:F1} s")),
                   Timing(units, timing => timing.MillisecondsPerPatient, milliseconds => Numbers.Text($"{milliseconds:F1} ms")),
                   Timing(units, timing => timing.PeakMemoryBytes, bytes => Numbers.Text($"{bytes / 1048576:N0} MiB")),
               ],
        ]);

    private static List<IReadOnlyList<TableCell>> Lines()
    {
        var whole = AdaMhfPreset.Luad.Network with { GenomicGroupSizes = Groups };
        var combinations = Enumerable.Range(0, 8)
            .Select(on => Enumerable.Range(0, Off.Length).Select(part => (on >> part & 1) == 1).ToArray())
            .OrderBy(on => on.Count(isOn => isOn)).ToArray();
        NetworkCost Cost(bool[] on, Func<AdaMhfAblation, AdaMhfAblation> reading) => CostCounter.Of(
            Off.Where((_, part) => !on[part]).Aggregate(whole, (left, part) => reading(part).Apply(left)), Patches);
        var costs = combinations.Select(on => Cost(on, part => part)).ToArray();
        var ours = combinations
            .Select(on => on[1] ? null : Cost(on, part => part == AdaMhfAblation.AllExperts ? AdaMhfAblation.MixtureOfExperts : part))
            .ToArray();
        return
        [
            .. combinations.Zip(costs, ours).Select(line => (IReadOnlyList<TableCell>)
            [
                .. line.First.Select(isOn => (TableCell)(isOn ? "on" : "off")), Giga(line.Second),
                Numbers.Text($"{100.0 * line.Second.Operations / costs[0].Operations:F0} %"), Numbers.Count(line.Second.Parameters),
                line.Third is { } other ? Giga(other) : "",
                line.First.Count(isOn => isOn) switch { 0 => "21.44 G", 2 => "one of 7.63, 11.28, 13.80 G", 3 => "2.51 G", _ => "—" },
            ]),
        ];
    }

    private static string Giga(NetworkCost cost) => Numbers.Text($"{cost.Operations / 1e9:F2} G");

    private static TableCell Operations(UnitManifest manifest) => manifest.Operations is { } operations
        ? new TableCell(Numbers.Text($"{operations / 1e6:F1} M"), Numbers.Text($"at {manifest.OperationsAtPatches} patches"))
        : "not counted";

    private static string Timing(IReadOnlyList<UnitResult> units, Func<UnitTiming, double> value, Func<double, string> text)
    {
        double[] known = [.. units.Select(unit => unit.Timing).OfType<UnitTiming>().Select(value)];
        return known.Length == 0 ? "left out" : text(known.Average());
    }
}
