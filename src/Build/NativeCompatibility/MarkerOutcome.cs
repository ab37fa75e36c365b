namespace NativeCompatibility;

/// <summary>What became of a library.</summary>
/// <param name="Changed">Whether a byte of it was changed.</param>
/// <param name="Reason">Why it was changed or left alone, as a sentence.</param>
internal sealed record MarkerOutcome(bool Changed, string Reason);
