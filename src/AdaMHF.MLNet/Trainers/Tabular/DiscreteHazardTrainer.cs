using AdaMHF.Survival;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Linear regression of discrete hazards on a feature vector: the likelihood of the networks, without a network. Created by
/// <c>mlContext.Survival.Trainers.DiscreteHazard</c>.
/// </summary>
public sealed class DiscreteHazardTrainer : TabularSurvivalTrainer<DiscreteHazardTransformer>
{
    private readonly Options _options;

    internal DiscreteHazardTrainer(IHostEnvironment environment, Options options) : base(environment, options) => _options = options;

    /// <summary>Options of <see cref="DiscreteHazardTrainer"/>.</summary>
    public sealed class Options : TabularTrainerOptions
    {
        /// <summary>
        /// Strength of the ridge penalty, at least 0, on the squared coefficients per standard deviation of the features. Needed where features are many.
        /// Default 1.
        /// </summary>
        public double Ridge { get; init; } = 1;

        internal override void Check()
        {
            base.Check();
            OptionCheck.Require(Ridge >= 0 && double.IsFinite(Ridge), nameof(Ridge), Ridge, "a finite number, at least 0");
        }
    }

    private protected override DiscreteHazardTransformer Train(TabularPatients patients, TabularColumns columns, PrognosisSettings prognosis, IChannel channel)
    {
        var model = DiscreteHazardRegression.Fit(
            patients.Time, patients.Event, patients.Covariates, prognosis.Bins(), new DiscreteHazardOptions { Ridge = _options.Ridge });
        if (!model.Converged) channel.Warning($"The coefficients did not settle: the features separate the deaths perfectly. Raise {nameof(Options.Ridge)}.");
        return new DiscreteHazardTransformer(Environment, new DiscreteHazardSettings(columns, prognosis, model));
    }
}
