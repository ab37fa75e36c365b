using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace AdaMHF;

/// <summary>Writes files that are either whole or absent.</summary>
internal static class AtomicFile
{
    // Of what another machine writes nobody here can tell whether it still does.
    private static readonly TimeSpan SurelyLeft = TimeSpan.FromDays(1);

    private static readonly string Machine =
        XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(Environment.MachineName)).ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>Writes under a temporary name in the same folder and moves the file into place, over an older one.</summary>
    /// <param name="path">The file to be; its folder is created where it is missing.</param>
    /// <param name="write">Writes the content. When it throws, no trace stays.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var temporary = TemporaryName(path, folder);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite)) write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Throws what <see cref="Write"/> would throw in a folder where nothing can be written.</summary>
    /// <param name="folder">Created where it is missing.</param>
    public static void RequireWritable(string folder)
    {
        Directory.CreateDirectory(folder);
        var probe = TemporaryName("probe", folder);
        using (File.Create(probe, bufferSize: 1, FileOptions.DeleteOnClose)) { }
    }

    /// <summary>Removes what processes that were killed have left of a file, and nothing that another may still be writing.</summary>
    /// <param name="path">The file that they were to be.</param>
    public static void RemoveLeftovers(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) return;
        var start = $".{Path.GetFileName(path)}.";
        foreach (var file in Directory.EnumerateFiles(folder, $"{start}*.tmp").Where(file => IsLeft(file, start)).ToArray())
            File.Delete(file);
    }

    private static string TemporaryName(string path, string folder) => Path.Combine(folder, string.Create(
        CultureInfo.InvariantCulture, $".{Path.GetFileName(path)}.{Machine}-{Environment.ProcessId}.{Guid.NewGuid():N}.tmp"));

    private static bool IsLeft(string file, string start)
    {
        if (File.GetLastWriteTimeUtc(file) < DateTime.UtcNow - SurelyLeft) return true;
        string[] owner = Path.GetFileName(file)[start.Length..].Split('.')[0].Split('-');
        return owner.Length == 2
            && owner[0] == Machine
            && int.TryParse(owner[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && id != Environment.ProcessId
            && !IsRunning(id);
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
