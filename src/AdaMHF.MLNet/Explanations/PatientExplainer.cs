using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Explains patients one by one: each costs about one prediction alone.</summary>
internal sealed class PatientExplainer(SurvivalNetworkTransformer model)
{
    private readonly NetworkModelSettings _settings = model.NetworkSettings;

    public PatientExplanation Of(ExplainedPatient patient)
    {
        var modalities = patient.Modalities;
        if (SurvivalScorer.IsUnknown(modalities)) return Unknown(patient);
        int[] rows = modalities.Bag.InSpatialOrder(PredictionSample.Of(modalities.Bag, _settings.Columns.PatchesPerPatient));
        var (prognosis, places, members) = model.Scorer.WithAll((networks, factory) =>
        {
            var patches = NetworkPrediction.Patches(modalities, _settings.Columns.PatchesPerPatient);
            using var scope = NewDisposeScope();
            using var inference = inference_mode();
            var tensors = factory.Create(modalities, patches);
            NetworkReading[] read =
                [.. networks.Select((network, member) => NetworkReading.Of(network, member, tensors, modalities, patches))];
            return (model.Scorer.PrognosisOf(Array.ConvertAll(read, one => one.Prediction)), patches?.Coordinates, read);
        });
        var slides = patient.Slides();
        return Predicted(patient, prognosis) with
        {
            Slides = slides,
            Patches = Patches(patient.Places(slides, rows, places), members),
            Groups = modalities.Genomics is null ? [] : Groups(members),
            Gates = [.. members.SelectMany(member => member.Gates)],
            CrossAttention = Array.Exists(members, member => member.GroupsToPatches is null) ? null : new(
                Mean(members, member => member.GroupsToPatches!), Mean(members, member => member.PatchesToGroups!)),
        };
    }

    /// <summary>The curve of a prognosis.</summary>
    public static PatientCurve CurveOf(IEnumerable<double> survival, PrognosisSettings settings) => new(
        [0, .. Enumerable.Range(0, settings.TimeBinEdges.Length - 1).Select(settings.EndOf)], [1, .. survival]);

    private PatientExplanation Unknown(ExplainedPatient patient) => Predicted(patient, PatientPrognosis.Unknown(_settings.Prognosis));

    private PatientExplanation Predicted(ExplainedPatient patient, PatientPrognosis prognosis) => new()
    {
        PatientId = patient.Id,
        Risk = prognosis.Score,
        RiskSpread = prognosis.RiskSpread,
        ExpectedMonths = prognosis.ExpectedMonths,
        MedianMonths = prognosis.MedianMonths,
        Curve = CurveOf(prognosis.Survival.Select(value => (double)value), _settings.Prognosis),
        ModalityWeights = _settings.Prognosis.Modalities.Zip(prognosis.ModalityWeights)
            .ToDictionary(pair => pair.First, pair => (double)pair.Second),
    };

    private static PatchExplanation[] Patches(PatchPlace[] places, NetworkReading[] members)
    {
        var scores = MeanScores(Array.ConvertAll(members, member => member.PatchScores), places.Length);
        return [.. places.Select((place, patch) => new PatchExplanation(
            place.Number, place.Slide, place.SlideId, place.X, place.Y, scores[patch],
            StateOf(members, member => member.PatchStates, patch)))];
    }

    private GroupExplanation[] Groups(NetworkReading[] members)
    {
        var names = _settings.Columns.GenomicColumnNames;
        var scores = MeanScores(Array.ConvertAll(members, member => member.GroupScores), names.Length);
        return [.. names.Select((name, group) => new GroupExplanation(
            name, scores[group], StateOf(members, member => member.GroupStates, group)))];
    }

    private static double[] MeanScores(float[]?[] members, int count) =>
    [
        .. Enumerable.Range(0, count).Select(place =>
            Array.Exists(members, member => member is null) ? double.NaN : members.Average(member => (double)member![place])),
    ];

    // Of equally many, the first of kept, pooled and dropped.
    private static TokenState? StateOf(NetworkReading[] members, Func<NetworkReading, TokenState[]?> states, int place) => members
        .Select(member => states(member)?[place])
        .GroupBy(state => state)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
        .First().Key;

    private static float[][] Mean(NetworkReading[] members, Func<NetworkReading, float[][]> map) => members is [var only]
        ? map(only)
        : [.. map(members[0]).Select((row, r) => row.Select((_, c) => members.Average(member => map(member)[r][c])).ToArray())];
}
