using AdaMHF.Networks;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Trains a published system on the engine that trains AdaMHF, so that only network and options differ.</summary>
/// <typeparam name="TConfiguration">Configuration of the system's network.</typeparam>
public abstract class BaselineTrainer<TConfiguration> : SurvivalNetworkTrainer<BaselineTransformer> where TConfiguration : class, new()
{
    private readonly BaselineOptions<TConfiguration> _options;

    private protected BaselineTrainer(IHostEnvironment environment, BaselineOptions<TConfiguration> options) : base(environment, options)
    {
        _options = options;
    }

    /// <summary>Adapts the configuration to the training run.</summary>
    private protected virtual TConfiguration Adapted(TConfiguration configuration, TrainingRun run) => configuration;

    /// <summary>Prepares the new network for training.</summary>
    private protected virtual void Prepare(SurvivalNetwork network, TrainingRun run)
    {
    }

    private protected override BaselineTransformer Train(TrainingRun run, ModelColumns columns, PrognosisSettings prognosis)
    {
        var system = SurvivalSystems.Of(typeof(TConfiguration));
        TConfiguration For(TrainingRun member) => Adapted(
            _options.With<BaselineOptions<TConfiguration>>(prognosis.Bins()).For(member.PatchWidth, columns.GenomicGroupSizes), member);
        TrainedNetwork TrainOne(TrainingRun member) => system.Create(For(member), member.Seed).GivenTo(network =>
        {
            Prepare(network, member);
            return member.Train(network, For(member));
        });
        return TrainedEnsemble.Train(run, TrainOne, trained =>
        {
            var settings = new BaselineSettings(
                columns, prognosis, system.StoredName, system.Write(For(run)), trained.Record, trained.Baseline)
            {
                FurtherBaselines = trained.FurtherBaselines,
            };
            return new BaselineTransformer(Environment, settings, trained.Networks) { Epochs = trained.Epochs };
        });
    }
}
