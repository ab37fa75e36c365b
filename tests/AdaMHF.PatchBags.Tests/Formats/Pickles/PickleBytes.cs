using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace AdaMHF.PatchBags.Tests;

/// <summary>Pickles written instruction by instruction, as no honest program writes them.</summary>
internal static class PickleBytes
{
    /// <summary>The mark, version and system of a legacy PyTorch file, after which its tensors follow.</summary>
    public static byte[] LegacyPrefix { get; } =
    [
        .. Protocol, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.',
        .. Protocol, (byte)'M', 0xe9, 0x03, (byte)'.',
        .. Protocol, (byte)'}', (byte)'.',
    ];

    private static byte[] Protocol => [0x80, 2];

    public static byte[] Global(string module, string name) => Encoding.UTF8.GetBytes($"c{module}\n{name}\n");

    public static byte[] Text(string text) => [(byte)'X', .. Int32(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    public static byte[] Int(long value)
    {
        var bytes = new byte[10];
        (bytes[0], bytes[1]) = (0x8a, 8);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(2), value);
        return bytes;
    }

    public static byte[] Int32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    /// <summary>A tensor of singles with any numbers.</summary>
    public static byte[] Tensor(string storage, long count, long offset, long[] shape, long[] strides) =>
    [
        .. Global("torch._utils", "_rebuild_tensor_v2"), (byte)'(',
        (byte)'(', .. Text("storage"), .. Global("torch", "FloatStorage"), .. Text(storage), .. Text("cpu"), .. Int(count), (byte)'t',
        (byte)'Q',
        .. Int(offset), (byte)'(', .. shape.SelectMany(Int), (byte)'t', (byte)'(', .. strides.SelectMany(Int), (byte)'t', 0x89,
        .. Global("collections", "OrderedDict"), (byte)')', (byte)'R', (byte)'t', (byte)'R',
    ];

    /// <summary>A PyTorch archive around a pickle, and one storage "0".</summary>
    public static byte[] Archive(byte[] pickle, byte[] storage)
    {
        using var result = new MemoryStream();
        using (var archive = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("archive/data.pkl", pickle);
            Add("archive/data/0", storage);

            void Add(string name, byte[] content)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }
        return result.ToArray();
    }

    public static byte[] Complete(params byte[] body) => [.. Protocol, .. body, (byte)'.'];
}
