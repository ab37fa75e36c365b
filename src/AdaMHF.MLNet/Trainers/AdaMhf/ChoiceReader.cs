using AdaMHF.Networks;
using AdaMHF.PatchBags;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Reads what a network decides for patients, a few at a time.</summary>
internal static class ChoiceReader
{
    // Every activation of a batch stays in memory while its decisions are collected.
    private const int MaxPatches = 4096;

    // Enough for shares to a few percent.
    private const int MaxTrainingPatients = 256;

    /// <summary>The decisions for each patient, from the patches by which it is predicted; null for one without a modality.</summary>
    public static PatientChoices?[] Of(
        AdaMhfNetwork network, PatientTensorFactory factory, IReadOnlyList<PatientModalities> patients, int maxPatches)
    {
        var choices = new PatientChoices?[patients.Count];
        var batch = new List<int>();
        var longest = 0;
        for (var row = 0; row < patients.Count; row++)
        {
            if (patients[row].Bag.IsEmpty && patients[row].Genomics is null) continue;
            var patches = Math.Min(patients[row].Bag.PatchCount, maxPatches);
            if (batch.Count > 0 && (long)Math.Max(longest, patches) * (batch.Count + 1) > MaxPatches) Decide();
            longest = Math.Max(longest, patches);
            batch.Add(row);
        }
        if (batch.Count > 0) Decide();
        return choices;

        void Decide()
        {
            using var scope = NewDisposeScope();
            (PatientModalities, PatchFeatures?)[] read =
                [.. batch.Select(row => (patients[row], NetworkPrediction.Patches(patients[row], maxPatches)))];
            foreach (var (row, choice) in batch.Zip(network.Choices(factory.Create(read)))) choices[row] = choice;
            batch.Clear();
            longest = 0;
        }
    }

    /// <summary>The scores of the patches of a patient who has some; null where the network selects no tokens.</summary>
    public static ScoredPatches? ScoresOf(AdaMhfNetwork network, PatientTensorFactory factory, PatientModalities patient, int maxPatches)
    {
        var seen = NetworkPrediction.Of(network, factory, patient, maxPatches, explains: true).Explanation!;
        if (seen.PatchScores.Length == 0) return null;
        PatchCoordinate[] places = [.. seen.PatchCoordinates.Chunk(2).Select(place => new PatchCoordinate(place[0], place[1]))];
        return new(seen.PatchScores, places.Length == 0 ? null : places);
    }

    /// <summary>The decisions for training patients, at most 256 of them, spread evenly.</summary>
    public static DecisionUsage OfTraining(AdaMhfNetwork network, Device device, TrainingRun run, int maxPatches)
    {
        int[] places = PatchSampling.EvenlySpaced(run.TrainingRows.Count, MaxTrainingPatients);
        PatientModalities[] patients = Array.ConvertAll(places, place => run.Patients.Modalities[run.TrainingRows[place]]);
        return DecisionUsage.Of(Of(network, new(device, run.PatchWidth), patients, maxPatches), network.Configuration);
    }
}
