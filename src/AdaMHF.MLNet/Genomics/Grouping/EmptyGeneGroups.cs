namespace AdaMHF.MLNet;

/// <summary>What to do with a gene group without a column, because the table has none of its genes or filters removed them all.</summary>
public enum EmptyGeneGroups
{
    /// <summary>Throw an exception that names the group.</summary>
    Refuse,

    /// <summary>Leave the group out, with a warning in the log; at least one group must remain.</summary>
    LeaveOut,
}
