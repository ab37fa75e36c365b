namespace AdaMHF.MLNet;

/// <summary>Which features a model reads; saved with it.</summary>
/// <param name="FeatureColumnName">Vector column of Single.</param>
/// <param name="FeatureCount">Its size.</param>
/// <param name="UsedSlots">The slots that the model uses, one per coefficient.</param>
internal sealed record TabularColumns(string FeatureColumnName, int FeatureCount, int[] UsedSlots);
