namespace AdaMHF.MLNet;

/// <summary>What every trainer on a feature vector is trained with.</summary>
public abstract class TabularTrainerOptions
{
    /// <summary>Vector column of Single of known size, without NaN. Default <c>Features</c>.</summary>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>Months to death or to the last follow-up, Single, above 0. Default <c>Time</c>.</summary>
    public string TimeColumnName { get; init; } = SurvivalColumns.Time;

    /// <summary>Boolean, true = death observed. Default <c>Event</c>.</summary>
    public string EventColumnName { get; init; } = SurvivalColumns.Event;

    /// <summary>Text that names patients in messages; need not be there. Default <c>PatientId</c>.</summary>
    public string PatientColumnName { get; init; } = SurvivalColumns.PatientId;

    /// <summary>Time bins, cut at quantiles of the training patients' observed deaths, at least 2. Default 4.</summary>
    public int TimeBins { get; init; } = 4;

    /// <summary>Months, each above 0, for which the survival probability is reported in the column <c>SurvivalAt</c>. Default none.</summary>
    public IReadOnlyList<double> ReportedMonths { get; init; } = [];

    internal virtual void Check()
    {
        OptionCheck.Require(TimeBins >= 2, nameof(TimeBins), TimeBins, "at least 2");
        OptionCheck.Require(
            ReportedMonths.All(months => months > 0 && double.IsFinite(months)), nameof(ReportedMonths), string.Join(", ", ReportedMonths), "finite months above 0");
    }
}
