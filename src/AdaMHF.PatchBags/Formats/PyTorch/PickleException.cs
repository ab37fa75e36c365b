namespace AdaMHF.PatchBags;

/// <summary>A pickle asks for more than tensors, or is damaged.</summary>
/// <param name="message">Continues "its pickle ".</param>
internal sealed class PickleException(string message) : Exception(message);
