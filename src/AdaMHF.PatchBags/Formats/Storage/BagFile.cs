using Microsoft.Win32.SafeHandles;

namespace AdaMHF.PatchBags;

/// <summary>
/// An open file of patches. Everything is read at absolute offsets with the operating system's positioned read: for rows it is mostly
/// faster than a memory map, for whole bags somewhat slower (see the benchmark <c>bags</c>), and a file that shrinks meanwhile is an
/// error, not a crash.
/// </summary>
internal sealed class BagFile : IByteSource, IDisposable
{
    // One system call reads at most about 2 GB.
    private const int MostBytesAtOnce = 1 << 30;

    private readonly SafeFileHandle _handle;
    private readonly long _start;

    private BagFile(string path, SafeFileHandle handle, long start = 0)
    {
        (Path, _handle, _start) = (path, handle, start);
        Length = RandomAccess.GetLength(handle) - start;
    }

    public string Path { get; }

    public long Length { get; private set; }

    /// <summary>Bytes of the whole file before this part of it.</summary>
    public long Start => _start;

    /// <summary>Opens a file.</summary>
    /// <exception cref="PatchBagException">It is a folder, a pipe, or empty.</exception>
    public static BagFile Open(string path)
    {
        if (RegularFile.Problem(path) is { } problem)
            throw new PatchBagException($"'{path}' {problem}. Expected a file of patch features, such as HDF5.");
        return new(path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));
    }

    /// <summary>Reads nothing after a byte from now on: the end that the format's own header names.</summary>
    public void EndAt(long end) => Length = Math.Min(Length, end);

    /// <summary>The file from a byte on, by the same handle; not to be disposed.</summary>
    public BagFile From(long start) => new(Path, _handle, _start + start);

    public void Read(long offset, Span<byte> target)
    {
        RequireInside(offset, target.Length);
        while (!target.IsEmpty)
        {
            var read = RandomAccess.Read(_handle, target[..Math.Min(target.Length, MostBytesAtOnce)], _start + offset);
            if (read == 0)
            {
                throw Damaged(
                    $"it ended at byte {offset} although it had {Length} bytes when it was opened: it was changed meanwhile");
            }
            target = target[read..];
            offset += read;
        }
    }

    /// <summary>Reads some bytes. The range is checked against the file before memory is allocated.</summary>
    public byte[] Read(long offset, int count)
    {
        RequireInside(offset, count);
        var bytes = GC.AllocateUninitializedArray<byte>(count);
        Read(offset, bytes);
        return bytes;
    }

    /// <exception cref="PatchBagException">The file does not hold this range.</exception>
    public void RequireInside(long offset, long count)
    {
        if (offset < 0 || count < 0 || offset > Length - count)
            throw Damaged($"it refers to {count} bytes at byte {offset}, but has {Length} bytes: it is truncated or damaged");
    }

    /// <summary>A refusal that names the file.</summary>
    /// <param name="what">Continues "'file' is no readable patch bag: ".</param>
    /// <param name="cause">What was thrown, if anything.</param>
    public PatchBagException Damaged(string what, Exception? cause = null) =>
        new($"'{Path}' is no readable patch bag: {what}. Copy or extract it again.", cause);

    public void Dispose() => _handle.Dispose();
}
