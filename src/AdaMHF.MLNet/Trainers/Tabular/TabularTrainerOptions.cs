namespace AdaMHF.MLNet;

/// <summary>Options of the trainers on a feature vector.</summary>
public abstract record TabularTrainerOptions : OutcomeColumns
{
    /// <summary>Vector column of Single, of known size, without NaN. Default <c>Features</c>.</summary>
    public string FeatureColumnName { get; init; } = SurvivalColumns.Features;

    /// <summary>
    /// Number of time bins, cut at quantiles of the training patients' observed deaths, at least 2; where many die at one time, quantiles
    /// coincide and the bins merge. Default 4.
    /// </summary>
    public int TimeBins { get; init; } = 4;

    /// <summary>
    /// Inner edges of the time bins in months, rising, above 0; there is one bin more. Default null: <see cref="TimeBins"/> quantiles.
    /// </summary>
    public IReadOnlyList<double>? TimeBinEdges { get; init; }

    /// <summary>
    /// Months, each above 0, at which the survival probability is reported in the column <c>SurvivalAt</c>. Default none.
    /// </summary>
    public IReadOnlyList<double> ReportedMonths { get; init; } = [];

    internal virtual void Check()
    {
        OptionCheck.Require(TimeBins >= 2, nameof(TimeBins), TimeBins, "at least 2");
        TrainingBins.Check(TimeBinEdges, nameof(TimeBinEdges));
        OptionCheck.Require(
            ReportedMonths.All(months => months > 0 && double.IsFinite(months)),
            nameof(ReportedMonths),
            string.Join(", ", ReportedMonths),
            "finite months above 0");
    }
}
