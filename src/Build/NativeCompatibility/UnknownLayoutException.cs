namespace NativeCompatibility;

/// <summary>A library has an unexpected layout; the message names the difference.</summary>
internal sealed class UnknownLayoutException(string message) : Exception(message);
