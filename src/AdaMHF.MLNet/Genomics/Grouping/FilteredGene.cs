namespace AdaMHF.MLNet;

/// <summary>A gene column that a filter removed.</summary>
/// <param name="Column">Name of the column, such as TP53_mut.</param>
/// <param name="Filter">The first filter that the column did not pass.</param>
/// <param name="Value">Its variance, mutation frequency or adjusted p-value in the training rows.</param>
public sealed record FilteredGene(string Column, GenomicFilter Filter, double Value);
