
using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>
/// What the papers give. They saw other features and partly other tables, so that the figures stand beside ours for orientation.
/// </summary>
/// <remarks>
/// Of the AdaMHF paper's Tables I, II and VI only what is written here is at hand: most rows of other systems, and all deviations but one,
/// are left out rather than guessed.
/// </remarks>
internal static class PublishedValues
{
    private const string TableI = "AdaMHF paper, Table I";
    private const string TableII = "AdaMHF paper, Table II";
    private const string TableVI = "AdaMHF paper, Table VI";
    private const string Mcat = "MCAT repository, last epoch";
    private const string Complete = "complete", NoGenomics = "genomics-missing", NoPathology = "pathology-missing";

    private static readonly string[] Cohorts = ["BLCA", "BRCA", "GBMLGG", "LUAD", "UCEC"];

    private static readonly Dictionary<(string System, string Cohort, string Condition), PublishedValue> All = new(
    [
        .. Row(SurvivalSystems.AdaMhf, Complete, TableI, [0.708, 0.691, 0.865, null, 0.716]),
        Cell(SurvivalSystems.AdaMhf, "LUAD", Complete, new(0.706, 0.024, $"{TableI}; deviation of Table III")),
        .. Row(SurvivalSystems.AdaMhf, NoGenomics, TableII, [null, null, 0.754, 0.632, null]),
        .. Row(SurvivalSystems.AdaMhf, NoPathology, TableII, [0.698, null, 0.855, 0.691, null]),
        // The two tables report one experiment and differ.
        Cell(SurvivalSystems.AdaMhf, "BLCA", NoGenomics, 0.632, 0.623),
        Cell(SurvivalSystems.AdaMhf, "BRCA", NoGenomics, 0.626, 0.624),
        Cell(SurvivalSystems.AdaMhf, "BRCA", NoPathology, 0.672, 0.669),
        Cell("cmta", "BRCA", NoGenomics, 0.612, 0.618),
        Cell("cmta", "BLCA", NoPathology, 0.655, 0.625),
        Cell("cmta", "LUAD", NoPathology, 0.675, 0.678),
        Cell("motcat", "LUAD", NoPathology, 0.659, 0.639),
        // UCEC is in the appendix alone.
        Cell(SurvivalSystems.AdaMhf, "UCEC", NoGenomics, new(0.633, null, TableVI)),
        Cell(SurvivalSystems.AdaMhf, "UCEC", NoPathology, new(0.684, null, TableVI)),
        .. Row("snn", Complete, Mcat, [0.541, 0.466, 0.598, 0.539, 0.493], [0.016, 0.058, 0.054, 0.069, 0.096]),
        .. Row("attnmil", Complete, Mcat, [0.536, 0.564, 0.787, 0.559, 0.625], [0.038, 0.050, 0.028, 0.060, 0.057]),
        .. Row("mcat", Complete, Mcat, [0.624, 0.580, 0.817, 0.620, 0.622], [0.034, 0.069, 0.021, 0.032, 0.019]),
    ]);

    private static readonly Dictionary<string, double> Ablations = new()
    {
        ["no frozen residual"] = -0.026,
        ["standard mixture of experts instead of PREE"] = -0.068,
        ["no preservation in ATSA, everything pooled"] = -0.023,
        ["no preservation in ATSA, the rest dropped"] = -0.023,
    };

    /// <summary>The value of a system in a condition; null when none is known.</summary>
    public static PublishedValue? Of(string system, string? cohort, string condition)
    {
        var published = system == AdaMhfSystem.Published.Key ? SurvivalSystems.AdaMhf : system;
        return cohort is null ? null : All.GetValueOrDefault((published, cohort, condition));
    }

    /// <summary>What an ablation cost the authors on LUAD; null when it is not given.</summary>
    public static PublishedValue? OfAblation(string name) =>
        Ablations.TryGetValue(name, out var difference) ? new(difference, null, "AdaMHF paper, Table III, LUAD, difference") : null;

    private static KeyValuePair<(string, string, string), PublishedValue> Cell(
        string system, string cohort, string condition, PublishedValue value) => KeyValuePair.Create((system, cohort, condition), value);

    private static KeyValuePair<(string, string, string), PublishedValue> Cell(
        string system, string cohort, string condition, double tableII, double tableVI) =>
        Cell(system, cohort, condition, new(tableII, null, Numbers.Text($"{TableII}; {tableVI:F3} in Table VI")));

    private static IEnumerable<KeyValuePair<(string, string, string), PublishedValue>> Row(
        string system, string condition, string source, double?[] values, double[]? deviations = null) =>
        Cohorts.Index().Where(cohort => values[cohort.Index] is not null).Select(cohort =>
            Cell(system, cohort.Item, condition, new(values[cohort.Index]!.Value, deviations?[cohort.Index], source)));
}
