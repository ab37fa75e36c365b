namespace AdaMHF.MLNet;

/// <summary>Reads whether a death was observed, and remembers which words said so.</summary>
internal sealed class EventCoding(SurvivalCohortOptions options, TableCells cells)
{
    private static readonly Dictionary<string, bool> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        ["alive"] = false,
        ["living"] = false,
        ["censored"] = false,
        ["dead"] = true,
        ["deceased"] = true,
        ["died"] = true,
    };

    private readonly bool _isCensorship = options.EventColumnName is null;

    private readonly Dictionary<string, bool>? _given = options.EventValues is null
        ? null
        : new(options.EventValues.Select(pair => KeyValuePair.Create(pair.Key.Trim(), pair.Value)), StringComparer.OrdinalIgnoreCase);

    private readonly SortedDictionary<string, bool> _used = new(StringComparer.Ordinal);

    /// <summary>Values other than 0 and 1 that were met, and what they were taken for.</summary>
    public IReadOnlyDictionary<string, bool> Used => _used;

    public string Expected => _given is not null
        ? $"one of {string.Join(", ", _given.Keys)}, as given in {nameof(options.EventValues)} (--event-values)"
        : _isCensorship
            ? "0 (death observed) or 1 (censored)"
            : "0 (censored) or 1 (death observed), or a word such as Alive and Dead, 0:LIVING and 1:DECEASED";

    /// <summary>False for a value of no meaning; the event is null where it is missing.</summary>
    public bool TryRead(string cell, out bool? @event)
    {
        var text = cell.Trim();
        @event = null;
        if (_given is not null && _given.TryGetValue(text, out var given)) @event = _used[text] = given;
        else if (cells.IsMissing(text)) return true;
        else if (_given is not null) return false;
        else if (cells.TryFlag(text, out var flag)) @event = flag != _isCensorship;
        // A word in a column of censorship may mean either.
        else if (!_isCensorship && OfWord(text) is { } word) @event = _used[text] = word;
        return @event is not null;
    }

    /// <summary>A remark for a value of another coding; empty for any other.</summary>
    public string Hint(string cell) => cell.Trim() switch
    {
        "2" or "2.0" => $" A coding of 1 and 2 has to be given: {nameof(options.EventValues)} (--event-values \"1=alive,2=dead\").",
        var text when _isCensorship && OfWord(text) is not null => $" A column of words is an {nameof(options.EventColumnName)}.",
        var text when !_isCensorship && _given is null && IsWord(text) =>
            $" Where it is a word for alive or dead, say so: {nameof(options.EventValues)} "
            + $"(--event-values \"{text}=0\" or \"{text}=1\", and the other word).",
        _ => "",
    };

    private bool IsWord(string text) => !cells.IsMissing(text) && !cells.TryNumber(text, out _);

    private static bool? OfWord(string text)
    {
        if (Usual.TryGetValue(text, out var usual)) return usual;
        return text.Length > 2 && text[1] == ':' && text[0] is '0' or '1' ? text[0] == '1' : null;
    }
}
