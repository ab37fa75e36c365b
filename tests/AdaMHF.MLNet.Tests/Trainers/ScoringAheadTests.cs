using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

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

    [Fact]
    public void A_model_of_genes_scores_blocks_of_rows_on_several_cursors_in_the_order_of_the_table()
    {
        const int Rows = 1200;
        using var model = SmallSystems.Trainer(study.ML, "snn").Fit(ConformanceCases.Prepared(study.ML, study));
        var random = new Random(1);
        float[] Genes(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)GenePatients.Normal(random))];
        BagPatient[] patients = [.. Enumerable.Range(0, 20).Select(_ => new BagPatient
        {
            G1 = Genes(13), G2 = Genes(14), G3 = Genes(15), G4 = Genes(12), G5 = Genes(11), G6 = Genes(12),
        })];
        IDataView Table(int rows) => study.ML.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(row => patients[row % 20]));
        using var engine = study.ML.Model.CreatePredictionEngine<BagPatient, Prognosis>(
            model, new PredictionEngineOptions { OwnsTransformer = false });
        var alone = Array.ConvertAll(patients, patient => engine.Predict(patient).Score);

        var scored = model.Transform(Table(Rows));
        SmallStudy.AssertSameScores(Enumerable.Range(0, Rows).Select(row => alone[row % 20]), SmallStudy.Scores(scored));

        // ML.NET joins the cursors of a set by their batches.
        var found = new Dictionary<long, float[]>();
        var cursors = scored.GetRowCursorSet([scored.Schema["Score"]], 4);
        foreach (var cursor in cursors)
        {
            var before = DisposeScopeManager.Statistics.TensorStatistics.CreatedInScopeCount;
            var own = Read(cursor, scored.Schema["Score"]);
            Assert.InRange(DisposeScopeManager.Statistics.TensorStatistics.CreatedInScopeCount - before, 1, own.Values.Sum(s => s.Length));
            foreach (var (batch, values) in own) found.Add(batch, values);
        }
        Assert.True(cursors.Length > 1);
        Assert.Equal(SmallStudy.Scores(scored), found.OrderBy(batch => batch.Key).SelectMany(batch => batch.Value));
    }

    private static Dictionary<long, float[]> Read(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        using var owned = cursor;
        var getter = cursor.GetGetter<float>(column);
        var batches = new List<(long Batch, float Score)>();
        while (cursor.MoveNext())
        {
            Assert.Equal(batches.Count, cursor.Position);
            var score = 0f;
            getter(ref score);
            batches.Add((cursor.Batch, score));
        }
        Assert.Equal(batches.Select(row => row.Batch).Order(), batches.Select(row => row.Batch));
        return batches.GroupBy(row => row.Batch).ToDictionary(batch => batch.Key, batch => batch.Select(row => row.Score).ToArray());
    }

    private sealed class Prognosis
    {
        public float Score { get; set; }
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
