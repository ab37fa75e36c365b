using System.Text.Json.Serialization;
using AdaMHF.Networks;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>How often each expert of one gated layer ran.</summary>
/// <param name="Modality">Modality of the layer.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Stage">Stage of the unit, from 0.</param>
/// <param name="Layer">Expert layer of the stage, from 0.</param>
/// <param name="Patients">Patients with the modality.</param>
/// <param name="Shares">Share of these patients that each expert served, in [0, 1], sum 1.</param>
/// <param name="MeanEntropy">
/// Mean over the patients of the entropy of the gate's probabilities in nats: 0 for a gate that is sure, ln(experts) for one that is not.
/// </param>
public sealed record ExpertUsage(
    Modality Modality,
    ModalityUnitKind Unit,
    int Stage,
    int Layer,
    int Patients,
    IReadOnlyList<double> Shares,
    double MeanEntropy)
{
    /// <summary>The expert that served most patients, from 0.</summary>
    [JsonIgnore]
    public int MostUsedExpert => Enumerable.Range(0, Shares.Count).MaxBy(expert => Shares[expert]);

    /// <summary>Share of the patients that it served.</summary>
    [JsonIgnore]
    public double LargestShare => Shares[MostUsedExpert];

    /// <summary>Agreement of the chosen experts with given labels; null where none were given or no patient has one.</summary>
    [JsonIgnore]
    public LabelAgreement? Agreement { get; init; }

    /// <summary>Such as <c>pathology, segregation, stage 0, layer 1</c>.</summary>
    [JsonIgnore]
    public string Name =>
        FormattableString.Invariant($"{Modality}, {Unit}, stage {Stage}, layer {Layer}").ToLowerInvariant();
}
