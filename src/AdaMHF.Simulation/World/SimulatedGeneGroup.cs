namespace AdaMHF.Simulation;

/// <summary>A functional group of genes.</summary>
/// <param name="Name">The group's name, as in the field's signature tables.</param>
/// <param name="Genes">Gene names; the table's columns add <c>_rnaseq</c>.</param>
public sealed record SimulatedGeneGroup(string Name, IReadOnlyList<string> Genes);
