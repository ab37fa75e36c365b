namespace AdaMHF.MLNet;

/// <summary>
/// What the trainers of published systems are trained with. They start from the published optimiser, rate, decay, epochs and patients per step of the system, and a constant rate;
/// patches per patient stay this library's, so that all systems see the same bags.
/// </summary>
/// <typeparam name="TConfiguration">Shape of the system's network.</typeparam>
public abstract record BaselineOptions<TConfiguration> : SurvivalTrainerOptions where TConfiguration : class, new()
{
    private protected BaselineOptions()
    {
        Optimizer = SurvivalOptimizer.Adam;
        Schedule = LearningRateSchedule.Constant;
        WeightDecay = 1e-5;
    }

    /// <summary>Shape of the network. Patch width, gene counts and time bins are taken from the data. Default: the published setting.</summary>
    public TConfiguration Network { get; init; } = new();

    /// <summary>Whether the network may be trained with losses that compare patients: it then predicts one risk.</summary>
    private protected virtual bool MayPredictRisk => false;

    /// <summary>Whether the shape can be judged before the number of genes is known.</summary>
    private protected virtual bool ChecksShape => true;

    /// <summary>The network's shape for given data, validated.</summary>
    internal abstract TConfiguration For(int? patchWidth, IReadOnlyList<int> genomicGroupSizes);

    internal override void Check()
    {
        base.Check();
        OptionCheck.Require(MayPredictRisk || !Loss.ComparesPatients(), nameof(Loss), Loss, "a loss of hazards, which this network predicts");
        // Gene counts are known only when data comes; any will do to check the rest.
        if (ChecksShape) For(null, [1]);
    }
}
