namespace AdaMHF.MLNet;

/// <summary>Opens the file of a model.</summary>
internal static class ModelZipFile
{
    /// <summary>Opens it for reading.</summary>
    /// <exception cref="ModelZipException">There is none, or it is a folder, or empty as a pipe is.</exception>
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path)) throw new ModelZipException("It is a folder.");
        var file = new FileInfo(path);
        if (!file.Exists) throw new ModelZipException("There is no such file.");
        // Opening a pipe or a socket would wait for somebody to write to it.
        if (file.Length == 0) throw new ModelZipException("It is empty, or a pipe.");
        return new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }
}
