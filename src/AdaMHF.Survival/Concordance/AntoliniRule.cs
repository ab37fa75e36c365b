namespace AdaMHF.Survival;

/// <summary>Which pairs Antolini's concordance compares and what ties score.</summary>
public enum AntoliniRule
{
    /// <summary>Pairs as in Harrell's index; a tie scores 0. pycox's <c>antolini</c>.</summary>
    Original,

    /// <summary>
    /// A tie scores 0.5, and pairs at one time enter in both orders: two events score 1 if tied and 0.5 otherwise, an event and a
    /// censoring score as usual. pycox's <c>adj_antolini</c>, its default.
    /// </summary>
    Adjusted,
}
