namespace AdaMHF.MLNet;

/// <summary>The genes of one gene group that a table has, and those that it lacks.</summary>
public sealed class GeneGroupCoverage
{
    private readonly ILookup<string, string> _columns;

    internal GeneGroupCoverage(
        GeneGroup group,
        IReadOnlyList<string> columns,
        IReadOnlyList<string> suffixes,
        HashSet<string> available,
        ILookup<string, string> groupsOf)
    {
        Name = group.Name;
        Genes = group.Genes;
        RepeatedGenes = group.RepeatedGenes;
        Columns = columns;
        _columns = group.Genes.SelectMany(gene => suffixes.Select(suffix => (gene, column: gene + suffix)))
            .Where(pair => available.Contains(pair.column))
            .ToLookup(pair => pair.gene, pair => pair.column, StringComparer.Ordinal);
        SharedGenes = [.. group.Genes.Where(gene => groupsOf[gene].Skip(1).Any())];
    }

    /// <summary>The group's name.</summary>
    public string Name { get; }

    /// <summary>All its genes.</summary>
    public IReadOnlyList<string> Genes { get; }

    /// <summary>Its columns in ordinal order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Genes with at least one column.</summary>
    public IReadOnlyList<string> GenesFound => [.. Genes.Where(_columns.Contains)];

    /// <summary>Genes without a column: not measured, or named by another symbol in the table.</summary>
    public IReadOnlyList<string> GenesNotFound => [.. Genes.Where(gene => !_columns.Contains(gene))];

    /// <summary>Genes that the source names more than once; each counts once.</summary>
    public IReadOnlyList<string> RepeatedGenes { get; }

    /// <summary>Genes that other groups have as well.</summary>
    public IReadOnlyList<string> SharedGenes { get; }

    /// <summary>The columns of one of its genes; none when it was not found.</summary>
    public IReadOnlyList<string> ColumnsOf(string gene) => [.. _columns[gene]];

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Columns.Count} columns, {GenesNotFound.Count} of {Genes.Count} genes not found";
}
