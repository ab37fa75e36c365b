namespace AdaMHF.Slides;

/// <summary>A part of a slide cannot be decoded. Other parts can still be read.</summary>
public sealed class DamagedRegionException : SlideException
{
    /// <summary>Creates the exception.</summary>
    public DamagedRegionException() { }

    /// <summary>Creates the exception with its message.</summary>
    public DamagedRegionException(string message) : base(message) { }

    /// <summary>Creates the exception with its message and cause.</summary>
    public DamagedRegionException(string message, Exception? innerException) : base(message, innerException) { }
}
