namespace AdaMHF.Benchmark;

/// <summary>What a check found.</summary>
/// <param name="Status">How bad it is.</param>
/// <param name="Check">What was checked.</param>
/// <param name="Detail">What was found, with counts and names.</param>
/// <param name="Fix">What to do; empty when there is nothing to do.</param>
public sealed record Finding(CheckStatus Status, string Check, string Detail, string Fix = "")
{
    private const int Shown = 5;

    internal static Finding Pass(string check, string detail) => new(CheckStatus.Pass, check, detail);

    /// <summary>Passes when nothing is named, and names the first few otherwise.</summary>
    internal static Finding Of(
        string check, IReadOnlyCollection<string> names, CheckStatus otherwise, string none, string some, string fix) => names.Count == 0
            ? Pass(check, none)
            : new(otherwise, check, $"{names.Count} {some}: {Some(names)}", fix);

    internal static string Some(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? ", ..." : "");
}
