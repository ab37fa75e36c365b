using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Times and events of all rows of a data view.</summary>
/// <param name="Time">Months.</param>
/// <param name="Event">True = death observed.</param>
internal sealed record SurvivalOutcomes(double[] Time, bool[] Event)
{
    public static SurvivalOutcomes Read(IDataView data, string timeColumnName, string eventColumnName)
    {
        var time = data.Schema.Require(timeColumnName, "time");
        var @event = data.Schema.Require(eventColumnName, "event");
        if (time.Type != NumberDataViewType.Single && time.Type != NumberDataViewType.Double) throw SchemaMismatch.Of(time, "time", "Single or Double");
        if (@event.Type != BooleanDataViewType.Instance) throw SchemaMismatch.Of(@event, "event", "Boolean");
        return new(Numbers(data, time), [.. data.GetColumn<bool>(@event)]);
    }

    public static double[] ReadRisk(IDataView data, string scoreColumnName)
    {
        var score = data.Schema.Require(scoreColumnName, "score");
        if (score.Type != NumberDataViewType.Single && score.Type != NumberDataViewType.Double) throw SchemaMismatch.Of(score, "score", "Single or Double");
        return Numbers(data, score);
    }

    private static double[] Numbers(IDataView data, DataViewSchema.Column column) => column.Type == NumberDataViewType.Double
        ? [.. data.GetColumn<double>(column)]
        : [.. data.GetColumn<float>(column).Select(value => (double)value)];
}
