using AdaMHF.Networks;
using AdaMHF.PatchBags;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>What one network predicts for a patient and does on the way, in plain numbers.</summary>
/// <param name="Prediction">The prediction.</param>
/// <param name="PatchScores">Weight of each patch; null for a network without weights, and without pathology.</param>
/// <param name="GroupScores">Weight of each genomic group; likewise.</param>
internal sealed record NetworkReading(NetworkPrediction Prediction, float[]? PatchScores, float[]? GroupScores)
{
    /// <summary>What became of each patch; null where nothing is selected.</summary>
    public TokenState[]? PatchStates { get; private init; }

    /// <summary>What became of each group; null where nothing is selected.</summary>
    public TokenState[]? GroupStates { get; private init; }

    /// <summary>The gates of layers with several experts.</summary>
    public GateExplanation[] Gates { get; private init; } = [];

    /// <summary>[group][patch]; null without cross-modal attention.</summary>
    public float[][]? GroupsToPatches { get; private init; }

    /// <summary>[patch][group]; null without cross-modal attention.</summary>
    public float[][]? PatchesToGroups { get; private init; }

    /// <summary>Runs a network in evaluation; in an inference mode, tensors belong to the current dispose scope.</summary>
    public static NetworkReading Of(
        SurvivalNetwork network, int member, PatientTensors tensors, PatientModalities patient, PatchFeatures? patches)
    {
        using var scope = NewDisposeScope();
        if (network is not AdaMhfNetwork adaptive)
        {
            var plain = network.CallExplained(tensors);
            return new(
                NetworkPrediction.Of(network, plain.Output, patient, patches), Numbers(plain.PatchScores), Numbers(plain.GenomicScores));
        }
        var (output, decisions) = adaptive.Explain(tensors);
        var (pathology, genomics) = (SelectedOf(decisions.Pathology), SelectedOf(decisions.Genomics));
        var maps = decisions.CrossAttention;
        var (seen, measured) = (patches?.Count ?? 0, patient.Genomics?.Length ?? 0);
        return new(NetworkPrediction.Of(network, output, patient, patches), pathology?.Scores, genomics?.Scores)
        {
            PatchStates = pathology?.States,
            GroupStates = genomics?.States,
            Gates =
            [
                .. GatesOf(decisions.Pathology, Modality.Pathology, member), .. GatesOf(decisions.Genomics, Modality.Genomics, member),
            ],
            GroupsToPatches = maps is null ? null : Spread(Rows(maps.GenomicsToPathology), genomics, measured, pathology, seen),
            PatchesToGroups = maps is null ? null : Spread(Rows(maps.PathologyToGenomics), pathology, seen, genomics, measured),
        };
    }

    private static SelectedInputs? SelectedOf(ModalityDecisions? decisions) =>
        decisions?.Selection is { } selection ? SelectedInputs.Of(selection) : null;

    private static IEnumerable<GateExplanation> GatesOf(ModalityDecisions? decisions, Modality modality, int member)
    {
        if (decisions is null) return [];
        return Of(decisions.Segregation, ModalityUnitKind.Segregation).Concat(Of(decisions.Integration, ModalityUnitKind.Integration));

        IEnumerable<GateExplanation> Of(IReadOnlyList<ExpertDecision> gates, ModalityUnitKind unit) => gates
            .Select(gate => (Gate: gate, Probabilities: Numbers(gate.Probabilities)!))
            .Where(one => one.Probabilities.Length > 1)
            .Select(one => new GateExplanation(
                member, modality, unit, one.Gate.Stage, one.Gate.Layer, one.Gate.Expert, one.Probabilities[one.Gate.Expert],
                one.Probabilities));
    }

    /// <summary>Attention between tokens as attention between what they are made of.</summary>
    private static float[][] Spread(float[][] map, SelectedInputs? from, int rows, SelectedInputs? to, int columns)
    {
        var spread = new float[rows][];
        for (var row = 0; row < rows; row++)
        {
            spread[row] = new float[columns];
            if ((from is null ? row : from.Places[row]) is not (>= 0 and var token)) continue;
            for (var column = 0; column < columns; column++)
            {
                var place = to is null ? column : to.Places[column];
                if (place >= 0) spread[row][column] = map[token][place] * (to is null ? 1 : to.Shares[column]);
            }
        }
        return spread;
    }

    private static float[][] Rows(Tensor map) => [.. Numbers(map)!.Chunk((int)map.shape[1])];

    private static float[]? Numbers(Tensor? values) => values?.contiguous().cpu().data<float>().ToArray();

    /// <summary>What selection made of each input.</summary>
    /// <param name="Scores">Score of each.</param>
    /// <param name="Places">The token that it is part of; -1 where it was dropped.</param>
    /// <param name="Shares">Its share in the token.</param>
    /// <param name="States">The same in a word.</param>
    private sealed record SelectedInputs(float[] Scores, int[] Places, float[] Shares, TokenState[] States)
    {
        public static SelectedInputs Of(TokenSelection selection)
        {
            var scores = Numbers(selection.Scores)!;
            int[] places = [.. selection.Places().cpu().data<long>().Select(place => (int)place)];
            var kept = (int)selection.Kept.shape[0];
            var sums = new double[selection.Count];
            for (var input = 0; input < scores.Length; input++)
            {
                if (places[input] >= kept) sums[places[input]] += scores[input];
            }
            return new(
                scores,
                places,
                [.. scores.Select((score, input) => places[input] < kept ? 1 : (float)(score / Math.Max(sums[places[input]], 1e-12)))],
                Array.ConvertAll(places, place => place < 0 ? TokenState.Dropped : place < kept ? TokenState.Kept : TokenState.Pooled));
        }
    }
}
