using AdaMHF.Networks;
using AdaMHF.Simulation;

namespace AdaMHF.Benchmark;

/// <summary>Where a cohort comes from: simulated, or files.</summary>
public sealed record CohortPlan
{
    /// <summary>Name in tables and of folders.</summary>
    public required string Name { get; init; }

    /// <summary>Preset of a simulated cohort: quick, standard or large; null for a real one.</summary>
    public string? Simulated { get; init; }

    /// <summary>Seed of a simulated cohort, and of the folds that are made here.</summary>
    public int Seed { get; init; }

    /// <summary>Patients of a simulated cohort where they differ from the preset's.</summary>
    public int? Patients { get; init; }

    /// <summary>
    /// Smallest and largest share of tumour-front patches of a simulated cohort, such as [0.02, 0.20]; null for 5 % in every patient.
    /// </summary>
    public IReadOnlyList<double>? FrontShare { get; init; }

    /// <summary>Table of a real cohort.</summary>
    public string? Table { get; init; }

    /// <summary>Gene groups, a CSV with one column per group, or a GMT file.</summary>
    public string? Signatures { get; init; }

    /// <summary>Folder of splits_0.csv, splits_1.csv ...; null makes folds here, stratified by event and time.</summary>
    public string? Splits { get; init; }

    /// <summary>Folder of patch bags; null when there are none and every patient's pathology is missing.</summary>
    public string? Bags { get; init; }

    /// <summary>
    /// Paired table in place of <see cref="Table"/>: one row per patient with patient_id, time_months, event (1 = death), features
    /// path_*, genes gene_rna_*, gene_cnv_*, gene_mut_* (or gene_*, cna_* without symbols) and clin_*; an empty cell is missing. The
    /// features of a patient are a bag of one patch, standardised by the training rows.
    /// </summary>
    public string? Paired { get; init; }

    /// <summary>
    /// Folds of a paired table: a CSV of patient_id, fold and part (train, test); null for the column fold of the table, the fold in which
    /// the patient is held out, or for folds that are made here where there is none.
    /// </summary>
    public string? Folds { get; init; }

    /// <summary>Whether sign(x) log(1 + |x|) stands in place of the pathology features of a paired table.</summary>
    public bool LogFeatures { get; init; }

    /// <summary>Columns of a paired table to leave out.</summary>
    public IReadOnlyList<string>? IgnoredColumns { get; init; }

    /// <summary>
    /// Clinical columns, numbers or categories, for the systems that read the clinic; such systems are left out where a cohort names none.
    /// </summary>
    public IReadOnlyList<string>? Clinical { get; init; }

    /// <summary>Whether age and stage of a simulated cohort carry a part of the risk; see <see cref="SimulatedClinic"/>.</summary>
    public bool Clinic { get; init; }

    /// <summary>
    /// Cohort of the paper (BLCA, BRCA, UCEC, LUAD, GBMLGG) beside whose figures the results stand, and whose settings AdaMHF takes where
    /// it is trained by the published recipe; null for none.
    /// </summary>
    public string? Preset { get; init; }

    /// <summary>
    /// Cohort of the paper whose settings the published recipe takes, where they are not those of <see cref="Preset"/>: a cohort that
    /// the paper does not have takes those of another. Default null.
    /// </summary>
    public string? PublishedSettings { get; init; }

    /// <summary>The settings that the published recipe takes; null where none are named.</summary>
    internal AdaMhfPreset? SettingsOfPaper => AdaMhfPreset.All.FirstOrDefault(preset => preset.Cohort == (PublishedSettings ?? Preset));

    /// <summary>Whether any patient has patch bags.</summary>
    public bool HasBags => Simulated is not null || Bags is not null || Paired is not null;
}
