namespace AdaMHF.Networks;

/// <summary>
/// TorchSharp's native library is missing or does not load on this system. The message says what was tried, what the loader
/// reported, and what to install.
/// </summary>
public sealed class TorchBackendException : InvalidOperationException
{
    /// <summary>An exception without details.</summary>
    public TorchBackendException()
    {
    }

    /// <summary>An exception that says what is missing and what to do.</summary>
    /// <param name="message">What is missing and what to do.</param>
    public TorchBackendException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what is missing and what to do, with the loader's exception.</summary>
    /// <param name="message">What is missing and what to do.</param>
    /// <param name="innerException">What the loader threw.</param>
    public TorchBackendException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
