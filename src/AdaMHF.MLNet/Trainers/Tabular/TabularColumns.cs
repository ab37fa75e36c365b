namespace AdaMHF.MLNet;

/// <summary>The features that a model reads; saved with it.</summary>
/// <param name="FeatureColumnName">Vector column of Single.</param>
/// <param name="FeatureCount">Its size.</param>
/// <param name="UsedSlots">Slots with a coefficient, in order.</param>
internal sealed record TabularColumns(string FeatureColumnName, int FeatureCount, int[] UsedSlots)
{
    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check()
    {
        OptionCheck.Require(FeatureColumnName.Length > 0, nameof(FeatureColumnName), "empty", "a name");
        OptionCheck.Require(FeatureCount >= 1, nameof(FeatureCount), FeatureCount, "at least 1");
        var before = -1;
        foreach (var slot in UsedSlots)
        {
            OptionCheck.Require(
                slot > before && slot < FeatureCount, nameof(UsedSlots), slot, $"rising slots below {FeatureCount}");
            before = slot;
        }
    }
}
