using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>How many tokens of one modality adaptive token selection let through (K_top).</summary>
/// <param name="Modality">The modality.</param>
/// <param name="Patients">Patients with it.</param>
/// <param name="MeanTokens">Mean of N, the tokens before selection.</param>
/// <param name="MeanSelected">Mean of K_top.</param>
/// <param name="MinSelected">Smallest K_top.</param>
/// <param name="MaxSelected">Largest K_top.</param>
/// <param name="ShareAtMinimum">Share of the patients with K_top = 1, the lower bound.</param>
/// <param name="ShareAtMaximum">
/// Share of the patients with K_top at its upper bound, the smaller of N and <see cref="AdaMhfConfiguration.MaxTokens"/>.
/// </param>
/// <param name="MeanAlpha">Mean share of K_top that is kept unchanged.</param>
public sealed record TokenUsage(
    Modality Modality,
    int Patients,
    double MeanTokens,
    double MeanSelected,
    int MinSelected,
    int MaxSelected,
    double ShareAtMinimum,
    double ShareAtMaximum,
    double MeanAlpha);
