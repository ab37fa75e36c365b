using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// A trained survival model. It adds <c>Score</c>, <c>Hazards</c>, <c>SurvivalProbabilities</c>, <c>ExpectedMonths</c> and
/// <c>MedianMonths</c>, and <c>SurvivalAt</c> when months to report were given (see <see cref="SurvivalColumns"/>). Scoring is lazy; any
/// number of cursors and threads may use one model.
/// </summary>
public abstract class SurvivalTransformer : RowToRowTransformerBase
{
    private readonly PrognosisSettings _settings;

    internal SurvivalTransformer(IHostEnvironment environment, string name, PrognosisSettings settings)
        : base(environment.Register(name)) => _settings = settings;

    /// <summary>Edges of the time bins in months: 0, the inner edges, infinity.</summary>
    public IReadOnlyList<double> TimeBinEdges => _settings.TimeBinEdges;

    /// <summary>
    /// Longest time of the training patients in months: the end of the last time bin and the limit of expected survival times.
    /// </summary>
    public double LongestMonths => _settings.LongestMonths;

    /// <inheritdoc/>
    protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema, SourceFor(schema));

    /// <summary>Binds the model to the columns of a schema.</summary>
    private protected abstract IPrognosisSource SourceFor(DataViewSchema schema);

    private sealed class Mapper(SurvivalTransformer parent, DataViewSchema schema, IPrognosisSource source)
        : MapperBase(parent.Host.Register(nameof(Mapper)), schema, parent)
    {
        private readonly IReadOnlyList<SurvivalOutputColumn> _columns = SurvivalOutputColumns.Deliver(parent._settings);

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() => [.. _columns.Select(column => column.Column)];

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput)
        {
            if (!Enumerable.Range(0, _columns.Count).Any(activeOutput)) return _ => false;
            var needed = source.Columns.Select(column => column.Index).ToHashSet();
            return needed.Contains;
        }

        // All columns share one prediction: the row is scored once, when the first of them is read.
        public override Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            var getters = new Delegate[_columns.Count];
            if (!Enumerable.Range(0, getters.Length).Any(activeOutput)) return getters;

            var score = source.Bind(input);
            var (position, prognosis) = (long.MinValue, default(PatientPrognosis));
            PatientPrognosis Current()
            {
                if (prognosis is null || position != input.Position)
                {
                    prognosis = score();
                    position = input.Position;
                }
                return prognosis;
            }

            for (var column = 0; column < getters.Length; column++)
            {
                if (activeOutput(column)) getters[column] = _columns[column].Getter(Current);
            }
            return getters;
        }

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer) =>
            CreateGetters(input, column => column == iinfo, out disposer)[iinfo];

        protected override void SaveModel(ModelSaveContext ctx) => parent.SaveModel(ctx);
    }
}
