namespace AdaMHF.TensorFiles;

/// <summary>Named tensors with the text metadata that a file stores beside them.</summary>
/// <param name="tensors">Tensors by name.</param>
/// <param name="metadata">Free text by key; none when omitted.</param>
public sealed class NamedTensors(
    IReadOnlyDictionary<string, StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
{
    /// <summary>Tensors by name.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Tensors { get; } = tensors;

    /// <summary>Free text by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; } = metadata ?? new Dictionary<string, string>();

    /// <summary>One tensor by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is no tensor of that name; the message lists those that are there.</exception>
    public StoredTensor this[string name] => Tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new KeyNotFoundException(
            $"There is no tensor '{name}'. Found: {string.Join(", ", Tensors.Keys.Order(StringComparer.Ordinal))}.");
}
