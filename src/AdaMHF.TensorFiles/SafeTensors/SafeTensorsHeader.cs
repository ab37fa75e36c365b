using System.Buffers.Binary;
using System.Text.Json;

namespace AdaMHF.TensorFiles;

/// <summary>
/// The header of a safetensors file: what it holds and where, so that parts of large tensors can be read or written without the rest.
/// </summary>
public sealed class SafeTensorsHeader
{
    /// <summary>Bytes of the length field before the header.</summary>
    internal const int LengthField = 8;

    private const string MetadataKey = "__metadata__";

    // The reference implementation's own bound; a longer header is a damaged length field.
    private const long LongestHeader = 100_000_000;

    private SafeTensorsHeader(IReadOnlyList<SafeTensorsEntry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        Entries = entries;
        Metadata = metadata;
    }

    /// <summary>The tensors, in the order of the header.</summary>
    public IReadOnlyList<SafeTensorsEntry> Entries { get; }

    /// <summary>Free text by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Length of the header itself.</summary>
    /// <param name="start">The first 8 bytes of a file.</param>
    /// <param name="fileLength">Bytes of the whole file.</param>
    /// <param name="source">What error messages call the file.</param>
    /// <exception cref="TensorFileException">The file cannot hold such a header.</exception>
    public static int LengthOf(ReadOnlySpan<byte> start, long fileLength, string source)
    {
        if (start.Length < LengthField)
            throw Damaged(source, $"it holds {start.Length} bytes; a safetensors file starts with 8 bytes of header length");
        var length = BinaryPrimitives.ReadInt64LittleEndian(start);
        if (length is < 2 or > LongestHeader || length > fileLength - LengthField)
            throw Damaged(source, $"its header would take {length} bytes of the {fileLength - LengthField} that follow the length field");
        return (int)length;
    }

    /// <summary>Reads a header.</summary>
    /// <param name="json">The bytes after the length field, as many as it says.</param>
    /// <param name="fileLength">Bytes of the whole file.</param>
    /// <param name="source">What error messages call the file.</param>
    /// <exception cref="TensorFileException">The header is damaged, or does not describe the bytes of the file.</exception>
    public static SafeTensorsHeader Parse(ReadOnlyMemory<byte> json, long fileLength, string source)
    {
        try
        {
            using var header = JsonDocument.Parse(json);
            return Read(header.RootElement, LengthField + json.Length, fileLength, source);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new TensorFileException(
                $"'{source}' is not a safetensors file: its header is not the JSON object that the format asks for ({error.Message})",
                error);
        }
    }

