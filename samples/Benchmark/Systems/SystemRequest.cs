using AdaMHF.MLNet;
using AdaMHF.Networks;
using Benchmark.Plan;
using Benchmark.Run;
using Microsoft.ML;

namespace Benchmark.Systems;

/// <summary>All that a system needs to know to be trained for one unit.</summary>
internal sealed record SystemRequest
{
    public required MLContext ML { get; init; }

    public required BenchmarkCohort Cohort { get; init; }

    public required int Seed { get; init; }

    /// <summary>What the training patients have; what they lack nobody has when the model predicts.</summary>
    public required Modalities Available { get; init; }

    public required SystemSettings Settings { get; init; }

    /// <summary>AdaMHF's shape where no preset is asked for.</summary>
    public required AdaMhfConfiguration Network { get; init; }

    public AdaMhfPreset? Preset { get; init; }

    /// <summary>Weight of what expression columns do not share.</summary>
    public required double ShrinkageFactor { get; init; }

    public required int CpuThreads { get; init; }

    /// <summary>Whether networks keep the weights of every epoch.</summary>
    public bool KeepEpochWeights { get; init; }

    public required IProgress<TrainingProgress> Progress { get; init; }

    public required CancellationToken Cancellation { get; init; }

    public bool HasPathology => Available.HasFlag(Modalities.Pathology);

    public SurvivalTrainersCatalog Trainers => ML.Survival.Trainers;

    /// <summary>The options of any network trainer: its own defaults, and over them what the plan says.</summary>
    public T Options<T>() where T : SurvivalTrainerOptions, new()
    {
        var own = new T();
        return new T
        {
            Seed = Seed,
            CpuThreads = CpuThreads,
            KeepEpochWeights = KeepEpochWeights,
            Progress = Progress,
            CancellationToken = Cancellation,
            BagColumnName = HasPathology ? own.BagColumnName : null,
            Epochs = Settings.Epochs ?? own.Epochs,
            LearningRate = Settings.LearningRate ?? own.LearningRate,
            WeightDecay = Settings.WeightDecay ?? own.WeightDecay,
            BatchSize = Settings.BatchSize ?? own.BatchSize,
            PatchesPerPatient = Settings.PatchesPerPatient ?? own.PatchesPerPatient,
            ModalityDropout = Settings.ModalityDropout ?? own.ModalityDropout,
        };
    }
}
