using System.Text;

namespace AdaMHF.Testing;

/// <summary>
/// ONNX models that a test can predict and that cost nothing: mean and maximum of each channel of the input, or its pixels as tokens.
/// </summary>
/// <remarks>Written byte by byte after onnx.proto: field numbers below are those of that file.</remarks>
public static class TinyEncoder
{
    /// <summary>Features of a model with pooled output: three means, three maxima.</summary>
    public const int Width = 6;

    /// <summary>Writes a model with input <c>pixels</c> and output <c>features</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="imageSize">Edge of the input; 0 leaves it open.</param>
    /// <param name="batch">Patches of a call; 0 leaves it open.</param>
    /// <param name="asTokens">Whether the output is size x size tokens of 3 values in place of a vector.</param>
    public static string Write(string path, int imageSize = 16, int batch = 0, bool asTokens = false)
    {
        byte[][] nodes = asTokens
            ? [Node("Reshape", ["pixels", "shape"], "rows"), Node("Transpose", ["rows"], "features", Integers("perm", 0, 2, 1))]
            :
            [
                Node("GlobalAveragePool", ["pixels"], "means"), Node("GlobalMaxPool", ["pixels"], "maxima"),
                Node("Concat", ["means", "maxima"], "features", Join(Text(1, "axis"), Number(3, 1), Number(20, 2))),
            ];
        int[] output = asTokens ? [batch, imageSize * imageSize, 3] : [batch, Width, 1, 1];
        var graph = Join(
        [
            .. nodes.Select(node => Field(1, node)), Text(2, "tiny"), Field(5, Shape()),
            Field(11, Value("pixels", batch, 3, imageSize, imageSize)), Field(12, Value("features", output)),
        ]);
        File.WriteAllBytes(path, Join(Number(1, 8), Field(7, graph), Field(8, Join(Text(1, ""), Number(2, 13)))));
        return path;
    }

    // int64 [3] = 0, 3, -1: 0 keeps the batch, -1 takes the rest.
    private static byte[] Shape() => Join(
        Number(1, 3), Number(2, 7), Text(8, "shape"),
        Field(9, [.. BitConverter.GetBytes(0L), .. BitConverter.GetBytes(3L), .. BitConverter.GetBytes(-1L)]));

    private static byte[] Node(string type, string[] inputs, string output, params byte[][] attributes) => Join(
        [.. inputs.Select(input => Text(1, input)), Text(2, output), Text(4, type), .. attributes.Select(one => Field(5, one))]);

    private static byte[] Integers(string name, params long[] values) =>
        Join([Text(1, name), .. values.Select(value => Number(8, value)), Number(20, 7)]);

    private static byte[] Value(string name, params int[] shape)
    {
        var dimensions = shape.Select((extent, axis) => Field(1, extent > 0 ? Number(1, extent) : Text(2, $"any{axis}")));
        return Join(Text(1, name), Field(2, Field(1, Join(Number(1, 1), Field(2, Join([.. dimensions]))))));
    }

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] content) =>
        Join(Varint((ulong)((field << 3) | 2)), Varint((ulong)content.Length), content);

    private static byte[] Number(int field, long value) => Join(Varint((ulong)(field << 3)), Varint((ulong)value));

    private static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value > 127; value >>= 7) bytes.Add((byte)(value | 128));
        return [.. bytes, (byte)value];
    }

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
