
using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>
/// What the papers give. They saw other features and partly other tables, so that the figures stand beside ours for orientation.
/// </summary>
internal static class PublishedValues
{
    private const string AdaMhf = "AdaMHF paper, Table I";
    private const string AdaMhfMissing = "AdaMHF paper, Table II";
    private const string Mcat = "MCAT repository, last epoch";

    private static readonly string[] Cohorts = ["BLCA", "BRCA", "GBMLGG", "LUAD", "UCEC"];

    private static readonly Dictionary<(string System, string Cohort, string Condition), PublishedValue> All = new(
    [
        .. Row(SurvivalSystems.AdaMhf, "complete", AdaMhf, [0.708, 0.691, 0.865, 0.706, 0.716]),
        .. Row(SurvivalSystems.AdaMhf, "genomics-missing", AdaMhfMissing, [0.632, 0.626, 0.754, 0.632, 0.633]),
        .. Row(SurvivalSystems.AdaMhf, "pathology-missing", AdaMhfMissing, [0.698, 0.672, 0.855, 0.691, 0.684]),
        .. Row("snn", "complete", Mcat, [0.541, 0.466, 0.598, 0.539, 0.493], [0.016, 0.058, 0.054, 0.069, 0.096]),
        .. Row("attnmil", "complete", Mcat, [0.536, 0.564, 0.787, 0.559, 0.625], [0.038, 0.050, 0.028, 0.060, 0.057]),
        .. Row("mcat", "complete", Mcat, [0.624, 0.580, 0.817, 0.620, 0.622], [0.034, 0.069, 0.021, 0.032, 0.019]),
    ]);

    private static readonly Dictionary<string, double> Ablations = new()
    {
        ["no frozen residual"] = -0.026,
        ["standard mixture of experts instead of PREE"] = -0.068,
        ["no preservation in ATSA"] = -0.023,
    };

    /// <summary>The value of a system in a condition; null when none is known.</summary>
    public static PublishedValue? Of(string system, string? cohort, string condition) =>
        cohort is null ? null : All.GetValueOrDefault((system, cohort, condition));

    /// <summary>What an ablation cost the authors, mean of the cohorts; null when it is not given.</summary>
    public static PublishedValue? OfAblation(string name) =>
        Ablations.TryGetValue(name, out var difference) ? new(difference, null, "AdaMHF paper, Table III, difference") : null;

    private static IEnumerable<KeyValuePair<(string, string, string), PublishedValue>> Row(
        string system, string condition, string source, double[] values, double[]? deviations = null) => Cohorts.Select((cohort, i) =>
            KeyValuePair.Create((system, cohort, condition), new PublishedValue(values[i], deviations?[i], source)));
}
