using AdaMHF.Networks;
using AdaMHF.PatchBags;

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
    GenomicNetworkConfiguration Network)
{
    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check()
    {
        Network.Validated();
        OptionCheck.Require(
            Network.GroupSizes.Count <= ModelZipScope.Limits.GenomicGroups,
            nameof(Network.GroupSizes),
            $"{Network.GroupSizes.Count:N0} groups",
            $"at most {ModelZipScope.Limits.GenomicGroups:N0} ({nameof(FileLimits)}.{nameof(FileLimits.GenomicGroups)})");
        StoredNumbers.RequireLength(GenomicColumnNames.Length, Network.GroupSizes.Count, nameof(GenomicColumnNames));
        OptionCheck.Require(TokensColumnName.Length > 0, nameof(TokensColumnName), "empty", "a name");
        OptionCheck.Require(FeaturesColumnName.Length > 0, nameof(FeaturesColumnName), "empty", "a name");
        OptionCheck.Require(
            Supervision != GenomicSupervision.Cox || Network.Outputs == 1, nameof(Network.Outputs), Network.Outputs, "1 for Cox's loss");
    }
}
