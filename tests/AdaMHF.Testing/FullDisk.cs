using System.Diagnostics;

namespace AdaMHF.Testing;

/// <summary>A small file system in memory that can be filled up; only where the tests may mount one.</summary>
public sealed class FullDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-disk-");

    private FullDisk()
    {
    }

    /// <summary>Where it is.</summary>
    public string Path => _folder.FullName;

    /// <summary>Mounts one; null where that is not allowed.</summary>
    /// <param name="bytes">Its size.</param>
    public static FullDisk? TryMount(int bytes)
    {
        var disk = new FullDisk();
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", disk.Path)) return disk;
        disk._folder.Delete();
        return null;
    }

    /// <summary>Leaves so many bytes free.</summary>
    public void FillExcept(int bytes)
    {
        var free = new DriveInfo(Path).AvailableFreeSpace - bytes;
        using var filler = File.Create(System.IO.Path.Combine(Path, "filler"));
        var block = new byte[4096];
        for (var written = 0L; written + block.Length <= free; written += block.Length) filler.Write(block);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Run("umount", Path);
        _folder.Delete();
    }

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
