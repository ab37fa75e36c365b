namespace AdaMHF.MLNet;

/// <summary>Options of the trainers of published systems.</summary>
/// <remarks>
/// The defaults are those of MCAT and of the code derived from it: Adam, constant learning rate 2e-4, weight decay 1e-5, 20 epochs, batch
/// size 32, balanced sampling. Systems that publish others change them. Only PatchesPerPatient is this library's own for every
/// system, so that all of them see the same bags.
/// </remarks>
/// <typeparam name="TConfiguration">Configuration of the system's network.</typeparam>
public abstract record BaselineOptions<TConfiguration> : SurvivalTrainerOptions where TConfiguration : class, new()
{
    private protected BaselineOptions()
    {
        Optimizer = SurvivalOptimizer.Adam;
        Schedule = LearningRateSchedule.Constant;
        WeightDecay = 1e-5;
        BalancedSampling = true;
    }

    /// <summary>
    /// Configuration of the network. Patch width, gene counts and time bins are taken from the data. Default: the published settings.
    /// </summary>
    public TConfiguration Network { get; init; } = new();

    private protected override (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset =>
        (20, 0.0002, DefaultPatchesPerPatient, 32);

    /// <summary>Whether losses that compare patients are allowed: the network then predicts a single risk.</summary>
    private protected virtual bool MayPredictRisk => false;

    /// <summary>Whether the configuration can be checked before the number of genes is known.</summary>
    private protected virtual bool ChecksConfiguration => true;

    /// <summary>The network's configuration for given data, validated.</summary>
    internal abstract TConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes);

    internal override void Check()
    {
        base.Check();
        OptionCheck.Require(
            MayPredictRisk || !Loss.ComparesPatients(), nameof(Loss), Loss, "a loss of hazards, which this network predicts");
        // The number of genes is known only from the data; any will do to check the rest.
        if (ChecksConfiguration) For(null, [1]);
    }
}
