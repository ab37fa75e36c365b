using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Reads the used features of a row and passes them to a model; a patient with a missing one has no prognosis.</summary>
internal sealed class TabularSource : IPrognosisSource
{
    private readonly DataViewSchema.Column _column;
    private readonly int[] _usedSlots;
    private readonly PrognosisSettings _prognosis;
    private readonly Func<double[], PatientPrognosis> _score;

    public TabularSource(DataViewSchema schema, TabularColumns columns, PrognosisSettings prognosis, Func<double[], PatientPrognosis> score)
    {
        _column = schema.Require(columns.FeatureColumnName, "feature");
        if (_column.Type is not VectorDataViewType { IsKnownSize: true } vector
            || vector.ItemType != NumberDataViewType.Single
            || vector.Size != columns.FeatureCount)
        {
            throw SchemaMismatch.Of(_column, "feature", $"Vector<Single, {columns.FeatureCount}>, as in training");
        }
        _usedSlots = columns.UsedSlots;
        _prognosis = prognosis;
        _score = score;
    }

    public IEnumerable<DataViewSchema.Column> Columns => [_column];

    public Func<PatientPrognosis> Bind(DataViewRow row)
    {
        var getter = row.GetGetter<VBuffer<float>>(_column);
        var buffer = default(VBuffer<float>);
        var dense = new float[((VectorDataViewType)_column.Type).Size];
        return () =>
        {
            getter(ref buffer);
            buffer.CopyTo(dense);
            double[] covariates = Array.ConvertAll(_usedSlots, slot => (double)dense[slot]);
            return Array.TrueForAll(covariates, double.IsFinite) ? _score(covariates) : PatientPrognosis.Unknown(_prognosis);
        };
    }
}
