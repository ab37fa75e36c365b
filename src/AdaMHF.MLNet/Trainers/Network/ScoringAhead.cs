using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>
/// Scores the rows of one cursor in batches, by a second cursor over the same rows that runs ahead.
/// </summary>
internal sealed class ScoringAhead(IDataView source, PatientReader reader, SurvivalScorer scorer) : IDisposable
{
    private DataViewRowCursor? _cursor;
    private Func<PatientModalities>? _read;
    private PatientPrognosis?[] _batch = [];
    private long _first;

    // The row that was not taken yet: its number, whether the cursor stands on it, and whether and what was read of it.
    private long _row;
    private bool _isOnRow;
    private (bool IsRead, PatientModalities? Patient) _waiting;

    /// <summary>
    /// The prognosis of a row, counted from 0 and never falling; null where the row must be scored alone, so that what is wrong with it is
    /// said there.
    /// </summary>
    public PatientPrognosis? At(long row)
    {
        if (row >= _first + _batch.Length) Fill(row);
        return row - _first < _batch.Length ? _batch[row - _first] : null;
    }

    public void Dispose() => _cursor?.Dispose();

    private void Fill(long row)
    {
        var (start, end) = ScoringBlocks.Of(row);
        // Blocks of which nobody asked for a prognosis are skipped.
        while (_row < start && Reach()) Take();
        PatientModalities?[] patients;
        do
        {
            _first = _row;
            patients = NextBatch(end);
        }
        while (patients.Length > 0 && _row <= row);
        _batch = Score(patients);
    }

    private PatientModalities?[] NextBatch(long end)
    {
        var patients = new List<PatientModalities?>();
        var budget = new PatchBudgetOfBatch();
        while (_row < end && Reach())
        {
            if (!_waiting.IsRead) _waiting = (true, Read());
            if (_waiting.Patient is { } patient && !budget.Takes(scorer.PatchesOf(patient))) break;
            patients.Add(_waiting.Patient);
            Take();
        }
        return [.. patients];
    }

    private bool Reach()
    {
        _cursor ??= source.GetRowCursor(reader.Columns);
        return _isOnRow = _isOnRow || _cursor.MoveNext();
    }

    private void Take() => (_row, _isOnRow, _waiting) = (_row + 1, false, default);

    private PatientModalities? Read()
    {
        try
        {
            return (_read ??= reader.Bind(_cursor!))();
        }
        catch (Exception error) when (IsOfARow(error))
        {
            return null;
        }
    }

    private PatientPrognosis?[] Score(PatientModalities?[] patients)
    {
        try
        {
            var known = scorer.ScoreTogether([.. patients.OfType<PatientModalities>()]);
            var place = 0;
            return Array.ConvertAll(patients, patient => patient is null ? null : known[place++]);
        }
        catch (Exception error) when (IsOfARow(error))
        {
            return new PatientPrognosis?[patients.Length];
        }
    }

    private static bool IsOfARow(Exception error) =>
        error is (IOException or InvalidDataException or InvalidOperationException or ArgumentException) and not ObjectDisposedException;
}
