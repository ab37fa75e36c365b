namespace AdaMHF.MLNet;

/// <summary>
/// Keeps outcomes out of the features. In published loaders of this field, selecting features by position made the censoring of a cohort a
/// feature.
/// </summary>
internal static class OutcomeNames
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "censorship", "censored", "survival_months", "survival", "event", "time", "status", "vital_status",
        "os", "os_time", "os.time", "os_months", "os_status", "pfi", "pfi.time", "dss", "dss.time", "dfi", "dfi.time",
        "days_to_death", "days_to_last_follow_up", "days_to_last_followup", "disc_label", "label",
    };

    public static bool Contains(string column) => Names.Contains(column);

    /// <exception cref="InvalidOperationException">One of the columns is an outcome.</exception>
    public static void RequireNone(IEnumerable<string> features, string group)
    {
        if (features.FirstOrDefault(Contains) is not { } outcome) return;
        throw new InvalidOperationException(
            $"Gene group '{group}' would make column '{outcome}' a feature, which by its name is an outcome. "
            + "Remove it from the group, or rename the column if it is a gene.");
    }
}
