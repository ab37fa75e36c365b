namespace AdaMHF.Benchmark;

/// <summary>A plan, or the folder of its results, that cannot be worked with; the message says what to change.</summary>
public sealed class PlanException : Exception
{
    /// <summary>Creates the exception.</summary>
    public PlanException() { }

    /// <summary>Creates the exception with its message.</summary>
    public PlanException(string message) : base(message) { }

    /// <summary>Creates the exception with its message and cause.</summary>
    public PlanException(string message, Exception? innerException) : base(message, innerException) { }
}
