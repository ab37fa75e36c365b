namespace AdaMHF.MLNet;

public sealed partial class SurvivalLayout
{
    private static readonly SurvivalCohortOptions Public = new() { MissingOutcomes = MissingOutcomes.LeaveOut };

    private static readonly string[] PantherEndpoints =
        ["os", "dss", "dfi", "pfi", "pfs", "pfi_v1", "pfi_v2", "dss_cr", "dfi_cr", "pfi_cr", "pfi_v1_cr", "pfi_v2_cr"];

    private static readonly string[] OfSlides =
        ["mpp", "op", "level0_mag", "specimen_id", "seg_comment", "site_of_resection_or_biopsy", "has_feature"];

    // What is known at the end of the follow-up only.
    private static readonly string[] PantherFollowUp =
    [
        "disc_label", "vital_status", "tumor_status", "last_contact_days_to", "death_days_to", "cause_of_death", "new_tumor_event_type",
        "new_tumor_event_site", "new_tumor_event_site_other", "new_tumor_event_dx_days_to", "treatment_outcome_first_course",
    ];

    /// <summary>
    /// Patient tables of cBioPortal: lines of #, tabs, <c>PATIENT_ID</c>, <c>OS_MONTHS</c>, <c>OS_STATUS</c> with 0:LIVING and 1:DECEASED.
    /// PFI reads <c>PFS_</c>, the name of the same endpoint there.
    /// </summary>
    public static SurvivalLayout CBioPortal { get; } = new("cbioportal", "cBioPortal, data_clinical_patient.txt", new()
    {
        [SurvivalEndpoint.OS] = CBioPortalOptions("OS"),
        [SurvivalEndpoint.DSS] = CBioPortalOptions("DSS"),
        [SurvivalEndpoint.PFI] = CBioPortalOptions("PFS"),
    });

    /// <summary>
    /// Survival tables of UCSC Xena: one row per sample, <c>_PATIENT</c>, <c>OS</c>, <c>OS.time</c> in days.
    /// </summary>
    public static SurvivalLayout Xena { get; } = new("xena", "UCSC Xena, survival tables of TCGA", new()
    {
        [SurvivalEndpoint.OS] = XenaOptions("OS"),
        [SurvivalEndpoint.DSS] = XenaOptions("DSS"),
        [SurvivalEndpoint.PFI] = XenaOptions("PFI"),
    });

    /// <summary>
    /// Clinical tables of the GDC: <c>case_submitter_id</c>, <c>vital_status</c>, <c>days_to_death</c> of the dead,
    /// <c>days_to_last_follow_up</c> of the living; also with the names <c>demographic.vital_status</c> and so on of later exports. Of the
    /// rows of a case, one per diagnosis and treatment, the first counts.
    /// </summary>
    public static SurvivalLayout Gdc { get; } = new("gdc", "Genomic Data Commons, clinical.tsv", new()
    {
        [SurvivalEndpoint.OS] = Public with
        {
            CaseIdColumnName = "case_submitter_id",
            SlideIdColumnName = null,
            EventColumnName = "vital_status",
            TimeColumnName = "days_to_death",
            FollowUpColumnName = "days_to_last_follow_up",
            SourcePrefixes = ["cases.", "demographic.", "diagnoses."],
            SourceNames = new Dictionary<string, string> { ["case_submitter_id"] = "submitter_id" },
            TakeFirstWhereRowsDiffer = true,
        },
    });

    /// <summary>
    /// Tables of MCAT, PORPOISE and their successors, the library's default: <c>case_id</c>, <c>slide_id</c>, <c>survival_months</c>,
    /// <c>censorship</c>, genes by suffix.
    /// </summary>
    public static SurvivalLayout Mcat { get; } = new("mcat", "MCAT, PORPOISE and their successors", new()
    {
        [SurvivalEndpoint.OS] = Public,
    });

    /// <summary>
    /// Tables of SurvPath: as MCAT's, with the endpoints <c>survival_months_dss</c> and <c>survival_months_pfi</c> beside.
    /// </summary>
    public static SurvivalLayout SurvPath { get; } = new("survpath", "SurvPath, datasets_csv/metadata", new()
    {
        [SurvivalEndpoint.OS] = SurvPathOptions(""),
        [SurvivalEndpoint.DSS] = SurvPathOptions("_dss"),
        [SurvivalEndpoint.PFI] = SurvPathOptions("_pfi"),
    });

    /// <summary>
    /// Survival tables of PANTHER: one row per slide, days, <c>os_survival_days</c>, <c>os_censorship</c> and other endpoints.
    /// <c>mpp</c>, <c>disc_label</c> and what else describes a slide is left out where the slides of a patient differ.
    /// </summary>
    public static SurvivalLayout Panther { get; } = new("panther", "PANTHER and MMP, splits and survival tables", new()
    {
        [SurvivalEndpoint.OS] = PantherOptions("os"),
        [SurvivalEndpoint.DSS] = PantherOptions("dss"),
        [SurvivalEndpoint.PFI] = PantherOptions("pfi"),
    });

    private static SurvivalCohortOptions CBioPortalOptions(string endpoint) => Public with
    {
        CaseIdColumnName = "PATIENT_ID",
        SlideIdColumnName = null,
        TimeColumnName = $"{endpoint}_MONTHS",
        EventColumnName = $"{endpoint}_STATUS",
        IgnoredColumnNames = Others(["OS", "DSS", "PFS", "DFS"], endpoint, name => [$"{name}_MONTHS", $"{name}_STATUS"]),
    };

    private static SurvivalCohortOptions XenaOptions(string endpoint) => Public with
    {
        CaseIdColumnName = "_PATIENT",
        SlideIdColumnName = null,
        TimeColumnName = $"{endpoint}.time",
        TimeUnit = SurvivalTimeUnit.Days,
        EventColumnName = endpoint,
        IgnoredColumnNames = ["sample", .. Others(["OS", "DSS", "DFI", "PFI"], endpoint, name => [name, $"{name}.time"])],
    };

    private static SurvivalCohortOptions SurvPathOptions(string ending) => Public with
    {
        TimeColumnName = $"survival_months{ending}",
        CensorshipColumnName = $"censorship{ending}",
        IgnoredColumnNames =
        [
            .. Public.IgnoredColumnNames,
            .. Others(["", "_dss", "_pfi"], ending, other => [$"survival_months{other}", $"censorship{other}"]),
        ],
    };

    private static SurvivalCohortOptions PantherOptions(string endpoint) => Public with
    {
        TimeColumnName = $"{endpoint}_survival_days",
        CensorshipColumnName = $"{endpoint}_censorship",
        RowDifferences = OfSlides.ToDictionary(name => name, _ => RowDifference.LeaveOut),
        IgnoredColumnNames =
        [
            .. Public.IgnoredColumnNames, .. PantherFollowUp,
            .. Others(PantherEndpoints, endpoint, name => [$"{name}_censorship", $"{name}_survival_days"]),
        ],
    };

    // The other endpoints of a table are outcomes, too, and no clinical columns.
    private static string[] Others(string[] endpoints, string chosen, Func<string, string[]> columns) =>
        [.. endpoints.Where(name => name != chosen).SelectMany(columns)];
}
