namespace AdaMHF.MLNet;

/// <summary>A model zip cannot be loaded. The message names the file, the problem and the remedy.</summary>
public sealed class ModelZipException : IOException
{
    /// <summary>Creates the exception.</summary>
    public ModelZipException() { }

    /// <summary>Creates the exception with its message.</summary>
    public ModelZipException(string message) : base(message) { }

    /// <summary>Creates the exception with its message and cause.</summary>
    public ModelZipException(string message, Exception? innerException) : base(message, innerException) { }
}
