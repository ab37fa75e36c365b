namespace AdaMHF.TensorFiles;

/// <summary>
/// Reads and writes the safetensors format: an 8-byte little-endian header length, a JSON header that gives each tensor's
/// type, shape and byte range, then the raw elements. The format holds no code.
/// </summary>
public static class SafeTensorsFile
{
    /// <summary>Reads every tensor of a file.</summary>
    /// <param name="path">File to read.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="TensorFileException">The file is truncated or not in the safetensors format.</exception>
    public static NamedTensors Read(string path) => RegularFile.Problem(path) is { } problem
        ? throw new TensorFileException($"'{path}' {problem}. Expected a safetensors file.")
        : Parse(File.ReadAllBytes(path), path);

    /// <summary>Reads every tensor from the bytes of a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">What error messages call it.</param>
    /// <exception cref="TensorFileException">The bytes are truncated or not in the safetensors format.</exception>
    public static NamedTensors Parse(ReadOnlyMemory<byte> bytes, string source)
    {
        var length = SafeTensorsHeader.LengthOf(bytes.Span, bytes.Length, source);
        var header = SafeTensorsHeader.Parse(bytes.Slice(SafeTensorsHeader.LengthField, length), bytes.Length, source);
        return new NamedTensors(
            header.Entries.ToDictionary(
                entry => entry.Name,
                entry => new StoredTensor(entry.ElementType, entry.Shape, bytes.Slice((int)entry.Offset, (int)entry.Length)),
                StringComparer.Ordinal),
            header.Metadata);
    }

    /// <summary>Writes tensors in ordinal order of their names, so that equal content gives equal bytes.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="content">Tensors and metadata.</param>
    /// <exception cref="ArgumentException">A tensor has the name that the format keeps for its metadata.</exception>
    public static void Write(Stream stream, NamedTensors content)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(content);
        var tensors = content.Tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        SafeTensorsHeader.Write(stream, tensors.Select(pair => (pair.Key, pair.Value.ElementType, pair.Value.Shape)), content.Metadata);
        foreach (var (_, tensor) in tensors) stream.Write(tensor.Bytes.Span);
    }
}
