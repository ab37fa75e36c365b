namespace AdaMHF.MLNet;

/// <summary>
/// A cohort table, a gene group file or a split file is absent, unreadable or breaks a rule of its format. The message names the file and,
/// where they apply, the row (the first line is row 1), patient, column and value, what was expected, and the remedy. Many of a kind are
/// counted, and the first ten of them named.
/// </summary>
public sealed class CohortFileException : IOException
{
    /// <summary>Creates the exception.</summary>
    public CohortFileException() => Problems = [new(null, Message)];

    /// <summary>Creates the exception with its message.</summary>
    public CohortFileException(string message) : base(message) => Problems = [new(null, Message)];

    /// <summary>Creates the exception with its message and cause.</summary>
    public CohortFileException(string message, Exception? innerException) : base(message, innerException) =>
        Problems = [new(null, Message)];

    /// <summary>Creates the exception with its message and every problem that it tells of.</summary>
    public CohortFileException(string message, IReadOnlyList<CohortFileProblem> problems, Exception? innerException = null)
        : base(message, innerException) => Problems = problems;

    /// <summary>What is wrong, one by one; of many of a kind the first ten.</summary>
    public IReadOnlyList<CohortFileProblem> Problems { get; }
}
