using System.Text.Json.Serialization;

namespace AdaMHF.Benchmark;

/// <summary>manifest.json: how a unit came to be. Equal for equal plans, data, versions and machines.</summary>
internal sealed record UnitManifest
{
    public required WorkUnit Unit { get; init; }

    public required string SystemName { get; init; }

    public required SystemSettings Settings { get; init; }

    /// <summary>AdaMHF's shape, or the published recipe with the cohort whose settings were taken.</summary>
    public required string Network { get; init; }

    /// <summary>Of the genes; 1 for none.</summary>
    public required double ShrinkageFactor { get; init; }

    /// <summary>Library, ML.NET, TorchSharp, libtorch, .NET.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>Where networks were trained.</summary>
    public required string Device { get; init; }

    /// <summary>SHA-256 of the cohort's files.</summary>
    public required IReadOnlyDictionary<string, string> DataHashes { get; init; }

    /// <summary>SHA-256 of what a network was trained on, as in its model zip; null for others.</summary>
    public string? TrainingRowsHash { get; init; }

    public required int TrainingPatients { get; init; }

    public required int HeldOutPatients { get; init; }

    public required long Parameters { get; init; }

    /// <summary>
    /// Multiply-adds of one prediction of a complete patient with the cohort's median of patches; null where they are not counted.
    /// </summary>
    public long? Operations { get; init; }

    public int? OperationsAtPatches { get; init; }

    /// <summary>Edges of the time bins, months, from 0; the last is open. Empty when no curve is predicted.</summary>
    public required IReadOnlyList<double> BinEdges { get; init; }

    /// <summary>Longest time of a training patient, months: where the open bin ends in calibration.</summary>
    public required double LongestMonths { get; init; }

    /// <summary>Which epoch's weights were taken, and how it was chosen; null without a network.</summary>
    public int? SelectedEpoch { get; init; }

    public string? Selection { get; init; }

    /// <summary>
    /// The number of MCAT-derived code: the best epoch's index on the held-out patients, chosen on them. Null when it was not recorded.
    /// </summary>
    public double? BestEpochConcordance { get; init; }

    /// <summary>What AdaMHF's adaptive parts do for the held-out patients; null for other systems, and of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Adaptation? Adaptation { get; init; }

    public required IReadOnlyList<ConditionResult> Results { get; init; }
}
