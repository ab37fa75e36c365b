namespace AdaMHF.Battery.Parts;

/// <summary>A format whose files are damaged. A new format is one more line of <see cref="All"/>.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Family">Which part of the battery it belongs to.</param>
/// <param name="Ending">File name ending of the mutants.</param>
/// <param name="Seeds">Whole files by name.</param>
/// <param name="Read">
/// Reads a file, and gives what the other reader is to find in it; null where no other reader knows the format. Typed exceptions are
/// refusals.
/// </param>
/// <param name="IsTyped">Whether an exception is a refusal.</param>
internal sealed record FormatPart(
    string Name,
    string Family,
    string Ending,
    Func<IReadOnlyList<(string Name, byte[] Bytes)>> Seeds,
    Func<string, byte[]?> Read,
    Predicate<Exception> IsTyped)
{
    /// <summary>Every format.</summary>
    public static IReadOnlyList<FormatPart> All { get; } = [.. BagParts.All, .. TextParts.All, .. ModelParts.All, .. CheckpointParts.All];

    /// <summary>
    /// Whether <see cref="Read"/> compares what it reads with the whole file itself, and throws what is no refusal where they differ.
    /// </summary>
    public bool ComparesItself { get; init; }

    /// <summary>What is too slow for every mutant: done with a few of those that were accepted. Null where there is no more.</summary>
    public Func<string, bool>? Confirm { get; init; }
}
