using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.PatchBags;

namespace AdaMHF.Benchmark;

/// <summary>The patches of one simulated patient as they were scored, and which of them are tumour front.</summary>
/// <param name="Share">Share of the front as it was drawn.</param>
/// <param name="SelectedShare">K_top / N.</param>
/// <param name="Scores">Score of each patch that the network reads.</param>
/// <param name="IsFront">Whether it is front.</param>
internal sealed record ScoredFront(double Share, double SelectedShare, double[] Scores, bool[] IsFront)
{
    public static ScoredFront Of(TumourFront front, PatchBag bag, ModalityChoices choices, ScoredPatches patches)
    {
        var places = front.PlacesIn(bag);
        return new(
            front.Share,
            choices.SelectedTokens / (double)choices.Tokens,
            [.. patches.Scores.Select(score => (double)score)],
            [.. patches.Coordinates!.Select(places.Contains)]);
    }
}
