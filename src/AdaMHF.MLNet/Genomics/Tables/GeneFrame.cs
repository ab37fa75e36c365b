using System.Globalization;
using Microsoft.Data.Analysis;

namespace AdaMHF.MLNet;

/// <summary>Copies a data frame into a <see cref="ColumnStore"/>, with null as missing.</summary>
internal static class GeneFrame
{
    public static ColumnStore Read(DataFrame frame, GeneTableOptions options)
    {
        DataFrameColumn[] genes = [.. frame.Columns.Where(column => options.IsGene(column.Name, column.IsNumericColumn()))];
        options.RequireGenes(genes.Length, "The data frame");
        if (genes.FirstOrDefault(column => !column.IsNumericColumn()) is { } text)
        {
            throw new CohortFileException(
                $"Gene column '{text.Name}' of the data frame holds {text.DataType.Name}; expected numbers. "
                + "Read it as numbers, or choose other suffixes.");
        }

        var rows = checked((int)frame.Rows.Count);
        float[][] vectors = [.. Enumerable.Range(0, rows).Select(_ => new float[genes.Length])];
        for (var slot = 0; slot < genes.Length; slot++)
        {
            var values = Numbers(genes[slot], rows);
            for (var row = 0; row < rows; row++) vectors[row][slot] = values[row];
        }
        StoredColumn[] columns =
        [
            .. frame.Columns
                .Where(column => options.IsOther(column.Name, column.IsNumericColumn()))
                .Select(column => Other(column, rows, options)),
            StoredColumn.NumberVector(options.GeneColumnName, [.. genes.Select(column => column.Name)], vectors),
        ];
        return new ColumnStore(columns, rows);
    }

    private static StoredColumn Other(DataFrameColumn column, int rows, GeneTableOptions options)
    {
        if (column.DataType == typeof(bool) && column.NullCount == 0)
            return StoredColumn.Flag(column.Name, [.. Enumerable.Range(0, rows).Select(row => (bool)column[row])]);
        if (column.IsNumericColumn() && !options.TextColumnNames.Contains(column.Name))
            return StoredColumn.Number(column.Name, Numbers(column, rows));
        var texts = Enumerable.Range(0, rows).Select(row => Convert.ToString(column[row], CultureInfo.InvariantCulture) ?? "");
        return StoredColumn.Text(column.Name, [.. texts]);
    }

    private static float[] Numbers(DataFrameColumn column, int rows) => column switch
    {
        SingleDataFrameColumn singles => [.. singles.Select(value => value ?? float.NaN)],
        DoubleDataFrameColumn doubles => [.. doubles.Select(value => (float)(value ?? double.NaN))],
        Int32DataFrameColumn integers => [.. integers.Select(value => value ?? float.NaN)],
        _ => [.. Enumerable.Range(0, rows).Select(row => Number(column[row]))],
    };

    private static float Number(object? value) =>
        value is null ? float.NaN : Convert.ToSingle(value, CultureInfo.InvariantCulture);
}
