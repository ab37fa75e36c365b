using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class ScoringAheadTests(SmallStudy study)
{
    private IDataView All => study.Cohort.Data;

    [Fact]
    public void A_table_gets_the_scores_that_its_patients_get_one_by_one_in_their_order()
    {
        var scored = study.Model.Transform(All);
        var (ids, together) = (scored.GetColumn<string>("PatientId").ToArray(), SmallStudy.Scores(scored));
        Assert.Equal(All.GetColumn<string>("PatientId"), ids);
        Assert.Contains(together, float.IsNaN);
        for (var row = 0; row < ids.Length; row++)
        {
            // A batch of its own.
            var table = new SelectedRowsDataView(All, [.. ids.Select((_, other) => other == row)]);
            var alone = SmallStudy.Scores(study.Model.Transform(table))[0];
            Assert.True(
                float.IsNaN(alone)
                    ? float.IsNaN(together[row])
                    : Math.Abs(alone - together[row]) <= 1e-6 * Math.Max(1, Math.Abs(alone)),
                ids[row]);
        }
    }

    [Fact]
    public void Rows_that_nobody_asks_for_are_passed_over()
    {
        var (scored, expected) = (study.Model.Transform(All), SmallStudy.Scores(study.Model.Transform(All)));
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        var getter = cursor.GetGetter<float>(scored.Schema["Score"]);
        foreach (var wanted in new[] { 0, 1, 5, 6, 7, 30, 31, expected.Length - 1 })
        {
            while (cursor.Position < wanted) Assert.True(cursor.MoveNext());
            var score = 0f;
            getter(ref score);
            Assert.Equal(expected[wanted], score, 1e-5f);
        }
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void A_look_at_the_first_row_reads_few()
    {
        var watched = new CountedDataView(All);
        var scored = study.Model.Transform(watched);
        using (var cursor = scored.GetRowCursor([scored.Schema["Score"]]))
        {
            Assert.True(cursor.MoveNext());
            var score = 0f;
            cursor.GetGetter<float>(scored.Schema["Score"])(ref score);
        }
        Assert.InRange(watched.Rows, 1, 4);
    }

    /// <summary>Counts the rows that any cursor moves to.</summary>
    private sealed class CountedDataView(IDataView source) : IDataView
    {
        public int Rows { get; private set; }

        public bool CanShuffle => false;

        public DataViewSchema Schema => source.Schema;

        public long? GetRowCount() => source.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
            new Cursor(this, source.GetRowCursor(columnsNeeded));

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
            [GetRowCursor(columnsNeeded)];

        private sealed class Cursor(CountedDataView counted, DataViewRowCursor source) : ForwardingCursor(source)
        {
            public override bool MoveNext()
            {
                counted.Rows++;
                return base.MoveNext();
            }
        }
    }
}
