namespace AdaMHF.Slides;

/// <summary>A slide cannot be used. The message names the file, what is wrong and what to do.</summary>
public class SlideException : IOException
{
    /// <summary>Creates the exception.</summary>
    public SlideException() { }

    /// <summary>Creates the exception with its message.</summary>
    public SlideException(string message) : base(message) { }

    /// <summary>Creates the exception with its message and cause.</summary>
    public SlideException(string message, Exception? innerException) : base(message, innerException) { }
}
