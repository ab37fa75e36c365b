namespace AdaMHF.MLNet;

/// <summary>
/// Cross-modal attention between the genomic groups and the patches of a patient. The network attends between selected tokens; attention to
/// a pool is divided among its patches or groups by their scores, so that every row sums to one. A token that was dropped gets none.
/// </summary>
/// <param name="GroupsToPatches">[group][patch]: attention of each group to each patch of <see cref="PatientExplanation.Patches"/>.</param>
/// <param name="PatchesToGroups">[patch][group]: attention of each patch to each group of <see cref="PatientExplanation.Groups"/>.</param>
public sealed record CrossAttention(
    IReadOnlyList<IReadOnlyList<float>> GroupsToPatches, IReadOnlyList<IReadOnlyList<float>> PatchesToGroups);
