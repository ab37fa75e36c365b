namespace AdaMHF.TensorFiles;

/// <summary>A tensor file is not what its format promises. The message names the file, what was found and what was expected.</summary>
public sealed class TensorFileException : IOException
{
    /// <summary>Creates the exception.</summary>
    public TensorFileException() { }

    /// <summary>Creates the exception with its message.</summary>
    public TensorFileException(string message) : base(message) { }

    /// <summary>Creates the exception with its message and cause.</summary>
    public TensorFileException(string message, Exception? innerException) : base(message, innerException) { }
}
