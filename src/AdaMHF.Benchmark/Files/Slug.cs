namespace AdaMHF.Benchmark;

/// <summary>Names that may stand in any path.</summary>
internal static class Slug
{
    /// <summary>Letters, digits, dots and underscores; a dash for everything else.</summary>
    public static string Of(string text) =>
        string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-'));
}
