using System.Buffers.Binary;
using System.Text;

namespace AdaMHF.TensorFiles.Tests;

/// <summary>Bytes of safetensors files, put together from the definition of the format and not by our own writer.</summary>
internal static class FileBytes
{
    public const string TwoSinglesHeader = """{"weight":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";

    /// <summary>8 bytes of little-endian length, the header, the data.</summary>
    public static byte[] Of(string header, params byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        return [.. length, .. json, .. data];
    }

    /// <summary>Metadata and tensors of several types, one of them empty and one a scalar.</summary>
    public static byte[] Varied() => Of(
        """
        {"__metadata__":{"made by":"hand"},
         "a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},
         "b":{"dtype":"I64","shape":[],"data_offsets":[24,32]},
         "none":{"dtype":"F64","shape":[0,4],"data_offsets":[32,32]},
         "c":{"dtype":"BOOL","shape":[3],"data_offsets":[32,35]}}
        """,
        [.. Enumerable.Range(0, 35).Select(i => (byte)i)]);

    public static NamedTensors Parse(byte[] bytes) => SafeTensorsFile.Parse(bytes, "test.safetensors");

    public static byte[] Write(NamedTensors content)
    {
        using var stream = new MemoryStream();
        SafeTensorsFile.Write(stream, content);
        return stream.ToArray();
    }
}
