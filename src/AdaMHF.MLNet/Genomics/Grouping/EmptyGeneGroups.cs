namespace AdaMHF.MLNet;

/// <summary>What becomes of a gene group without a column, because the table has none of its genes or filters took them all.</summary>
public enum EmptyGeneGroups
{
    /// <summary>It is refused by name.</summary>
    Refuse,

    /// <summary>It is left out, with a warning in the log; at least one group must remain.</summary>
    LeaveOut,
}
