
namespace AdaMHF.Benchmark;

/// <summary>One gene group missing after the other.</summary>
internal static class GeneGroupTable
{
    public static ReportTable Of(ReportData data)
    {
        var rows = data.Rows
            .Where(row => row.Training == TrainingData.Complete && BenchmarkSystems.Of(row.System).Change is null).ToArray();
        string[] groups = [.. rows.Select(row => new Condition(row.Condition).Group).OfType<string>().Distinct()];
        return new(
            "gene-groups", "C-index with a gene group missing",
            "The models of Table I, whose held-out patients lack every gene of one group: these stand at their training means, in other "
            + "groups that share them too. In the small print the difference to the complete prediction.",
            ["system", "cohort", "complete", .. groups],
            [
                .. from system in data.Systems
                   from cohort in data.Plan.Cohorts
                   let own = rows.Where(row => row.System == system.Key && row.Cohort == cohort.Name)
                       .ToDictionary(row => row.Condition)
                   where own.Keys.Any(condition => new Condition(condition).Group is not null)
                   select (IReadOnlyList<TableCell>)
                   [
                       system.Name, cohort.Name, TableCell.Of(own.GetValueOrDefault(Condition.Complete.Name)),
                       .. groups.Select(name => WithDifference(own.GetValueOrDefault(Condition.GroupMissing(name).Name))),
                   ],
            ]);
    }

    private static TableCell WithDifference(ReportRow? row)
    {
        var cell = TableCell.Of(row);
        return row is null ? cell : cell with { Small = $"{Numbers.Difference(row.Difference)}; {cell.Small}" };
    }
}
