using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>The rows that a model scores, with what scores them ahead.</summary>
/// <param name="source">The rows.</param>
/// <param name="ahead">Creates what scores the rows of a cursor.</param>
/// <param name="mayDivide">
/// Whether two cursors may score at once, each every other block: one computes while the other reads. ML.NET would otherwise divide the
/// rows of one cursor, which are then scored one by one.
/// </param>
internal sealed class ScoringAheadDataView(IDataView source, Func<ScoringAhead> ahead, bool mayDivide) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var rows = source.GetRowCursor(columnsNeeded, rand);
        // A second cursor would shuffle otherwise.
        return rand is null ? new Cursor(rows, ahead(), 0, 1) : rows;
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        if (!mayDivide || n < 2 || rand is not null) return [GetRowCursor(columnsNeeded, rand)];
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        return [new Cursor(source.GetRowCursor(needed), ahead(), 0, 2), new Cursor(source.GetRowCursor(needed), ahead(), 1, 2)];
    }

    /// <summary>A cursor that knows the prognosis of its row; of several, each has its share of the blocks.</summary>
    internal sealed class Cursor(DataViewRowCursor source, ScoringAhead ahead, int number, int of) : ForwardingCursor(source)
    {
        private long _row = -1;
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => _row < 0 ? 0 : ScoringBlocks.NumberOf(_row);

        /// <summary>The prognosis of the current row; null where it must be scored alone.</summary>
        public PatientPrognosis? Prognosis() => ahead.At(_row);

        public override bool MoveNext()
        {
            while (base.MoveNext())
            {
                if (ScoringBlocks.NumberOf(++_row) % of != number) continue;
                _position++;
                return true;
            }
            _position = -1;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) ahead.Dispose();
            base.Dispose(disposing);
        }
    }
}
