namespace NativeCompatibility;

/// <summary>A library that is not laid out as expected; the message says in which respect.</summary>
internal sealed class UnknownLayoutException(string message) : Exception(message);
