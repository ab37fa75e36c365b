using System.Diagnostics;
using System.Globalization;

namespace AdaMHF.Benchmark;

/// <summary>
/// The most resident memory since a moment. Only Linux can forget earlier peaks; elsewhere it is the peak of the process.
/// </summary>
internal static class PeakMemory
{
    public static void Restart()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A container may forbid it; the figure is then the peak of the process.
        }
    }

    public static long Bytes()
    {
        const string HighWater = "VmHWM:";
        if (OperatingSystem.IsLinux()
            && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(HighWater, StringComparison.Ordinal)) is { } line)
            return 1024 * long.Parse(line[HighWater.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
