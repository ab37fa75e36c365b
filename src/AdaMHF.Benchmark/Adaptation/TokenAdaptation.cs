using AdaMHF.Networks;

namespace AdaMHF.Benchmark;

/// <summary>How many tokens of one modality are selected (K_top) of those there are (N).</summary>
/// <param name="Modality">The modality.</param>
/// <param name="Patients">Held-out patients with it.</param>
/// <param name="PatientsWithRoom">Those of them whose bounds, 1 and the smaller of N and the most allowed, leave a number between.</param>
/// <param name="ShareInside">Share of those with room whose K_top lies strictly inside the bounds; NaN where nobody has room.</param>
/// <param name="MeanTokens">Mean N.</param>
/// <param name="MeanSelected">Mean K_top.</param>
internal sealed record TokenAdaptation(
    Modality Modality, int Patients, int PatientsWithRoom, double ShareInside, double MeanTokens, double MeanSelected)
{
    /// <summary>Null where nobody has the modality.</summary>
    /// <param name="modality">The modality.</param>
    /// <param name="choices">Decisions about those who have it.</param>
    /// <param name="mostTokens">Most tokens that selection may let through.</param>
    public static TokenAdaptation? Of(Modality modality, IReadOnlyList<ModalityChoices> choices, int mostTokens)
    {
        if (choices.Count == 0) return null;
        var upper = (ModalityChoices choice) => Math.Min(choice.Tokens, mostTokens);
        ModalityChoices[] withRoom = [.. choices.Where(choice => upper(choice) > 2)];
        return new(
            modality,
            choices.Count,
            withRoom.Length,
            withRoom.Select(choice => choice.SelectedTokens > 1 && choice.SelectedTokens < upper(choice) ? 1 : 0.0)
                .DefaultIfEmpty(double.NaN).Average(),
            choices.Average(choice => choice.Tokens),
            choices.Average(choice => choice.SelectedTokens));
    }
}
