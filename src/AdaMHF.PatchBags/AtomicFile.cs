namespace AdaMHF;

/// <summary>Writes files that are either whole or absent.</summary>
internal static class AtomicFile
{
    /// <summary>Writes under a temporary name in the same folder and moves the file into place, over an older one.</summary>
    /// <param name="path">The file to be; its folder is created where it is missing.</param>
    /// <param name="write">Writes the content. When it throws, no trace stays.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
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
}
