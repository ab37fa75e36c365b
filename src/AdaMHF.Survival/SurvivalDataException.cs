namespace AdaMHF.Survival;

/// <summary>
/// The data do not allow the statistic to be computed: lengths that differ, a time that is not a time, edges that coincide.
/// The message names the argument, the position, the value found and what was expected.
/// </summary>
/// <remarks>
/// A statistic that is merely undefined for sound data (no comparable pair, a median that is not reached) is NaN, not an exception.
/// </remarks>
public sealed class SurvivalDataException : ArgumentException
{
    /// <summary>An error without a message.</summary>
    public SurvivalDataException()
    {
    }

    /// <summary>An error that concerns the data as a whole.</summary>
    /// <param name="message">What was found and what was expected.</param>
    public SurvivalDataException(string message) : base(message)
    {
    }

    /// <summary>An error that another error caused.</summary>
    /// <param name="message">What was found and what was expected.</param>
    /// <param name="innerException">The cause.</param>
    public SurvivalDataException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>An error in one argument.</summary>
    /// <param name="message">What was found and what was expected.</param>
    /// <param name="argument">Name of the argument.</param>
    /// <param name="index">Position of the offending value, from 0; null when the whole argument is meant.</param>
    public SurvivalDataException(string message, string argument, int? index = null) : base(message, argument) => Index = index;

    /// <summary>Position of the offending value within the argument, from 0, or null.</summary>
    public int? Index { get; }
}
