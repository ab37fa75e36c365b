namespace AdaMHF.Reports;

/// <summary>The expert that ran in one gated layer.</summary>
/// <param name="Layer">Name of the layer, such as <c>genomics, fusion, layer 0</c>.</param>
/// <param name="Expert">The expert, from 1.</param>
/// <param name="Probability">Probability that the gate gave it, 0 to 1.</param>
public sealed record ExpertChoice(string Layer, int Expert, double Probability);
