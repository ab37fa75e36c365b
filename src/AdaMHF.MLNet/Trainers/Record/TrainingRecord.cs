using System.Text.Json.Serialization;

namespace AdaMHF.MLNet;

/// <summary>How a model came to be; saved with it, so that anyone can tell.</summary>
public sealed record TrainingRecord
{
    /// <summary>Version of this library.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>Version of TorchSharp.</summary>
    public required string TorchSharpVersion { get; init; }

    /// <summary>Version of ML.NET.</summary>
    public required string MLNetVersion { get; init; }

    /// <summary>Seed of weights, order and samples.</summary>
    public required int Seed { get; init; }

    /// <summary>Where it was trained: <c>cpu</c>, or <c>cuda</c> with its number.</summary>
    public required string Device { get; init; }

    /// <summary>
    /// SHA-256 of identifiers, times, events, genes and of the names and patch counts of the bags, in order; equal for equal training rows.
    /// </summary>
    public required string DataHash { get; init; }

    /// <summary>Patients who were learned from.</summary>
    public required int Patients { get; init; }

    /// <summary>Observed deaths among them.</summary>
    public required int Events { get; init; }

    /// <summary>Patients spared to choose the epoch; 0 without early stopping.</summary>
    [JsonPropertyName("InnerPatients")]
    public required int ValidationPatients { get; init; }

    /// <summary>How the epoch was chosen: <c>last epoch</c>, or <c>best inner loss</c> and its like.</summary>
    public required string Selection { get; init; }

    /// <summary>The epoch whose weights the model has, from 1.</summary>
    public required int SelectedEpoch { get; init; }

    /// <summary>Every epoch that was trained, in order.</summary>
    public required IReadOnlyList<TrainingEpoch> Curve { get; init; }
}
