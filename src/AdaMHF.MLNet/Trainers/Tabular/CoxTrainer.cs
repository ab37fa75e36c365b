using AdaMHF.Survival;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Cox proportional hazards regression on a feature vector, the baseline for any network. Created by
/// <c>mlContext.Survival.Trainers.CoxProportionalHazards</c>.
/// </summary>
public sealed class CoxTrainer : TabularSurvivalTrainer<CoxTransformer>
{
    // The cost of Newton's method grows with the square of the features. Beyond this many, reducing the problem to the span of the rows is
    // faster, but gives no standard errors.
    private const int MaxNewtonFeatures = 200;

    private readonly Options _options;

    internal CoxTrainer(IHostEnvironment environment, Options options) : base(environment, options) => _options = options;

    /// <summary>Options of <see cref="CoxTrainer"/>.</summary>
    public sealed record Options : TabularTrainerOptions
    {
        /// <summary>Treatment of tied event times. Default Efron.</summary>
        public CoxTies Ties { get; init; } = CoxTies.Efron;

        /// <summary>
        /// Strength of the ridge penalty on the squared coefficients, at least 0. It depends on the units of the features: standardise them
        /// first (<c>Transforms.NormalizeMeanVariance</c>). Needed where features are many; more than 200 are then fitted without standard
        /// errors. Default 0.
        /// </summary>
        public double Ridge { get; init; }

        internal override void Check()
        {
            base.Check();
            OptionCheck.Require(Ridge >= 0 && double.IsFinite(Ridge), nameof(Ridge), Ridge, "a finite number, at least 0");
        }
    }

    private protected override CoxTransformer Train(
        TabularPatients patients, TabularColumns columns, PrognosisSettings prognosis, IChannel channel)
    {
        if (_options.Ridge > 0 && columns.UsedSlots.Length > MaxNewtonFeatures && patients.Entry.Length == 0)
            return TrainOnRowSpan(patients, columns, prognosis, channel);
        var options = new CoxOptions { Ties = _options.Ties, Ridge = _options.Ridge };
        var model = CoxRegression.Fit(patients.Time, patients.Event, patients.Covariates, options, patients.Entry);
        if (!model.Converged)
        {
            channel.Warning(
                $"The coefficients did not converge in {model.Iterations} steps: the features separate the deaths perfectly. "
                + $"Set {nameof(Options.Ridge)}.");
        }
        return new CoxTransformer(Environment, new CoxSettings(columns, prognosis, model.Predictor), model);
    }

    private CoxTransformer TrainOnRowSpan(
        TabularPatients patients, TabularColumns columns, PrognosisSettings prognosis, IChannel channel)
    {
        var model = RidgeCoxRegression.Fit(patients.Time, patients.Event, patients.Covariates, _options.Ridge, _options.Ties);
        if (!model.Converged) channel.Warning($"The coefficients did not converge. Raise {nameof(Options.Ridge)}.");
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
