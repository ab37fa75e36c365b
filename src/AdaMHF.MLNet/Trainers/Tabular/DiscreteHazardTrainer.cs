using AdaMHF.Survival;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Linear discrete-hazard regression on a feature vector, with the likelihood that the networks are trained with. Created by
/// <c>mlContext.Survival.Trainers.DiscreteHazard</c>.
/// </summary>
public sealed class DiscreteHazardTrainer : TabularSurvivalTrainer<DiscreteHazardTransformer>
{
    private readonly Options _options;

    internal DiscreteHazardTrainer(IHostEnvironment environment, Options options) : base(environment, options) => _options = options;

    /// <summary>Options of <see cref="DiscreteHazardTrainer"/>.</summary>
    public sealed record Options : TabularTrainerOptions
    {
        /// <summary>
        /// Strength of the ridge penalty on the squared coefficients of the standardised features, at least 0. Needed where features are
        /// many. Default 1.
        /// </summary>
        public double Ridge { get; init; } = 1;

        internal override void Check()
        {
            base.Check();
            OptionCheck.Require(Ridge >= 0 && double.IsFinite(Ridge), nameof(Ridge), Ridge, "a finite number, at least 0");
        }
    }

    private protected override DiscreteHazardTransformer Train(
        TabularPatients patients, TabularColumns columns, PrognosisSettings prognosis, IChannel channel)
    {
        if (patients.Entry.Length > 0)
        {
            throw new Survival.SurvivalDataException(
                $"Patients came under observation late ('{_options.EntryColumnName}' above 0), which discrete hazards cannot take into "
                + "account. Use Cox regression, or drop the column to train as if all were observed from 0.");
        }
        var model = DiscreteHazardRegression.Fit(
            patients.Time, patients.Event, patients.Covariates, prognosis.Bins(), new DiscreteHazardOptions { Ridge = _options.Ridge });
        if (!model.Converged)
        {
            channel.Warning(
                $"The coefficients did not converge: the features separate the deaths perfectly. Raise {nameof(Options.Ridge)}.");
        }
        return new DiscreteHazardTransformer(Environment, new DiscreteHazardSettings(columns, prognosis, model));
    }
}

public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>Linear discrete-hazard regression on a feature vector, with the common parameters.</summary>
    /// <param name="featureColumnName">Vector column of Single, without NaN.</param>
    /// <param name="timeColumnName">Months, Single, above 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <param name="ridge">Strength of the ridge penalty on the coefficients of the standardised features, at least 0.</param>
    public DiscreteHazardTrainer DiscreteHazard(
        string featureColumnName = SurvivalColumns.Features,
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event,
        double ridge = 1) => DiscreteHazard(new DiscreteHazardTrainer.Options
        {
            FeatureColumnName = featureColumnName,
            TimeColumnName = timeColumnName,
            EventColumnName = eventColumnName,
            Ridge = ridge,
        });

    /// <summary>Linear discrete-hazard regression with every option.</summary>
    /// <param name="options">Options; checked here.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DiscreteHazardTrainer DiscreteHazard(DiscreteHazardTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new DiscreteHazardTrainer(_context, options);
    }
}
