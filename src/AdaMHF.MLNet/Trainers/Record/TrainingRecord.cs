using System.Text.Json.Serialization;
using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>How a model was trained; saved with it.</summary>
public sealed record TrainingRecord
{
    /// <summary>Version of this library.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>Version of TorchSharp.</summary>
    public required string TorchSharpVersion { get; init; }

    /// <summary>Version of ML.NET.</summary>
    public required string MLNetVersion { get; init; }

    /// <summary>Seed of weights, patient order and patch samples.</summary>
    public required int Seed { get; init; }

    /// <summary>Device it was trained on: <c>cpu</c>, or <c>cuda</c> with its index.</summary>
    public required string Device { get; init; }

    /// <summary>
    /// SHA-256 of identifiers, times, events, genes and of the contents of the bags' files, in order; equal for equal training rows. In
    /// models of earlier versions the names of the files stand for their contents.
    /// </summary>
    public required string DataHash { get; init; }

    /// <summary>Training patients, without the validation patients.</summary>
    public required int Patients { get; init; }

    /// <summary>Observed deaths among them.</summary>
    public required int Events { get; init; }

    /// <summary>Validation patients, held out to choose the epoch; 0 without early stopping.</summary>
    [JsonPropertyName("InnerPatients")]
    public required int ValidationPatients { get; init; }

    /// <summary>How the epoch was chosen: <c>last epoch</c>, or the measure, such as <c>best validation loss</c>.</summary>
    public required string Selection { get; init; }

    /// <summary>Epoch whose weights the model has, from 1.</summary>
    public required int SelectedEpoch { get; init; }

    /// <summary>The linear predictors that AdaMHF started from; null without a linear start.</summary>
    [AbsentMeans(null)]
    public IReadOnlyList<LinearStartRecord>? LinearStart { get; init; }

    /// <summary>All epochs of the training run, in order.</summary>
    public required IReadOnlyList<TrainingEpoch> Curve { get; init; }

    /// <summary>
    /// What the gates and the token selection decided for the training patients, at most 256 of them, when training had ended; null for
    /// networks other than AdaMHF and for models of earlier versions.
    /// </summary>
    [AbsentMeans(null)]
    public DecisionUsage? Usage { get; init; }

    /// <summary>
    /// Of an ensemble, the record of every member in order, each with its own seed, curve and selected epoch; the values above are those of
    /// the first. Empty for a single network.
    /// </summary>
    [AbsentMeans(null)]
    public IReadOnlyList<TrainingRecord> Members { get => field ?? []; init; }
}
