using System.Text;

namespace AdaMHF.MLNet;

/// <summary>Collects what is wrong with the rows of a table, so that two hundred bad cells are said once.</summary>
internal sealed class TableProblems(string path)
{
    private const int Named = 10;

    private readonly Dictionary<string, (int Count, List<CohortFileProblem> First)> _kinds = new(StringComparer.Ordinal);

    /// <summary>Notes a problem; of a kind the first ten are kept and all are counted.</summary>
    public void Add(string kind, int row, string message, string? column = null, string? patient = null)
    {
        var (count, first) = _kinds.TryGetValue(kind, out var found) ? found : (0, []);
        if (count < Named) first.Add(new(path, message, row, column, patient));
        _kinds[kind] = (count + 1, first);
    }

    /// <exception cref="CohortFileException">There was a problem.</exception>
    public void ThrowIfAny()
    {
        if (_kinds.Count == 0) return;
        CohortFileProblem[] all = [.. _kinds.Values.SelectMany(kind => kind.First)];
        throw new CohortFileException(all is [var only] ? $"'{path}', row {only.Row}: {only.Message}" : Text(), all);
    }

    private string Text()
    {
        var text = new StringBuilder($"'{path}' has {_kinds.Values.Sum(kind => kind.Count)} problems.");
        foreach (var (kind, (count, first)) in _kinds)
        {
            if (count > 1) text.Append(FormattableString.Invariant($"{Environment.NewLine}{count} of a kind ({kind}):"));
            foreach (var problem in first)
                text.Append(FormattableString.Invariant($"{Environment.NewLine}  row {problem.Row}: {problem.Message}"));
            if (count > first.Count) text.Append(FormattableString.Invariant($"{Environment.NewLine}  and {count - first.Count} more."));
        }
        return text.ToString();
    }
}
