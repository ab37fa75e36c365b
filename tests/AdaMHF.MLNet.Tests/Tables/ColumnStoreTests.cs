using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>The data view of a cohort behaves as ML.NET's own data views do.</summary>
public sealed class ColumnStoreTests : IDisposable
{
    private readonly CohortFiles _files = new();
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public ColumnStoreTests()
    {
        var rows = Enumerable.Range(0, 200).Select(i => $"p{i},s{i},{i + 1},{i % 2},{i},{-i}");
        _data = _files.Load($"case_id,slide_id,survival_months,censorship,A_mut,B_mut\n{string.Join('\n', rows)}\n").Data;
    }

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Only_the_columns_asked_for_are_active()
    {
        using var cursor = _data.GetRowCursor([_data.Schema["Time"]]);

        Assert.True(cursor.IsColumnActive(_data.Schema["Time"]));
        Assert.False(cursor.IsColumnActive(_data.Schema["Genes"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<VBuffer<float>>(_data.Schema["Genes"]));
    }

    [Fact]
    public void A_getter_of_another_type_is_refused_by_the_columns_name()
    {
        using var cursor = _data.GetRowCursor(_data.Schema);

        var error = Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(_data.Schema["Time"]));

        Assert.Contains("'Time' holds System.Single", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cursor_has_values_between_the_first_and_the_last_row_only()
    {
        using var cursor = _data.GetRowCursor([_data.Schema["Time"]]);
        var time = cursor.GetGetter<float>(_data.Schema["Time"]);
        float value = 0;

        Assert.Equal(-1, cursor.Position);
        Assert.Throws<InvalidOperationException>(() => time(ref value));
        for (var row = 0; row < 200; row++)
        {
            Assert.True(cursor.MoveNext());
            time(ref value);
            Assert.Equal((row, row + 1f), (cursor.Position, value));
        }
        Assert.False(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
        Assert.Throws<InvalidOperationException>(() => time(ref value));
    }

    [Fact]
    public void Many_cursors_at_once_see_the_same_rows()
    {
        var expected = Read(null);

        var results = new (ulong, float, float)[8][];
        Parallel.For(0, results.Length, i => results[i] = Read(null));

        Assert.Equal([.. Enumerable.Range(0, 200).Select(i => ((ulong)i, i + 1f, -(float)i))], expected);
        Assert.All(results, result => Assert.Equal(expected, result));
    }

    [Fact]
    public void Shuffled_cursors_give_every_row_once_with_its_own_id_in_the_order_of_the_seed()
    {
        var ordered = Read(null);
        var shuffled = Read(new Random(5));

        Assert.True(_data.CanShuffle);
        Assert.NotEqual(ordered, shuffled);
        Assert.Equal(ordered, shuffled.Order());
        Assert.Equal(shuffled, Read(new Random(5)));
    }

    [Fact]
    public void Writing_to_a_value_does_not_change_the_cohort()
    {
        using (var cursor = _data.GetRowCursor([_data.Schema["Genes"]]))
        {
            var getter = cursor.GetGetter<VBuffer<float>>(_data.Schema["Genes"]);
            var genes = default(VBuffer<float>);
            cursor.MoveNext();
            getter(ref genes);
            VBufferEditor.CreateFromBuffer(ref genes).Values.Fill(99);
        }

        Assert.DoesNotContain(99f, _data.GetColumn<float[]>("Genes").First());
    }

    [Fact]
    public void A_cursor_set_covers_every_row_once()
    {
        var cursors = _data.GetRowCursorSet(_data.Schema, 4);

        Assert.Equal(200, cursors.Sum(cursor =>
        {
            var rows = 0;
            while (cursor.MoveNext()) rows++;
            cursor.Dispose();
            return rows;
        }));
    }

    [Fact]
    public void ML_NETs_own_transforms_and_files_take_it()
    {
        var pipeline = _ml.Transforms.Concatenate("Features", "Time", "Genes").Append(_ml.Transforms.NormalizeMeanVariance("Features"));
        var transformed = pipeline.Fit(_data).Transform(_ml.Data.ShuffleRows(_data, seed: 3));
        var path = _files.PathOf("cohort.idv");
        using (var file = File.Create(path)) _ml.Data.SaveAsBinary(_data, file);
        var reloaded = _ml.Data.LoadFromBinary(path);

        Assert.Equal(200, transformed.GetColumn<float[]>("Features").Count(features => features.Length == 3));
        Assert.Equal(_data.GetColumn<float[]>("Genes"), reloaded.GetColumn<float[]>("Genes"));
        Assert.Equal(_data.GetColumn<string[]>("SlideIds"), reloaded.GetColumn<string[]>("SlideIds"));
        Assert.Equal(
            _data.Schema.Select(column => (column.Name, column.Type)),
            reloaded.Schema.Select(column => (column.Name, column.Type)));
    }

    private (ulong Id, float Time, float Gene)[] Read(Random? random)
    {
        using var cursor = _data.GetRowCursor(_data.Schema.Where(column => column.Name is "Time" or "Genes"), random);
        var id = cursor.GetIdGetter();
        var time = cursor.GetGetter<float>(_data.Schema["Time"]);
        var genes = cursor.GetGetter<VBuffer<float>>(_data.Schema["Genes"]);
        var (rowId, months, values) = (default(DataViewRowId), 0f, default(VBuffer<float>));
        var rows = new List<(ulong, float, float)>();
        while (cursor.MoveNext())
        {
            id(ref rowId);
            time(ref months);
            genes(ref values);
            rows.Add((rowId.Low, months, values.GetItemOrDefault(1)));
        }
        return [.. rows];
    }
}
