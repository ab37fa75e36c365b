namespace AdaMHF.Benchmark;

/// <summary>Folders that are either whole or absent, whenever a process is killed and however many write the same one.</summary>
internal static class WholeFolder
{
    /// <summary>Beside every folder that is being written; what is found here later was left by a process that was killed.</summary>
    private const string Prefix = ".writing-";

    /// <summary>Writes under another name and moves the folder into place. When another process was first, its folder stays.</summary>
    public static void Write(string target, Action<string> write)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(target))!;
        Directory.CreateDirectory(parent);
        var temporary = Path.Combine(parent, $"{Prefix}{Guid.NewGuid():N}");
        Directory.CreateDirectory(temporary);
        try
        {
            write(temporary);
            Directory.Move(temporary, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(temporary, recursive: true);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    public static bool IsLeftover(string folder) => Path.GetFileName(folder).StartsWith(Prefix, StringComparison.Ordinal);
}
