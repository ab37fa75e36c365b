namespace AdaMHF.Build;

/// <summary>Writes files atomically: a file exists whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>
    /// Writes a new file in place of an existing one. The existing one may be a hard link into the package cache, so it is never written
    /// to.
    /// </summary>
    /// <param name="path">Path of the file; its folder is created.</param>
    /// <param name="content">All bytes of the file.</param>
    public static void Write(string path, byte[] content)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
