namespace AdaMHF.PatchBags;

/// <summary>A column that is read as one row.</summary>
internal sealed class VectorMatrix(NumberMatrix column) : NumberMatrix(1, column.Rows)
{
    public override void ReadRows<T>(ReadOnlySpan<int> wanted, Span<T> target)
    {
        if (!wanted.IsEmpty) column.ReadRows([.. Enumerable.Range(0, Columns)], target);
    }
}
