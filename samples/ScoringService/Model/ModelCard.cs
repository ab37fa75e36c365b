using AdaMHF.MLNet;
using Microsoft.ML;

namespace ScoringService;

/// <summary>What the model is and how it came to be, from the record that training stored in the zip.</summary>
internal sealed record ModelCard
{
    /// <summary>SHA-256 of the zip.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Key of the trainer, such as <c>adamhf</c>.</summary>
    public required string? Trainer { get; init; }

    /// <summary>Whether every digest of the zip is right; null for a zip of an earlier version, which has none.</summary>
    public required bool? IsWhole { get; init; }

    /// <summary>Parameters of all networks; null for a model without a network.</summary>
    public required long? Parameters { get; init; }

    /// <summary>Networks whose predictions are averaged; null for a model without a network.</summary>
    public required int? Networks { get; init; }

    /// <summary>Patients of the training; null for a model without a record.</summary>
    public required int? Patients { get; init; }

    /// <summary>Deaths observed among them.</summary>
    public required int? Events { get; init; }

    /// <summary>Seed of the training.</summary>
    public required int? Seed { get; init; }

    /// <summary>Version of the library that trained it.</summary>
    public required string? LibraryVersion { get; init; }

    /// <summary>Hash of the training rows.</summary>
    public required string? DataHash { get; init; }

    /// <summary>Ends of the time bins in months.</summary>
    public required IReadOnlyList<double> CurveMonths { get; init; }

    /// <summary>Whether it reads patch bags.</summary>
    public required bool ReadsSlides { get; init; }

    /// <summary>Whether <c>/explain</c> answers for it.</summary>
    public required bool Explains { get; init; }

    /// <summary>Gene columns that it reads.</summary>
    public required IReadOnlyList<string> Genes { get; init; }

    /// <summary>Clinical columns that it reads.</summary>
    public required IReadOnlyList<string> Clinical { get; init; }

    public static ModelCard Of(string zip, string sha256, ScoringModel model)
    {
        var inspected = new MLContext().Model.InspectSurvivalModel(zip);
        var network = model.Network as SurvivalNetworkTransformer;
        return new()
        {
            Sha256 = sha256,
            Trainer = inspected.Trainer,
            IsWhole = inspected.IsWhole,
            Parameters = network?.ParameterCount,
            Networks = network?.NetworkCount,
            Patients = inspected.Training?.Patients,
            Events = inspected.Training?.Events,
            Seed = inspected.Training?.Seed,
            LibraryVersion = inspected.Training?.LibraryVersion,
            DataHash = inspected.Training?.DataHash,
            CurveMonths = SurvivalCurve.MonthsOf(model.Network),
            ReadsSlides = model.Columns.Slides,
            Explains = model.Network is AdaMhfTransformer,
            Genes = model.Columns.Genes,
            Clinical = model.Columns.Clinical,
        };
    }
}
