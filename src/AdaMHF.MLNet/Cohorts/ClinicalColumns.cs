using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>Decides of each clinical column whether it is numbers or a text, and tells where that looks wrong.</summary>
internal sealed class ClinicalColumns(CsvTable table, IReadOnlyList<PatientRecord> patients, SurvivalCohortOptions options)
{
    private const int MostNamed = 5;

    private readonly List<ClinicalColumn> _found = [];
    private readonly List<string> _warnings = [];
    private readonly TableCells _cells = new(options.Table);

    /// <summary>The columns so far.</summary>
    public IReadOnlyList<ClinicalColumn> Found => _found;

    /// <summary>Texts that look like numbers.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Takes a column, with a value of each patient; a word among the numbers of a training is a problem of the table.</summary>
    public StoredColumn Add(string name, string[] values)
    {
        if (options.TextColumnNames.Contains(name)) return Text(name, values);
        var numbers = new float[values.Length];
        int[] others =
            [.. Enumerable.Range(0, values.Length).Where(patient => !_cells.TryNumber(values[patient], out numbers[patient]))];
        var isOfTraining = options.NumbersByName.TryGetValue(name, out var wasNumber);
        if (isOfTraining ? wasNumber : others.Length == 0)
        {
            foreach (var patient in others) Refuse(name, patients[patient], values[patient]);
            _found.Add(new(name, IsNumber: true, numbers.Count(float.IsNaN)));
            return StoredColumn.Number(name, numbers);
        }
        string[] texts = Array.ConvertAll(values, value => _cells.IsMissing(value) ? "" : value);
        if (!isOfTraining) WarnOfNumbers(name, Words(texts));
        return Text(name, texts);
    }

    private static string[] Words(string[] texts) => Array.FindAll(texts, text => text.Length > 0);

    private static string Quoted(string text) => $"'{Identifier.Shown(text)}'";

    private StoredColumn Text(string name, string[] texts)
    {
        var words = Words(texts);
        _found.Add(new(name, IsNumber: false, texts.Length - words.Length)
        {
            Words = [.. words.CountBy(text => text).OrderByDescending(word => word.Value).Select(word => word.Key)],
        });
        return StoredColumn.Text(name, texts);
    }

    private void Refuse(string name, PatientRecord patient, string value) => table.Problems.Add(
        "numbers of the training",
        patient.Row,
        $"patient {patient.Id} has {name} {Quoted(value)}; expected a number, as in the table that the model was trained on. Correct the "
        + "cell, leave it empty where the value is not known, or leave the column out where the model does not read it "
        + $"({nameof(options.IgnoredColumnNames)}, --ignore).{_cells.CommaHint(value)}",
        name,
        patient.Id);

    // A cell of another kind makes a whole column a text, and each of its numbers a category.
    private void WarnOfNumbers(string name, string[] words)
    {
        string[] others = [.. words.Where(text => !_cells.TryNumber(text, out _) && _cells.CommaHint(text).Length == 0)];
        if (others.Length * 2 >= words.Length) return;
        var hint = words.Select(text => _cells.CommaHint(text)).FirstOrDefault(hint => hint.Length > 0) ?? "";
        var except = others.Length > 0 ? $", except {string.Join(", ", others.Distinct().Take(MostNamed).Select(Quoted))}" : "";
        _warnings.Add($"{name} is a text, of which {words.Length - others.Length} of {words.Length} values look like numbers{except}.{hint}"
            + (others.Length > 0 ? $" A word for a missing value belongs in {nameof(TableOptions.MissingWords)} (--missing-words)." : ""));
    }
}
