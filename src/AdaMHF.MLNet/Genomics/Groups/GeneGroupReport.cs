using System.Globalization;
using System.Text;
using Microsoft.Data.Analysis;

namespace AdaMHF.MLNet;

/// <summary>How well a table covers gene groups. Created by <see cref="GeneGroups.Report"/>.</summary>
public sealed class GeneGroupReport
{
    internal GeneGroupReport(GeneGroups groups, string[] columns)
    {
        var available = columns.ToHashSet(StringComparer.Ordinal);
        var groupsOf = groups.SelectMany(group => group.Genes.Select(gene => (gene, group.Name)))
            .ToLookup(pair => pair.gene, pair => pair.Name, StringComparer.Ordinal);
        Groups = [.. groups.Zip(
            groups.ColumnsIn(available),
            (group, found) => new GeneGroupCoverage(group, found, groups.Suffixes, available, groupsOf))];
        GenesNotFound = [.. Groups.SelectMany(group => group.GenesNotFound).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        RepeatedColumns =
        [
            .. columns.GroupBy(column => column, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key),
        ];
        var grouped = Groups.SelectMany(group => group.Columns).ToHashSet(StringComparer.Ordinal);
        GroupedColumns = grouped.Count;
        UngroupedColumns =
        [
            .. columns.Distinct(StringComparer.Ordinal)
                .Where(column => !grouped.Contains(column) && GeneGroups.SuffixOf(column, groups.Suffixes) is not null),
        ];
        Overlaps =
        [
            .. from first in Enumerable.Range(0, Groups.Count)
               from second in Enumerable.Range(first + 1, Groups.Count - first - 1)
               let shared = SharedGenes(Groups[first], Groups[second])
               where shared.Length > 0
               select new GeneGroupOverlap(Groups[first].Name, Groups[second].Name, shared),
        ];

        static string[] SharedGenes(GeneGroupCoverage first, GeneGroupCoverage second) =>
            [.. first.Genes.Intersect(second.Genes, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Coverage of each group, in the order of the groups.</summary>
    public IReadOnlyList<GeneGroupCoverage> Groups { get; }

    /// <summary>Genes of any group for which the table has no column, in ordinal order.</summary>
    public IReadOnlyList<string> GenesNotFound { get; }

    /// <summary>
    /// Names of the groups without a column, which <see cref="GenomicGroupingOptions.EmptyGroups"/> refuses or leaves out.
    /// </summary>
    public IReadOnlyList<string> EmptyGroups => [.. Groups.Where(group => group.Columns.Count == 0).Select(group => group.Name)];

    /// <summary>Pairs of groups that share genes. Sharing is allowed; a shared gene counts in each group.</summary>
    public IReadOnlyList<GeneGroupOverlap> Overlaps { get; }

    /// <summary>Column names that the table has more than once.</summary>
    public IReadOnlyList<string> RepeatedColumns { get; }

    /// <summary>Number of distinct columns that belong to at least one group.</summary>
    public int GroupedColumns { get; }

    /// <summary>Columns with a gene suffix that belong to no group.</summary>
    public IReadOnlyList<string> UngroupedColumns { get; }

    /// <summary>One row per group: Group, Genes, GenesFound, GenesNotFound, RepeatedGenes, SharedGenes, Columns.</summary>
    public DataFrame ToDataFrame() => new(
        new StringDataFrameColumn("Group", Groups.Select(group => group.Name)),
        Counts("Genes", group => group.Genes.Count),
        Counts("GenesFound", group => group.GenesFound.Count),
        Counts("GenesNotFound", group => group.GenesNotFound.Count),
        Counts("RepeatedGenes", group => group.RepeatedGenes.Count),
        Counts("SharedGenes", group => group.SharedGenes.Count),
        Counts("Columns", group => group.Columns.Count));

    /// <summary>One row per group and gene: Group, Gene, Columns (how many the table has), Repeated, Shared.</summary>
    public DataFrame GenesToDataFrame()
    {
        var rows = Groups.SelectMany(group => group.Genes.Select(gene => (group, gene))).ToArray();
        return new DataFrame(
            new StringDataFrameColumn("Group", rows.Select(row => row.group.Name)),
            new StringDataFrameColumn("Gene", rows.Select(row => row.gene)),
            new Int32DataFrameColumn("Columns", rows.Select(row => row.group.ColumnsOf(row.gene).Count)),
            new BooleanDataFrameColumn("Repeated", rows.Select(row => row.group.RepeatedGenes.Contains(row.gene))),
            new BooleanDataFrameColumn("Shared", rows.Select(row => row.group.SharedGenes.Contains(row.gene))));
    }

    /// <summary>One line per group and one for what is left over.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var group in Groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"{group.Name}: {group.Columns.Count} columns of {group.GenesFound.Count} genes, ")
                .Append(CultureInfo.InvariantCulture, $"{group.GenesNotFound.Count} genes not found, ")
                .Append(CultureInfo.InvariantCulture, $"{group.RepeatedGenes.Count} given twice, {group.SharedGenes.Count} shared")
                .AppendLine();
        }
        text.Append(CultureInfo.InvariantCulture, $"{GroupedColumns} columns in any group, {UngroupedColumns.Count} gene columns in none");
        return text.ToString();
    }

    private Int32DataFrameColumn Counts(string name, Func<GeneGroupCoverage, int> count) => new(name, Groups.Select(count));
}
