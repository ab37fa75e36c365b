namespace AdaMHF.MLNet;

/// <summary>
/// A cohort table, a gene group file or a split file is absent, unreadable or breaks a rule of its format. The message names the file and,
/// where they apply, the row (the header is row 1), patient, column and value, what was expected, and the remedy.
/// </summary>
public sealed class CohortFileException : IOException
{
    /// <summary>Creates the exception.</summary>
    public CohortFileException() { }

    /// <summary>Creates the exception with its message.</summary>
    public CohortFileException(string message) : base(message) { }

    /// <summary>Creates the exception with its message and cause.</summary>
    public CohortFileException(string message, Exception? innerException) : base(message, innerException) { }
}
