namespace AdaMHF.PatchBags;

/// <summary>A patch bag cannot be read or written. The message names the file, what was found and what was expected.</summary>
public sealed class PatchBagException : IOException
{
    /// <summary>Creates the exception.</summary>
    public PatchBagException() { }

    /// <summary>Creates the exception with its message.</summary>
    public PatchBagException(string message) : base(message) { }

    /// <summary>Creates the exception with its message and cause.</summary>
    public PatchBagException(string message, Exception? innerException) : base(message, innerException) { }
}
