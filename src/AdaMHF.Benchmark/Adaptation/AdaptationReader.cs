using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>Looks at what a trained AdaMHF decides for patients.</summary>
internal static class AdaptationReader
{
    /// <param name="model">The model; of an ensemble its first member is looked at.</param>
    /// <param name="patients">Held-out patients as the model reads them.</param>
    /// <param name="truth">What the simulation knows of them; null for a real cohort.</param>
    public static Adaptation Of(AdaMhfTransformer model, IDataView patients, SimulatedTruth? truth)
    {
        var choices = model.Choices(patients);
        string[] names = [.. patients.GetColumn<string>(SurvivalColumns.PatientId)];
        var tokens = new List<TokenAdaptation>();
        var gates = new List<GateAdaptation>();
        foreach (var modality in Enum.GetValues<Modality>())
        {
            int[] rows = [.. Enumerable.Range(0, names.Length).Where(row => choices[row]?.Of(modality) is not null)];
            ModalityChoices[] known = Array.ConvertAll(rows, row => choices[row]!.Of(modality)!);
            if (TokenAdaptation.Of(modality, known, model.Configuration.MaxTokens) is { } one) tokens.Add(one);
            gates.AddRange(GateAdaptation.Of(
                modality, known, truth is null ? null : Array.ConvertAll(rows, row => truth.SubtypeOf(names[row]))));
        }
        return new(
            model.Configuration.SelectsTokens ? tokens : [],
            // Where all experts run, none is left without patients.
            model.Configuration.ExpertRouting == ExpertRouting.All ? [] : GateAdaptation.Adjusted(gates),
            truth is null ? null : FrontAdaptation.Of([.. Fronts(model, patients, names, choices, truth)]));
    }

    private static IEnumerable<ScoredFront> Fronts(
        AdaMhfTransformer model, IDataView patients, string[] names, IReadOnlyList<PatientChoices?> choices, SimulatedTruth truth)
    {
        var scores = model.ScorePatches(patients);
        if (scores.All(patient => patient is null)) yield break;
        var row = 0;
        foreach (var bag in patients.GetColumn<PatchBag>(SurvivalColumns.Bag))
        {
            if (scores[row] is { } patches && truth.FrontOf(names[row]) is { } front)
                yield return ScoredFront.Of(front, bag, choices[row]!.Pathology!, patches);
            row++;
        }
    }
}
