using System.Buffers.Binary;

namespace AdaMHF.PatchBags;

/// <summary>The first bytes of an HDF5 file, as far as they tell a whole file from a truncated one.</summary>
internal static class Hdf5Signature
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Matches(ReadOnlySpan<byte> start) => start.StartsWith(Signature);

    /// <summary>
    /// Compares the file's length with the end that its superblock promises: a reader that only meets the missing part when it reads
    /// the last rows would fail hours later.
    /// </summary>
    /// <exception cref="PatchBagException">The file is shorter than its superblock says.</exception>
    public static void RefuseTruncated(FileStream file, string path)
    {
        Span<byte> start = stackalloc byte[PatchBagFormats.SniffedBytes];
        start.Clear();
        file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;

        // Offset of the end-of-file address and the size of an address, by superblock version.
        var version = start[8];
        var (at, size) = version switch
        {
            0 => (40, start[13]),
            1 => (44, start[13]),
            2 or 3 => (28, start[9]),
            _ => throw new PatchBagException($"'{path}' has HDF5 superblock version {version}; expected 0 to 3."),
        };
        // Other address sizes are legal but never seen; the reader proper refuses what it does not know.
        if (size != sizeof(ulong)) return;

        var promised = BinaryPrimitives.ReadUInt64LittleEndian(start[at..]);
        if (promised > (ulong)file.Length || file.Length < at + size)
        {
            throw new PatchBagException(
                $"'{path}' is truncated: it holds {file.Length} bytes, its HDF5 header promises {promised}. Copy or extract it again.");
        }
    }
}
