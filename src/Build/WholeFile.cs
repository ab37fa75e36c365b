namespace AdaMHF.Build;

/// <summary>Writes files that exist either whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>
    /// Writes a new file in place of any there was. What was there may be a hard link into the package cache, so it is never written into.
    /// </summary>
    /// <param name="path">Where the file goes; its folder is created.</param>
    /// <param name="content">All of its bytes.</param>
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
