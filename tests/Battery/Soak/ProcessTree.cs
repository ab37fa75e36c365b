using System.Diagnostics;

namespace AdaMHF.Battery.Soak;

/// <summary>What a process and those that it started hold.</summary>
internal static class ProcessTree
{
    /// <summary>Resident bytes now; 0 where the system has no <c>/proc</c>, or the process has ended.</summary>
    public static long ResidentBytes(int root)
    {
        if (!Directory.Exists("/proc/self")) return 0;
        var all = Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => (Id: int.Parse(name!), Stat: Read($"/proc/{name}/stat"))).Where(process => process.Stat.Length > 0)
            .Select(process => (process.Id, Fields: process.Stat[(process.Stat.LastIndexOf(')') + 2)..].Split(' ')))
            .ToLookup(process => int.Parse(process.Fields[1]));
        var (bytes, waiting) = (0L, new Stack<int>([root]));
        while (waiting.TryPop(out var id))
        {
            bytes += BytesOf(id);
            foreach (var (child, _) in all[id]) waiting.Push(child);
        }
        return bytes;
    }

    private static long BytesOf(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.WorkingSet64;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return 0;
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            // It has ended.
            return "";
        }
    }
}
