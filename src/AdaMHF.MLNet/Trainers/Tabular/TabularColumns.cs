namespace AdaMHF.MLNet;

/// <summary>The features that a model reads; saved with it.</summary>
/// <param name="FeatureColumnName">Vector column of Single.</param>
/// <param name="FeatureCount">Its size.</param>
/// <param name="UsedSlots">Slots with a coefficient, in order.</param>
internal sealed record TabularColumns(string FeatureColumnName, int FeatureCount, int[] UsedSlots);
