namespace AdaMHF;

/// <summary>
/// Tells files from what only has a name like one, without opening it: opening a pipe waits for its writer, for ever where there is none.
/// </summary>
internal static class RegularFile
{
    /// <summary>
    /// Why a path cannot be read as a file of at least one byte; continues "'path' ...". Null where it can, or where there is none.
    /// </summary>
    /// <param name="path">The path.</param>
    public static string? Problem(string path)
    {
        if (Directory.Exists(path)) return "is a folder, not a file";
        var file = new FileInfo(path);
        if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) file = target;
        // Pipes, sockets and devices have no length; neither is an empty file of any format.
        return file.Exists && file.Length == 0 ? "is an empty file, or none at all (a pipe, a socket or a device)" : null;
    }
}
