namespace Benchmark.Plan;

/// <summary>What a plan changes about how a network is trained; null leaves the trainer's own default.</summary>
internal sealed record SystemSettings
{
    public int? Epochs { get; init; }

    public double? LearningRate { get; init; }

    public double? WeightDecay { get; init; }

    public int? BatchSize { get; init; }

    public int? PatchesPerPatient { get; init; }

    public double? ModalityDropout { get; init; }

    /// <summary>These settings, and the others' where these say nothing.</summary>
    public SystemSettings Over(SystemSettings others) => new()
    {
        Epochs = Epochs ?? others.Epochs,
        LearningRate = LearningRate ?? others.LearningRate,
        WeightDecay = WeightDecay ?? others.WeightDecay,
        BatchSize = BatchSize ?? others.BatchSize,
        PatchesPerPatient = PatchesPerPatient ?? others.PatchesPerPatient,
        ModalityDropout = ModalityDropout ?? others.ModalityDropout,
    };
}
