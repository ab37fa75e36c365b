using AdaMHF.Networks;
using AdaMHF.PatchBags;
using AdaMHF.Survival;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>One patient through a network in evaluation.</summary>
/// <param name="Outputs">Hazard of each time bin; or the log hazard alone.</param>
/// <param name="IsLogHazard">Which of the two.</param>
/// <param name="ModalityWeights">How much each modality counted; empty when the network does not say.</param>
internal sealed record NetworkPrediction(double[] Outputs, bool IsLogHazard, float[] ModalityWeights)
{
    /// <summary>What the network looked at; null unless asked for.</summary>
    public PrognosisExplanation? Explanation { get; private init; }

    /// <summary>Risk, higher = earlier death expected.</summary>
    public double Risk => IsLogHazard ? Outputs[0] : DiscreteHazards.Risk(Outputs);

    /// <summary>Predicts a patient who has a modality, from the same patches every time.</summary>
    public static NetworkPrediction Of(
        SurvivalNetwork network, PatientTensorFactory factory, PatientModalities patient, int maxPatches, bool explains = false) =>
        Of([network], factory, patient, maxPatches, explains)[0];

    /// <summary>What each of some networks predicts for a patient who has a modality; the bag is read once.</summary>
    public static NetworkPrediction[] Of(
        SurvivalNetwork[] networks, PatientTensorFactory factory, PatientModalities patient, int maxPatches, bool explains = false)
    {
        var patches = Patches(patient, maxPatches);
        // Dispose scopes belong to a thread, so threads do not meet here; in evaluation the network draws no random numbers.
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var tensors = factory.Create(patient, patches);
        return Array.ConvertAll(networks, network => Of(network, tensors, patient, patches, explains));
    }

    private static NetworkPrediction Of(
        SurvivalNetwork network, PatientTensors tensors, PatientModalities patient, PatchFeatures? patches, bool explains)
    {
        using var scope = NewDisposeScope();
        var explained = explains ? network.CallExplained(tensors) : null;
        return Of(network, explained?.Output ?? network.call(tensors), patient, patches) with
        {
            Explanation = explained is null ? null : new(
                Numbers(explained.PatchScores) ?? [],
                [.. patches?.Coordinates?.SelectMany(place => new[] { place.X, place.Y }) ?? []],
                Numbers(explained.GenomicScores) ?? PrognosisExplanation.Nothing(patient.Genomics?.Length ?? 0).GenomicScores),
        };
    }

    /// <summary>What a network said about a patient, in numbers.</summary>
    public static NetworkPrediction Of(SurvivalNetwork network, SurvivalOutput output, PatientModalities patient, PatchFeatures? patches)
    {
        var values = Values(network, output.Logits);
        UnusableFeatures.RequireOutput(values, patient, patches);
        return new(values, network.PredictsRisk, Numbers(output.ModalityWeights) ?? []);
    }

    /// <summary>What each of some networks predicts for patients who have a modality, in one computation; bags are read once.</summary>
    /// <returns>By network, then by patient.</returns>
    public static NetworkPrediction[][] Of(
        SurvivalNetwork[] networks, PatientTensorFactory factory, PatientModalities[] patients, int maxPatches) =>
        Of(networks, factory, Array.ConvertAll(patients, patient => (patient, Patches(patient, maxPatches))));

    /// <summary>The same for patients whose patches were read.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="factory">Makes the tensors.</param>
    /// <param name="read">The patients.</param>
    /// <param name="sharesBag">Whether all patches are those of one bag, which the networks read once.</param>
    public static NetworkPrediction[][] Of(
        SurvivalNetwork[] networks,
        PatientTensorFactory factory,
        (PatientModalities Patient, PatchFeatures? Patches)[] read,
        bool sharesBag = false)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var batch = sharesBag ? factory.CreateWithOneBag(read) : factory.Create(read);
        return Array.ConvertAll(networks, network => Of(network, batch, read));
    }

    private static NetworkPrediction[] Of(
        SurvivalNetwork network, BatchTensors batch, (PatientModalities Patient, PatchFeatures? Patches)[] read)
    {
        using var scope = NewDisposeScope();
        var output = network.PredictBatch(batch);
        double[][] outputs = [.. Values(network, output.Logits).Chunk((int)output.Logits.shape[1])];
        for (var place = 0; place < outputs.Length; place++)
            UnusableFeatures.RequireOutput(outputs[place], read[place].Patient, read[place].Patches);
        var weights = output.ModalityWeights is { } given ? Numbers(given)!.Chunk((int)given.shape[1]).ToArray() : null;
        return [.. outputs.Select((values, place) => new NetworkPrediction(values, network.PredictsRisk, weights?[place] ?? []))];
    }

    /// <summary>The patches by which a patient is predicted; null without pathology.</summary>
    /// <exception cref="SurvivalDataException">A feature is NaN or infinite; the message names patient and slide.</exception>
    public static PatchFeatures? Patches(PatientModalities patient, int maxPatches)
    {
        if (PredictionSample.Of(patient.Bag, maxPatches) is not { Length: > 0 } rows) return null;
        var patches = patient.Bag.ReadInSpatialOrder(rows);
        UnusableFeatures.RequirePatches(patient, patches);
        return patches;
    }

    private static double[] Values(SurvivalNetwork network, Tensor logits) =>
        [.. (network.PredictsRisk ? logits : logits.sigmoid()).cpu().data<float>().Select(value => (double)value)];

    private static float[]? Numbers(Tensor? tensor) => tensor?.cpu().data<float>().ToArray();
}
