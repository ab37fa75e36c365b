using System.Text.Json.Serialization;
using AdaMHF.Networks;
using AdaMHF.Survival;

namespace AdaMHF.Benchmark;

/// <summary>How one gate spreads the held-out patients over its experts.</summary>
/// <param name="Modality">Modality of the layer.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Stage">Stage of the unit, from 0.</param>
/// <param name="Layer">Expert layer of the stage, from 0.</param>
/// <param name="Patients">Held-out patients with the modality.</param>
/// <param name="LargestShare">Share of them that the most used expert serves.</param>
internal sealed record GateAdaptation(
    Modality Modality, ModalityUnitKind Unit, int Stage, int Layer, int Patients, double LargestShare)
{
    private const double CollapsedShare = 0.9;
    private const double Level = 0.01;

    /// <summary>Adjusted mutual information of experts and subtypes; null where no subtypes are known.</summary>
    public double? SubtypeInformation { get; init; }

    /// <summary>Of the permutation test that the gate knows nothing of the subtype; null with the information.</summary>
    public double? PValue { get; init; }

    /// <summary>The p-value by Holm over the gates of the network.</summary>
    public double? HolmPValue { get; init; }

    [JsonIgnore]
    public bool HasCollapsed => LargestShare > CollapsedShare;

    [JsonIgnore]
    public bool KnowsSubtype => HolmPValue < Level;

    /// <summary>All gates of one modality.</summary>
    /// <param name="modality">The modality.</param>
    /// <param name="choices">Decisions about the patients who have it.</param>
    /// <param name="subtypes">Their true subtypes; null where they are not known.</param>
    public static IEnumerable<GateAdaptation> Of(
        Modality modality, IReadOnlyList<ModalityChoices> choices, IReadOnlyList<int>? subtypes)
    {
        if (choices.Count == 0) return [];
        return choices[0].Gates.Select((gate, place) =>
        {
            int[] experts = [.. choices.Select(choice => choice.Gates[place].Expert)];
            var agreement = subtypes is null ? null : LabelAgreement.Of(experts, [.. subtypes]);
            var mostUsed = experts.CountBy(expert => expert).Max(expert => expert.Value);
            return new GateAdaptation(
                modality, gate.Unit, gate.Stage, gate.Layer, experts.Length, mostUsed / (double)experts.Length)
            {
                SubtypeInformation = agreement?.AdjustedMutualInformation,
                PValue = agreement?.PValue,
            };
        });
    }

    /// <summary>The gates of a network with their p-values adjusted for each other.</summary>
    public static IReadOnlyList<GateAdaptation> Adjusted(IReadOnlyList<GateAdaptation> gates)
    {
        if (gates.Any(gate => gate.PValue is null)) return gates;
        var adjusted = FamilyWiseErrorRate.Holm([.. gates.Select(gate => gate.PValue!.Value)]);
        return [.. gates.Zip(adjusted, (gate, pValue) => gate with { HolmPValue = pValue })];
    }
}
