using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>A training run of a plot.</summary>
/// <param name="Curve">Its epochs.</param>
/// <param name="SelectedEpoch">Epoch whose weights the model has; null where it is not known.</param>
/// <param name="Selection">How it was chosen.</param>
internal sealed record PlottedRun(IReadOnlyList<TrainingEpoch> Curve, int? SelectedEpoch, string Selection)
{
    /// <summary>The run of a record; every member of an ensemble has one of its own.</summary>
    public static IEnumerable<PlottedRun> Of(TrainingRecord record) => record.Members.Count > 0
        ? record.Members.Select(member => new PlottedRun(member.Curve, member.SelectedEpoch, member.Selection))
        : [new(record.Curve, record.SelectedEpoch, record.Selection)];
}
