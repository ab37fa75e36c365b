namespace AdaMHF.Slides;

/// <summary>An encoder cannot be used. The message names the file, what is wrong and what to do.</summary>
public sealed class EncoderException : IOException
{
    /// <summary>Creates the exception.</summary>
    public EncoderException() { }

    /// <summary>Creates the exception with its message.</summary>
    public EncoderException(string message) : base(message) { }

    /// <summary>Creates the exception with its message and cause.</summary>
    public EncoderException(string message, Exception? innerException) : base(message, innerException) { }
}
