namespace NativeCompatibility;

/// <summary>What was done with a library.</summary>
/// <param name="Changed">Whether it was changed.</param>
/// <param name="Reason">Why it was changed or left alone, as a sentence.</param>
internal sealed record MarkerOutcome(bool Changed, string Reason);
