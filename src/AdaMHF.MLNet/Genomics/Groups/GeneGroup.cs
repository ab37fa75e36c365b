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
        : this((Checked(name, nameof(name)), CheckedGenes(name, genes)))
    {
    }

    private GeneGroup((string Name, IReadOnlyList<string> Genes) known)
    {
        var (distinct, repeated) = (new OrderedDictionary<string, int>(StringComparer.Ordinal), new List<string>());
        foreach (var gene in known.Genes)
        {
            if (!distinct.TryAdd(gene, 1) && distinct[gene]++ == 1) repeated.Add(gene);
        }
        (Name, Genes, RepeatedGenes) = (known.Name, [.. distinct.Keys], repeated);
    }

    /// <summary>The group's name.</summary>
    public string Name { get; }

    /// <summary>Distinct gene symbols in the order given.</summary>
    public IReadOnlyList<string> Genes { get; }

    /// <summary>Genes that were given more than once.</summary>
    public IReadOnlyList<string> RepeatedGenes { get; }

    /// <summary>A group of names that follow the rule already.</summary>
    internal static GeneGroup OfCheckedNames(string name, IReadOnlyList<string> genes) => new((name, genes));

    private static string[] CheckedGenes(string name, IEnumerable<string> genes)
    {
        ArgumentNullException.ThrowIfNull(genes);
        string[] names = [.. genes.Select(gene => Checked(gene, nameof(genes)))];
        return names.Length > 0 ? names : throw new ArgumentException($"Gene group '{name}' has no gene.", nameof(genes));
    }

    private static string Checked(string text, string argument) => Identifier.TryRead(text, out var name, out var problem)
        ? name
        : throw new ArgumentException($"'{Identifier.Shown(text ?? "")}' names no gene or gene group: it {problem}.", argument);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Genes.Count} genes)";
}
