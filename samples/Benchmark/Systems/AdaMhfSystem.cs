using System.Text;
using AdaMHF.MLNet;
using AdaMHF.Networks;

namespace Benchmark.Systems;

/// <summary>AdaMHF, whole and with a part taken out.</summary>
internal static class AdaMhfSystem
{
    public static AdaMhfTrainer Create(SystemRequest request, AdaMhfAblation? ablation = null)
    {
        var preset = request.Preset is { } given ? new AdaMhfTrainer.Options { Preset = given } : new AdaMhfTrainer.Options { Network = request.Network };
        var (settings, network) = (request.Settings, ablation?.Apply(preset.Network) ?? preset.Network);
        return request.Trainers.AdaMhf(new AdaMhfTrainer.Options
        {
            Network = network,
            Seed = request.Seed,
            CpuThreads = request.CpuThreads,
            KeepEpochWeights = request.KeepEpochWeights,
            Progress = request.Progress,
            CancellationToken = request.Cancellation,
            BagColumnName = request.HasPathology ? preset.BagColumnName : null,
            Epochs = settings.Epochs ?? preset.Epochs,
            LearningRate = settings.LearningRate ?? preset.LearningRate,
            WeightDecay = settings.WeightDecay ?? preset.WeightDecay,
            GenomicDecayFactor = preset.GenomicDecayFactor,
            BatchSize = settings.BatchSize ?? preset.BatchSize,
            PatchesPerPatient = settings.PatchesPerPatient ?? preset.PatchesPerPatient,
            ModalityDropout = settings.ModalityDropout ?? preset.ModalityDropout,
        });
    }

    /// <summary>One row of the ablation tables. Its key is <c>adamhf~</c> and its name in small letters with dashes.</summary>
    public static BenchmarkSystem Ablated(AdaMhfAblation ablation)
    {
        var key = new StringBuilder(SystemRegistry.AdaMhf).Append('~');
        foreach (var letter in ablation.Name) key.Append(char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? char.ToLowerInvariant(letter) : '-');
        return BenchmarkSystem.Trainer(key.ToString(), $"AdaMHF, {ablation.Name}", Modalities.Both, request => Create(request, ablation)) with { Ablation = ablation.Name };
    }
}
