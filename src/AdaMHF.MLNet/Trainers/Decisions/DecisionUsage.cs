using AdaMHF.Networks;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>What the gates and the token selection of AdaMHF decided for some patients, summed up.</summary>
/// <param name="Patients">Patients with at least one modality.</param>
/// <param name="Experts">
/// Each layer with at least two experts: pathology first, then genomics. Modalities that nobody has are absent.
/// </param>
/// <param name="Tokens">Each modality that somebody has; empty where the network selects no tokens.</param>
public sealed record DecisionUsage(int Patients, IReadOnlyList<ExpertUsage> Experts, IReadOnlyList<TokenUsage> Tokens)
{
    /// <summary>Sums up the decisions for some patients.</summary>
    /// <param name="choices">Decisions for each; null for a patient without a modality.</param>
    /// <param name="network">Configuration of the network.</param>
    /// <param name="labels">Number of each patient's label, null where it is unknown; null for no labels.</param>
    internal static DecisionUsage Of(IReadOnlyList<PatientChoices?> choices, AdaMhfConfiguration network, int?[]? labels = null)
    {
        var modalities = Enum.GetValues<Modality>().Select(modality => (modality, Known: Known(choices, modality, labels)))
            .Where(one => one.Known.Length > 0).ToArray();
        return new(
            choices.Count(choice => choice is not null),
            [.. modalities.SelectMany(one => ExpertsOf(one.modality, one.Known))],
            network.SelectsTokens ? [.. modalities.Select(one => TokensOf(one.modality, one.Known, network.MaxTokens))] : []);
    }

    private static (ModalityChoices Choices, int? Label)[] Known(
        IReadOnlyList<PatientChoices?> choices, Modality modality, int?[]? labels) =>
        [.. choices.Select((choice, row) => (Choices: choice?.Of(modality), Label: labels?[row]))
            .Where(one => one.Choices is not null).Select(one => (one.Choices!, one.Label))];

    private static IEnumerable<ExpertUsage> ExpertsOf(Modality modality, (ModalityChoices Choices, int? Label)[] patients) =>
        patients[0].Choices.Gates.Select((gate, place) =>
        {
            GateChoice[] chosen = [.. patients.Select(patient => patient.Choices.Gates[place])];
            var shares = new double[gate.Probabilities.Count];
            foreach (var choice in chosen) shares[choice.Expert] += 1.0 / chosen.Length;
            var labelled = chosen.Zip(patients, (choice, patient) => (choice.Expert, patient.Label))
                .Where(one => one.Label is not null).ToArray();
            return new ExpertUsage(
                modality, gate.Unit, gate.Stage, gate.Layer, chosen.Length, shares, chosen.Average(choice => Entropy(choice.Probabilities)))
            {
                Agreement = labelled.Length == 0
                    ? null
                    : LabelAgreement.Of([.. labelled.Select(one => one.Expert)], [.. labelled.Select(one => one.Label!.Value)]),
            };
        });

    private static TokenUsage TokensOf(Modality modality, (ModalityChoices Choices, int? Label)[] patients, int maxTokens)
    {
        ModalityChoices[] choices = Array.ConvertAll(patients, patient => patient.Choices);
        return new(
            modality,
            choices.Length,
            choices.Average(choice => choice.Tokens),
            choices.Average(choice => choice.SelectedTokens),
            choices.Min(choice => choice.SelectedTokens),
            choices.Max(choice => choice.SelectedTokens),
            choices.Average(choice => choice.SelectedTokens == 1 ? 1.0 : 0),
            choices.Average(choice => choice.SelectedTokens == Math.Min(choice.Tokens, maxTokens) ? 1.0 : 0),
            choices.Average(choice => choice.Alpha));
    }

    private static double Entropy(IReadOnlyList<float> probabilities) =>
        -probabilities.Where(probability => probability > 0).Sum(probability => probability * Math.Log(probability));
}
