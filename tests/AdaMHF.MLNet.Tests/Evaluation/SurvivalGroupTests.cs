using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

public class SurvivalGroupTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly Row[] _rows = [.. Rows()];

    [Theory]
    [InlineData(nameof(Row.Stage), new[] { "I", "II", "III" })]
    [InlineData(nameof(Row.Grade), new[] { "2", "10" })]
    [InlineData(nameof(Row.Treated), new[] { "False", "True" })]
    public void Curves_come_by_the_values_of_a_column(string column, string[] labels)
    {
        var groups = _ml.Survival.KaplanMeier(_ml.Data.LoadFromEnumerable(_rows), column);
        Assert.Equal(labels, groups.Select(group => group.Label));
        foreach (var group in groups)
        {
            Row[] members = [.. _rows.Where(row => row.ValueOf(column) == group.Label)];
            Assert.Equal((members.Length, members.Count(row => row.Event)), (group.Patients, group.Events));
            var expected = KaplanMeier.Fit([.. members.Select(row => (double)row.Time)], [.. members.Select(row => row.Event)]);
            Assert.Equal(expected.Survival, group.Curve.Survival);
        }
    }

    [Fact]
    public void A_key_column_is_read_by_its_values()
    {
        var data = _ml.Data.LoadFromEnumerable(_rows);
        var keyed = _ml.Transforms.Conversion.MapValueToKey("Stage").Fit(data).Transform(data);
        Assert.Equal(["I", "II", "III"], _ml.Survival.KaplanMeier(keyed, "Stage").Select(group => group.Label));
        Assert.Equal(_ml.Survival.LogRank(data, "Stage").PValue, _ml.Survival.LogRank(keyed, "Stage").PValue);
    }

    [Fact]
    public void Without_a_column_there_is_one_curve_of_all()
    {
        var all = Assert.Single(_ml.Survival.KaplanMeier(_ml.Data.LoadFromEnumerable(_rows)));
        Assert.Equal(("all", _rows.Length), (all.Label, all.Patients));
    }

    [Fact]
    public void The_test_of_a_column_is_that_of_the_statistics()
    {
        var data = _ml.Data.LoadFromEnumerable(_rows);
        double[] time = [.. _rows.Select(row => (double)row.Time)];
        bool[] died = [.. _rows.Select(row => row.Event)];
        int[] stage = [.. _rows.Select(row => row.Stage.Length)], grade = [.. _rows.Select(row => row.Grade)];

        var test = _ml.Survival.LogRank(data, "Stage");
        Assert.Equal(LogRank.Test(time, died, stage).ChiSquare, test.ChiSquare);
        Assert.Equal((2, "III"), (test.DegreesOfFreedom, test.Groups[2].Label));
        Assert.Equal(_rows.Count(row => row is { Stage: "III", Event: true }), test.Groups[2].Events);
        Assert.Equal(
            LogRank.TestStratified(time, died, stage, grade, LogRankWeighting.TaroneWare).ChiSquare,
            _ml.Survival.LogRank(data, "Stage", "Grade", LogRankWeighting.TaroneWare).ChiSquare);
        Assert.Contains("log-rank p", test.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_median_risk_divides_low_from_high()
    {
        var data = _ml.Data.LoadFromEnumerable(_rows);
        var groups = _ml.Survival.KaplanMeierByMedianRisk(data);
        Assert.Equal(["low risk", "high risk"], groups.Select(group => group.Label));
        var risks = _rows.Select(row => row.Score).Order().ToArray();
        var median = (risks[29] + risks[30]) / 2;
        Assert.Equal(_rows.Count(row => row.Score >= median), groups[1].Patients);
        var test = _ml.Survival.LogRankByMedianRisk(data);
        Assert.Equal(groups[1].Events, test.Groups[1].Events);

        var equal = _ml.Data.LoadFromEnumerable(_rows.Select(row => row with { Score = 1 }));
        Assert.Single(_ml.Survival.KaplanMeierByMedianRisk(equal));
        Assert.Throws<SurvivalDataException>(() => _ml.Survival.LogRankByMedianRisk(equal));
    }

    [Fact]
    public void A_missing_group_is_named_not_dropped()
    {
        var data = _ml.Data.LoadFromEnumerable(_rows.Select((row, i) => i == 4 ? row with { Stage = "" } : row));
        var error = Assert.Throws<SurvivalDataException>(() => _ml.Survival.KaplanMeier(data, "Stage"));
        Assert.Contains("Row 5 has no value in the group column 'Stage'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Survival.LogRank(data, "Sex"));
    }

    private static IEnumerable<Row> Rows()
    {
        var random = new Random(3);
        for (var i = 0; i < 60; i++)
        {
            var (time, died) = (random.Next(1, 40), random.Next(3) > 0);
            yield return new(time, died, new string('I', 1 + (i % 3)), i % 2 == 0 ? 2 : 10, i % 5 < 2, random.NextSingle());
        }
    }

    private sealed record Row(float Time, bool Event, string Stage, int Grade, bool Treated, float Score)
    {
        public string ValueOf(string column) => column switch
        {
            nameof(Stage) => Stage,
            nameof(Grade) => Grade.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => Treated.ToString(),
        };
    }
}
