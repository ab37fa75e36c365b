using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>A named set of genes that a network encodes together, such as the oncogenes.</summary>
public sealed class GeneGroup
{
    /// <summary>Creates a group.</summary>
    /// <param name="name">The group's name, not blank.</param>
    /// <param name="genes">Gene symbols without suffix, such as TP53; at least one. A gene given twice counts once.</param>
    /// <exception cref="ArgumentException">The name or a gene breaks the rule of <see cref="Identifier"/>, or there is no gene.</exception>
    public GeneGroup(string name, IEnumerable<string> genes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(genes);
        Name = Checked(name, nameof(name));
        string[] given = [.. genes.Select(gene => Checked(gene, nameof(genes)))];
        Genes = [.. given.Distinct(StringComparer.Ordinal)];
        RepeatedGenes = [.. given.GroupBy(gene => gene, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key)];
        if (Genes.Count == 0) throw new ArgumentException($"Gene group '{name}' has no gene.", nameof(genes));
    }

    /// <summary>The group's name.</summary>
    public string Name { get; }

    /// <summary>Distinct gene symbols in the order given.</summary>
    public IReadOnlyList<string> Genes { get; }

    /// <summary>Genes that were given more than once.</summary>
    public IReadOnlyList<string> RepeatedGenes { get; }

    private static string Checked(string text, string argument) => Identifier.TryRead(text, out var name, out var problem)
        ? name
        : throw new ArgumentException($"'{Identifier.Shown(text ?? "")}' names no gene or gene group: it {problem}.", argument);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Genes.Count} genes)";
}
