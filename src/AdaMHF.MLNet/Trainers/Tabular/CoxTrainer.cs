using AdaMHF.Survival;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Cox proportional hazards regression on a feature vector: the yardstick beside any network. Created by
/// <c>mlContext.Survival.Trainers.CoxProportionalHazards</c>.
/// </summary>
public sealed class CoxTrainer : TabularSurvivalTrainer<CoxTransformer>
{
    // Newton's method costs the square of the features; beyond, the reduction to the rows' span is faster, but has no standard errors.
    private const int MostFeaturesOfNewton = 200;

    private readonly Options _options;

    internal CoxTrainer(IHostEnvironment environment, Options options) : base(environment, options) => _options = options;

    /// <summary>Options of <see cref="CoxTrainer"/>.</summary>
    public sealed record Options : TabularTrainerOptions
    {
        /// <summary>Treatment of tied times of death. Default Efron.</summary>
        public CoxTies Ties { get; init; } = CoxTies.Efron;

        /// <summary>
        /// Strength of the ridge penalty, at least 0, on the squared coefficients in the units of the features: standardise them first
        /// (<c>Transforms.NormalizeMeanVariance</c>). Needed where features are many. Default 0. More than 200 features under a ridge are fitted without standard errors.
        /// </summary>
        public double Ridge { get; init; }

        internal override void Check()
        {
            base.Check();
            OptionCheck.Require(Ridge >= 0 && double.IsFinite(Ridge), nameof(Ridge), Ridge, "a finite number, at least 0");
        }
    }

    private protected override CoxTransformer Train(TabularPatients patients, TabularColumns columns, PrognosisSettings prognosis, IChannel channel)
    {
        if (_options.Ridge > 0 && columns.UsedSlots.Length > MostFeaturesOfNewton) return TrainOnRowSpan(patients, columns, prognosis, channel);
        var model = CoxRegression.Fit(patients.Time, patients.Event, patients.Covariates, new CoxOptions { Ties = _options.Ties, Ridge = _options.Ridge });
        if (!model.Converged)
            channel.Warning($"The coefficients did not settle in {model.Iterations} steps: the features separate the deaths perfectly. Set {nameof(Options.Ridge)}.");
        return new CoxTransformer(Environment, new CoxSettings(columns, prognosis, model.Predictor), model);
    }

    private CoxTransformer TrainOnRowSpan(TabularPatients patients, TabularColumns columns, PrognosisSettings prognosis, IChannel channel)
    {
        var model = RidgeCoxRegression.Fit(patients.Time, patients.Event, patients.Covariates, _options.Ridge, _options.Ties);
        if (!model.Converged) channel.Warning($"The coefficients did not settle. Raise {nameof(Options.Ridge)}.");
        return new CoxTransformer(Environment, new CoxSettings(columns, prognosis, model.Predictor), model: null);
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>Cox proportional hazards regression on a feature vector, with the common parameters.</summary>
    /// <param name="featureColumnName">Vector column of Single, without NaN.</param>
    /// <param name="timeColumnName">Months, Single, above 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <param name="ridge">Strength of the ridge penalty, at least 0; needed where features are many.</param>
    public CoxTrainer CoxProportionalHazards(
        string featureColumnName = SurvivalColumns.Features,
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event,
        double ridge = 0) => CoxProportionalHazards(new CoxTrainer.Options
        {
            FeatureColumnName = featureColumnName,
            TimeColumnName = timeColumnName,
            EventColumnName = eventColumnName,
            Ridge = ridge,
        });

    /// <summary>Cox proportional hazards regression with every option.</summary>
    /// <param name="options">Options; checked here.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public CoxTrainer CoxProportionalHazards(CoxTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new CoxTrainer(_context, options);
    }
}
