using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>What a genomic featurizer is saved with, beside its weights.</summary>
/// <param name="GenomicColumnNames">One column per genomic group.</param>
/// <param name="TokensColumnName">Column of the tokens.</param>
/// <param name="FeaturesColumnName">Column of the flat vector.</param>
/// <param name="RiskColumnName">Column of the network's own risk; null for none.</param>
/// <param name="Supervision">What the head predicts.</param>
/// <param name="Network">Shape of the network.</param>
internal sealed record GenomicFeaturizerSettings(
    string[] GenomicColumnNames,
    string TokensColumnName,
    string FeaturesColumnName,
    string? RiskColumnName,
    GenomicSupervision Supervision,
    GenomicNetworkConfiguration Network);
