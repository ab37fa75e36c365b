using NetVips;

namespace AdaMHF.Slides;

/// <summary>Messages of libvips: one line for each tile, many of them the same.</summary>
internal static class VipsText
{
    /// <summary>Clears what libvips has noted and nobody has thrown, which the next exception would say. Making one clears it.</summary>
    public static void Forget() => _ = new VipsException("");

    /// <summary>What happened, as one sentence.</summary>
    public static string Of(VipsException error)
    {
        string[] lines = [.. error.Message.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Distinct()];
        // The first line names the operation, the others say why.
        return string.Join("; ", (lines.Length > 1 ? lines[1..] : lines).Take(3)) + ".";
    }
}
