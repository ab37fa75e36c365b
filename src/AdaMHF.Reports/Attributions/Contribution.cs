namespace AdaMHF.Reports;

/// <summary>What one part of a patient's data adds to a prediction.</summary>
/// <param name="Name">The part: a modality, a group of genes, a clinical column.</param>
/// <param name="Value">What it adds, in the unit of the prediction; below 0 where it lowers it.</param>
public sealed record Contribution(string Name, double Value);
