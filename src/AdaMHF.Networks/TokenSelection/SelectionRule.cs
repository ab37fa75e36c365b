namespace AdaMHF.Networks;

/// <summary>How token selection learns its sizes, and how loud the kept tokens are.</summary>
public enum SelectionRule
{
    /// <summary>
    /// Kept tokens stay as they are. K_top is the number of tokens that score above a threshold, which the priority allocator moves; in
    /// training the mean that refreshes the class token ends softly at K_top, so that both ratios learn what one token more or less does
    /// to the loss.
    /// </summary>
    SoftRanks,

    /// <summary>
    /// As in version 0.1: kept tokens are scaled by their score relative to the best one, K_top is a ratio of the class token alone, and
    /// the ratios get a gradient through the scale of all selected tokens, which drives K_top to its bounds.
    /// </summary>
    Scaled,
}
