using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>The rows that a model scores, with what scores them ahead.</summary>
internal sealed class ScoringAheadDataView(IDataView source, Func<ScoringAhead> ahead) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var rows = source.GetRowCursor(columnsNeeded, rand);
        // A second cursor would shuffle otherwise.
        return rand is null ? new Cursor(rows, ahead()) : rows;
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    /// <summary>A cursor that knows the prognosis of its row.</summary>
    internal sealed class Cursor(DataViewRowCursor source, ScoringAhead ahead) : ForwardingCursor(source)
    {
        private long _row = -1;

        /// <summary>The prognosis of the current row; null where it must be scored alone.</summary>
        public PatientPrognosis? Prognosis() => ahead.At(_row);

        public override bool MoveNext()
        {
            if (!base.MoveNext()) return false;
            _row++;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) ahead.Dispose();
            base.Dispose(disposing);
        }
    }
}