    /// <summary>Writes length field and header; the tensors' bytes must follow in the order given, without gaps.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="tensors">Name, element type and shape of each tensor.</param>
    /// <param name="metadata">Free text by key.</param>
    /// <exception cref="ArgumentException">A tensor has the name that the format keeps for its metadata.</exception>
    public static void Write(
        Stream stream,
        IEnumerable<(string Name, TensorElementType ElementType, IReadOnlyList<long> Shape)> tensors,
        IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(metadata);
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header)) WriteJson(json, tensors, metadata);
        // The data starts at a multiple of eight, as the format's reference writer arranges it.
        while (header.Length % 8 != 0) header.WriteByte((byte)' ');

        Span<byte> length = stackalloc byte[LengthField];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header.GetBuffer().AsSpan(0, (int)header.Length));
    }

    private static SafeTensorsHeader Read(JsonElement header, long dataStart, long fileLength, string source)
    {
        var entries = new List<SafeTensorsEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in header.EnumerateObject())
        {
            if (entry.Name == MetadataKey)
            {
                foreach (var item in entry.Value.EnumerateObject()) metadata[item.Name] = item.Value.GetString() ?? "";
                continue;
            }
            if (!names.Add(entry.Name)) throw Damaged(source, $"tensor '{entry.Name}' is described twice");
            entries.Add(ReadEntry(entry, dataStart, fileLength - dataStart, source));
        }
        RequireCover(entries, dataStart, fileLength, source);
        return new(entries, metadata);
    }

    private static SafeTensorsEntry ReadEntry(JsonProperty entry, long dataStart, long length, string source)
    {
        var title = $"tensor '{entry.Name}'";
        if (!entry.Value.TryGetProperty("data_offsets", out var offsets)) throw Damaged(source, $"{title} lacks data_offsets");
        long[] range = [.. offsets.EnumerateArray().Select(offset => offset.GetInt64())];
        if (range.Length != 2 || range[0] < 0 || range[1] < range[0] || range[1] > length)
            throw Damaged(source, $"{title} claims the bytes [{string.Join(", ", range)}] of {length}; is the file truncated?");

        if (!entry.Value.TryGetProperty("dtype", out var dtype) || !entry.Value.TryGetProperty("shape", out var dimensions))
            throw Damaged(source, $"{title} lacks dtype or shape");
        var (name, type) = ElementTypes.FirstOrDefault(pair => pair.Name == dtype.GetString());
        if (name is null) throw Damaged(source, $"{title} has the element type '{dtype.GetString()}', which is not supported");
        long[] shape = [.. dimensions.EnumerateArray().Select(extent => extent.GetInt64())];
        var claimed = range[1] - range[0];
        // Doubles overflow to infinity, not to a number that happens to fit.
        var expected = shape.Aggregate((double)StoredTensor.SizeOf(type), (bytes, extent) => bytes * extent);
        if (shape.Any(extent => extent < 0) || expected != claimed)
        {
            throw Damaged(
                source,
                $"{title} of type {type} and shape [{string.Join(", ", shape)}] does not take the {claimed} bytes that it claims");
        }
        return new(entry.Name, type, shape, dataStart + range[0], claimed);
    }

    // The format allows neither holes nor shared bytes: this finds damaged offsets that happen to fit their shapes.
    private static void RequireCover(List<SafeTensorsEntry> entries, long dataStart, long fileLength, string source)
    {
        var covered = dataStart;
        foreach (var entry in entries.OrderBy(entry => entry.Offset).ThenBy(entry => entry.Length))
        {
            if (entry.Offset != covered)
            {
                throw Damaged(
                    source, $"its tensors leave a hole or overlap at byte {Math.Min(entry.Offset, covered) - dataStart} of the data");
            }
            covered += entry.Length;
        }
        if (covered != fileLength) throw Damaged(source, $"its tensors end at byte {covered - dataStart} of {fileLength - dataStart}");
    }

    private static void WriteJson(
        Utf8JsonWriter json,
        IEnumerable<(string Name, TensorElementType ElementType, IReadOnlyList<long> Shape)> tensors,
        IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject();
        if (metadata.Count > 0)
        {
            json.WriteStartObject(MetadataKey);
            foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
            json.WriteEndObject();
        }
        var offset = 0L;
        foreach (var (name, elementType, shape) in tensors)
        {
            if (name == MetadataKey)
            {
                throw new ArgumentException(
                    $"A safetensors file cannot hold a tensor named '{MetadataKey}'; rename it.", nameof(tensors));
            }
            json.WriteStartObject(name);
            json.WriteString("dtype", ElementTypes.First(pair => pair.Type == elementType).Name);
            json.WriteStartArray("shape");
            foreach (var extent in shape) json.WriteNumberValue(extent);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            offset += shape.Aggregate((long)StoredTensor.SizeOf(elementType), (bytes, extent) => checked(bytes * extent));
            json.WriteNumberValue(offset);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static readonly (string Name, TensorElementType Type)[] ElementTypes =
    [
        ("BOOL", TensorElementType.Boolean),
        ("U8", TensorElementType.UInt8),
        ("I8", TensorElementType.Int8),
        ("I16", TensorElementType.Int16),
        ("I32", TensorElementType.Int32),
        ("I64", TensorElementType.Int64),
        ("F16", TensorElementType.Float16),
        ("BF16", TensorElementType.BFloat16),
        ("F32", TensorElementType.Float32),
        ("F64", TensorElementType.Float64),
    ];

    private static TensorFileException Damaged(string source, string what) =>
        new($"'{source}' is not a readable safetensors file: {what}.");
}
