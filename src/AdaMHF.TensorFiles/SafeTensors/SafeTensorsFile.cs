using System.Buffers.Binary;
using System.Text.Json;

namespace AdaMHF.TensorFiles;

/// <summary>
/// Reads and writes the safetensors format: an 8-byte little-endian header length, a JSON header that gives each tensor's
/// type, shape and byte range, then the raw elements. The format holds no code.
/// </summary>
public static class SafeTensorsFile
{
    private const string MetadataKey = "__metadata__";

    // The reference implementation's own bound; a longer header is a damaged length field.
    private const long LongestHeader = 100_000_000;

    /// <summary>Reads every tensor of a file.</summary>
    /// <param name="path">File to read.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="TensorFileException">The file is truncated or not in the safetensors format.</exception>
    public static NamedTensors Read(string path) => Parse(File.ReadAllBytes(path), path);

    /// <summary>Reads every tensor from the bytes of a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">What error messages call it.</param>
    /// <exception cref="TensorFileException">The bytes are truncated or not in the safetensors format.</exception>
    public static NamedTensors Parse(ReadOnlyMemory<byte> bytes, string source)
    {
        if (bytes.Length < 8) throw Damaged(source, $"it holds {bytes.Length} bytes; a safetensors file starts with 8 bytes of header length");
        var headerLength = BinaryPrimitives.ReadInt64LittleEndian(bytes.Span);
        if (headerLength is < 2 or > LongestHeader || headerLength > bytes.Length - 8)
            throw Damaged(source, $"its header would take {headerLength} bytes of the {bytes.Length - 8} that follow the length field");

        var data = bytes[(8 + (int)headerLength)..];
        try
        {
            using var header = JsonDocument.Parse(bytes.Slice(8, (int)headerLength));
            return ReadHeader(header.RootElement, data, source);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new TensorFileException($"'{source}' is not a safetensors file: its header is not the JSON object that the format asks for ({error.Message})", error);
        }
    }

    /// <summary>Writes tensors in ordinal order of their names, so that equal content gives equal bytes.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="content">Tensors and metadata.</param>
    /// <exception cref="ArgumentException">A tensor has the name that the format keeps for its metadata.</exception>
    public static void Write(Stream stream, NamedTensors content)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(content);
        if (content.Tensors.ContainsKey(MetadataKey))
            throw new ArgumentException($"A safetensors file cannot hold a tensor named '{MetadataKey}'; rename it.", nameof(content));
        var names = content.Tensors.Keys.Order(StringComparer.Ordinal).ToArray();

        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header)) WriteHeader(json, content, names);
        // The data starts at a multiple of eight, as the format's reference writer arranges it.
        while (header.Length % 8 != 0) header.WriteByte((byte)' ');

        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header.GetBuffer().AsSpan(0, (int)header.Length));
        foreach (var name in names) stream.Write(content.Tensors[name].Bytes.Span);
    }

    private static NamedTensors ReadHeader(JsonElement header, ReadOnlyMemory<byte> data, string source)
    {
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var ranges = new List<(long Start, long End)>();
        foreach (var entry in header.EnumerateObject())
        {
            if (entry.Name == MetadataKey)
            {
                foreach (var item in entry.Value.EnumerateObject()) metadata[item.Name] = item.Value.GetString() ?? "";
                continue;
            }
            var range = ReadRange(entry, data.Length, source);
            if (!tensors.TryAdd(entry.Name, ReadTensor(entry, data[(int)range.Start..(int)range.End], source)))
                throw Damaged(source, $"tensor '{entry.Name}' is described twice");
            ranges.Add(range);
        }
        CheckCover(ranges, data.Length, source);
        return new NamedTensors(tensors, metadata);
    }

    private static (long Start, long End) ReadRange(JsonProperty entry, int length, string source)
    {
        if (!entry.Value.TryGetProperty("data_offsets", out var offsets)) throw Damaged(source, $"tensor '{entry.Name}' lacks data_offsets");
        long[] range = [.. offsets.EnumerateArray().Select(offset => offset.GetInt64())];
        if (range.Length != 2 || range[0] < 0 || range[1] < range[0] || range[1] > length)
            throw Damaged(source, $"tensor '{entry.Name}' claims the bytes [{string.Join(", ", range)}] of {length}; is the file truncated?");
        return (range[0], range[1]);
    }

    private static StoredTensor ReadTensor(JsonProperty entry, ReadOnlyMemory<byte> bytes, string source)
    {
        if (!entry.Value.TryGetProperty("dtype", out var dtype) || !entry.Value.TryGetProperty("shape", out var dimensions))
            throw Damaged(source, $"tensor '{entry.Name}' lacks dtype or shape");
        var elementType = ElementTypes.FirstOrDefault(pair => pair.Name == dtype.GetString());
        if (elementType.Name is null) throw Damaged(source, $"tensor '{entry.Name}' has the element type '{dtype.GetString()}', which is not supported");
        long[] shape = [.. dimensions.EnumerateArray().Select(extent => extent.GetInt64())];
        try
        {
            return new StoredTensor(elementType.Type, shape, bytes);
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw new TensorFileException($"'{source}': tensor '{entry.Name}': {error.Message}", error);
        }
    }

    // The format allows neither holes nor shared bytes: damaged offsets that happen to fit their shapes show here.
    private static void CheckCover(List<(long Start, long End)> ranges, int length, string source)
    {
        var covered = 0L;
        foreach (var (start, end) in ranges.Order())
        {
            if (start != covered) throw Damaged(source, $"its tensors leave a hole or overlap at byte {Math.Min(start, covered)} of the data");
            covered = end;
        }
        if (covered != length) throw Damaged(source, $"its tensors end at byte {covered} of {length}");
    }

    private static void WriteHeader(Utf8JsonWriter json, NamedTensors content, string[] names)
    {
        json.WriteStartObject();
        if (content.Metadata.Count > 0)
        {
            json.WriteStartObject(MetadataKey);
            foreach (var (key, value) in content.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
            json.WriteEndObject();
        }
        var offset = 0L;
        foreach (var name in names)
        {
            var tensor = content.Tensors[name];
            json.WriteStartObject(name);
            json.WriteString("dtype", ElementTypes.First(pair => pair.Type == tensor.ElementType).Name);
            json.WriteStartArray("shape");
            foreach (var extent in tensor.Shape) json.WriteNumberValue(extent);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            json.WriteNumberValue(offset += tensor.Bytes.Length);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static readonly (string Name, TensorElementType Type)[] ElementTypes =
    [
        ("BOOL", TensorElementType.Boolean), ("U8", TensorElementType.UInt8), ("I8", TensorElementType.Int8), ("I16", TensorElementType.Int16),
        ("I32", TensorElementType.Int32), ("I64", TensorElementType.Int64), ("F16", TensorElementType.Float16), ("BF16", TensorElementType.BFloat16),
        ("F32", TensorElementType.Float32), ("F64", TensorElementType.Float64),
    ];

    private static TensorFileException Damaged(string source, string what) => new($"'{source}' is not a readable safetensors file: {what}.");
}
