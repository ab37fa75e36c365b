using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace AdaMHF.PatchBags;

/// <summary>
/// The one rule for identifiers of patients and slides and for names of gene sets and genes, wherever one is read or compared.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>White space at both ends is cut off, no-break spaces and byte order marks included.</item>
/// <item>Letters and their marks are composed (Unicode's form NFC), so that both spellings of an accented letter are one.</item>
/// <item>Control characters and line breaks are refused, and so is an identifier of which nothing is left.</item>
/// <item>Everything else is kept, case included, and identifiers are compared character by character.</item>
/// </list>
/// Identifiers that differ in case, hyphens or invisible characters alone stay different; <see cref="NearCollisions"/> finds them.
/// </remarks>
public static class Identifier
{
    private const char ByteOrderMark = '\uFEFF';
    private const char MinusSign = '\u2212';

    // A process in globalization-invariant mode leaves every text as it is.
    private static readonly bool Composes = "e\u0301".Normalize(NormalizationForm.FormC).Length == 1;

    /// <summary>Reads an identifier by the rule.</summary>
    /// <param name="text">What a table, a file or a column holds.</param>
    /// <returns>The identifier.</returns>
    /// <exception cref="FormatException">The text is no identifier; the message says why.</exception>
    public static string Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryRead(text, out var identifier, out var problem)
            ? identifier
            : throw new FormatException($"'{Shown(text)}' is no identifier: it {problem}.");
    }

    /// <summary>Reads an identifier by the rule.</summary>
    /// <param name="text">What a table, a file or a column holds.</param>
    /// <param name="identifier">The identifier; empty where there is none.</param>
    /// <param name="problem">Continues "it ..."; null for an identifier.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out string identifier, [NotNullWhen(false)] out string? problem)
    {
        var trimmed = Trimmed(text);
        identifier = "";
        problem = trimmed.IsEmpty ? "is empty" : Problem(trimmed);
        if (problem is not null) return false;
        identifier = trimmed.ToString();
        if (!Ascii.IsValid(trimmed)) identifier = identifier.Normalize(NormalizationForm.FormC);
        return true;
    }

    /// <summary>A text for messages: invisible characters as their code point, <c>&lt;U+200B&gt;</c>.</summary>
    public static string Shown(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character == ' ' || !IsInvisible(character)) shown.Append(character);
            else shown.Append(CultureInfo.InvariantCulture, $"<U+{(int)character:X4}>");
        }
        return shown.ToString();
    }

    /// <summary>
    /// Pairs of different identifiers that look the same or nearly: they differ in case, in hyphens, dashes, underscores and spaces, or in
    /// characters that nobody sees. A hyphen between two digits counts: 1-11 and 11-1 are no such pair, P-1 and P1 are one.
    /// </summary>
    /// <param name="identifiers">Identifiers by the rule, in any number; repeated ones count once.</param>
    /// <returns>Each identifier beside the first one that it resembles, in the order given.</returns>
    public static IReadOnlyList<(string First, string Second)> NearCollisions(IEnumerable<string> identifiers)
    {
        ArgumentNullException.ThrowIfNull(identifiers);
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        var pairs = new List<(string, string)>();
        foreach (var identifier in identifiers.Distinct(StringComparer.Ordinal))
        {
            var key = Folded(identifier);
            if (!first.TryAdd(key, identifier)) pairs.Add((first[key], identifier));
        }
        return pairs;
    }

    private static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsMargin(text[start])) start++;
        while (end > start && IsMargin(text[end - 1])) end--;
        return text[start..end];
    }

    private static bool IsMargin(char character) => char.IsWhiteSpace(character) || character == ByteOrderMark;

    private static string? Problem(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsControl(character) || character is '\u2028' or '\u2029')
            {
                var kind = character is '\n' or '\r' or '\u2028' or '\u2029' ? "a line break" : "a control character";
                return string.Create(CultureInfo.InvariantCulture, $"holds {kind} (U+{(int)character:X4}) after {i} characters");
            }
            if (char.IsSurrogate(character))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(character, text[i + 1]))
                    return $"holds half of a character after {i} characters: the text was cut or decoded wrongly";
                i++;
            }
            else if (!Composes && CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"holds a mark apart from its letter (U+{(int)character:X4}), which this process cannot compose because it runs "
                    + $"without ICU (InvariantGlobalization): write the letter as one character, or run with ICU");
            }
        }
        return null;
    }

    private static bool IsInvisible(char character) => CharUnicodeInfo.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Folded(string identifier)
    {
        var folded = new StringBuilder(identifier.Length);
        var gap = false;
        foreach (var character in identifier)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(character);
            if (category == UnicodeCategory.Format) continue;
            if (character == MinusSign
                || category is UnicodeCategory.DashPunctuation or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.SpaceSeparator)
            {
                gap = true;
                continue;
            }
            if (gap && folded.Length > 0 && char.IsDigit(folded[^1]) && char.IsDigit(character)) folded.Append('-');
            gap = false;
            folded.Append(char.ToUpperInvariant(character));
        }
        return folded.ToString();
    }
}
