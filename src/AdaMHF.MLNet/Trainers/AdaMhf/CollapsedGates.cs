using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>Gates that send nearly all training patients to one expert, so that the others have no use.</summary>
internal static class CollapsedGates
{
    private const double LargestShare = 0.9;

    // Among fewer patients a balanced gate may look collapsed.
    private const int FewestPatients = 20;

    /// <summary>A warning with the numbers and the remedy; null where no gate has collapsed.</summary>
    /// <param name="members">How the gates of each network decided for training patients.</param>
    /// <param name="network">Configuration of the networks.</param>
    public static string? Warning(IReadOnlyList<DecisionUsage> members, AdaMhfConfiguration network)
    {
        // Where all experts run, a gate that prefers one takes none from the patients.
        if (network.ExpertRouting == ExpertRouting.All) return null;
        string[] layers =
        [
            .. members.SelectMany((usage, member) => usage.Experts
                .Where(layer => layer.Patients >= FewestPatients && layer.LargestShare > LargestShare)
                .Select(layer => (members.Count > 1 ? $"member {member + 1}, " : "") + Text(layer))),
        ];
        return layers.Length == 0
            ? null
            : $"{layers.Length} of {members.Sum(usage => usage.Experts.Count)} gates have collapsed onto one expert: "
                + $"{string.Join("; ", layers)}. The other experts of these layers have little use. Raise "
                + FormattableString.Invariant($"{nameof(AdaMhfConfiguration.BalancingRate)} ({network.BalancingRate} now) in ")
                + "the options' Network, by which gates move to experts that serve few, train longer, or take fewer experts by "
                + $"{nameof(AdaMhfConfiguration.ExpertsPerLayer)}.";
    }

    private static string Text(ExpertUsage layer) => FormattableString.Invariant(
        $"{layer.Name}: expert {layer.MostUsedExpert} of {layer.Shares.Count} serves {100 * layer.LargestShare:F0} % ")
        + FormattableString.Invariant($"of {layer.Patients} patients");
}
