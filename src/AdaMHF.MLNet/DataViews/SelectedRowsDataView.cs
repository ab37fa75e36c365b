using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>
/// Some rows of a data view, by position. ML.NET's own filters select rows by the value of a column, which a split by patient does not
/// have.
/// </summary>
internal sealed class SelectedRowsDataView(IDataView source, bool[] selected) : IDataView
{
    // Positions are those of the unshuffled source, so a shuffled cursor would select other rows.
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => selected.LongCount(isIn => isIn);

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded), selected);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor source, bool[] selected) : ForwardingCursor(source)
    {
        private readonly DataViewRowCursor _source = source;
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool MoveNext()
        {
            while (_source.MoveNext())
            {
                if (!selected[_source.Position]) continue;
                _position++;
                return true;
            }
            _position = -1;
            return false;
        }
    }
}
