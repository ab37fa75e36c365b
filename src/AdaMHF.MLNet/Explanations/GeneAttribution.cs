namespace AdaMHF.MLNet;

/// <summary>Integrated gradient of one gene.</summary>
/// <param name="Group">Column of its genomic group.</param>
/// <param name="Gene">Slot name of the gene; its number in the group, from 0, where the column has no names.</param>
/// <param name="Value">The patient's value as the network reads it.</param>
/// <param name="Attribution">How much it raises the risk; negative where it lowers it.</param>
public sealed record GeneAttribution(string Group, string Gene, double Value, double Attribution);
