using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using AdaMHF.PatchBags;
using PureHDF;
using PureHDF.Filters;
using PureHDF.VOL.Native;

namespace AdaMHF.Speed.PatchBags;

/// <summary>One bag in every format, written without Python.</summary>
internal static class SampleBag
{
    /// <summary>Name, whether the features lie uncompressed as 32-bit floats, and a writer.</summary>
    public static IReadOnlyList<(string Name, bool Plain, Action<string, PatchFeatures> Write)> Formats { get; } =
    [
        ("HDF5 contiguous", true, (path, bag) => ClamH5Writer.Write(path, bag)),
        ("HDF5 chunks of 1 row (CLAM)", true, (path, bag) => WriteChunked(path, bag, 1, [])),
        ("safetensors", true, (path, bag) => SafeTensorsBagWriter.Write(path, bag)),
        (".npy", true, (path, bag) => WriteNpy(path, bag, "<f4", fortranOrder: false)),
        (".npz stored", true, WriteNpz),
        (".pt", true, WritePyTorch),
        (".npy big-endian", false, (path, bag) => WriteNpy(path, bag, ">f4", fortranOrder: false)),
        (".npy float16", false, (path, bag) => WriteNpy(path, bag, "<f2", fortranOrder: false)),
        (".npy Fortran order", false, (path, bag) => WriteNpy(path, bag, "<f4", fortranOrder: true)),
        ("HDF5 shuffle + gzip, 32 rows", false, (path, bag) => WriteChunked(path, bag, 32, [ShuffleFilter.Id, DeflateFilter.Id])),
    ];

    /// <summary>Features like an encoder's: about normal, of limited precision.</summary>
    public static PatchFeatures Create(int count, int width)
    {
        var random = new Random(1);
        var values = new float[count * width];
        for (var i = 0; i < values.Length; i++)
            values[i] = MathF.Round((random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f) * 512) / 512;
        return new(values, width);
    }

    private static void WriteChunked(string path, PatchFeatures bag, uint rows, List<H5Filter> filters)
    {
        var dataset = new H5Dataset(
            bag.Values,
            chunks: [rows, (uint)bag.Width],
            fileDims: [(ulong)bag.Count, (ulong)bag.Width],
            datasetCreation: new H5DatasetCreation(Filters: filters));
        new H5File { ["features"] = dataset }.Write(path);
    }

    private static void WriteNpy(string path, PatchFeatures bag, string type, bool fortranOrder)
    {
        using var file = File.Create(path);
        WriteNpy(file, bag, type, fortranOrder);
    }

    private static void WriteNpy(Stream stream, PatchFeatures bag, string type, bool fortranOrder)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': {fortranOrder}, 'shape': ({bag.Count}, {bag.Width}), }}";
        header = header.PadRight(((header.Length + 11 + 63) / 64 * 64) - 11) + "\n";
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        if (fortranOrder)
        {
            var column = new float[bag.Count];
            for (var j = 0; j < bag.Width; j++)
            {
                for (var i = 0; i < column.Length; i++) column[i] = bag.Values[(i * bag.Width) + j];
                stream.Write(MemoryMarshal.AsBytes<float>(column));
            }
            return;
        }
        for (var i = 0; i < bag.Count; i++)
        {
            if (type == "<f2")
            {
                stream.Write(MemoryMarshal.AsBytes<Half>(Array.ConvertAll(bag.Row(i).ToArray(), value => (Half)value)));
                continue;
            }
            var row = MemoryMarshal.AsBytes(bag.Row(i)).ToArray();
            if (type == ">f4") MemoryMarshal.Cast<byte, uint>(row.AsSpan()).ReverseEach();
            stream.Write(row);
        }
    }

    private static void ReverseEach(this Span<uint> values) => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(values, values);

    private static void WriteNpz(string path, PatchFeatures bag)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        using var entry = archive.CreateEntry("features.npy", CompressionLevel.NoCompression).Open();
        WriteNpy(entry, bag, "<f4", fortranOrder: false);
    }

    // What torch.save writes for a tensor, in the fewest instructions.
    private static void WritePyTorch(string path, PatchFeatures bag)
    {
        List<byte> pickle = [0x80, 2];
        pickle.AddRange("ctorch._utils\n_rebuild_tensor_v2\n((X"u8);
        Text("storage");
        pickle.AddRange("ctorch\nFloatStorage\nX"u8);
        Text("0");
        pickle.Add((byte)'X');
        Text("cpu");
        Int(bag.Values.Length);
        pickle.AddRange("tQK\0("u8);
        Int(bag.Count);
        Int(bag.Width);
        pickle.AddRange("t("u8);
        Int(bag.Width);
        pickle.AddRange("K\u0001t"u8);
        pickle.Add(0x89);
        pickle.AddRange("}tR."u8);

        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        using (var entry = archive.CreateEntry("bag/data.pkl", CompressionLevel.NoCompression).Open()) entry.Write([.. pickle]);
        using var storage = archive.CreateEntry("bag/data/0", CompressionLevel.NoCompression).Open();
        for (var i = 0; i < bag.Count; i++) storage.Write(MemoryMarshal.AsBytes(bag.Row(i)));

        void Text(string text) => pickle.AddRange([.. BitConverter.GetBytes(text.Length), .. Encoding.ASCII.GetBytes(text)]);
        void Int(int value) => pickle.AddRange([(byte)'J', .. BitConverter.GetBytes(value)]);
    }
}
