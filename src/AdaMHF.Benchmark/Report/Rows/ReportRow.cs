namespace AdaMHF.Benchmark;

/// <summary>One number of the report with all that tells how far to trust it.</summary>
public sealed record ReportRow
{
    /// <summary>Table of the paper: I, II or III.</summary>
    public required string Table { get; init; }

    /// <summary>Name of the cohort.</summary>
    public required string Cohort { get; init; }

    /// <summary>Key of the system.</summary>
    public required string System { get; init; }

    /// <summary>Name of the system in tables.</summary>
    public required string SystemName { get; init; }

    /// <summary>What the training patients had.</summary>
    public required string Training { get; init; }

    /// <summary>What the held-out patients lacked.</summary>
    public required string Condition { get; init; }

    /// <summary>Mean over the folds of the held-out C-index; a fold's is the mean over the seeds. NaN when undefined.</summary>
    public required double ConcordanceIndex { get; init; }

    /// <summary>
    /// Lower end of the 95 % interval: 1.96 standard errors of the concordance within folds, which so many patients allow; that another
    /// training set would give another model is not in it.
    /// </summary>
    public required double LowerBound { get; init; }

    /// <summary>Upper end of the interval.</summary>
    public required double UpperBound { get; init; }

    /// <summary>Sample standard deviation over the folds, dividing by one less than their number; NaN with one fold.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>Folds with a result.</summary>
    public required int Folds { get; init; }

    /// <summary>Seeds with a result.</summary>
    public required int Seeds { get; init; }

    /// <summary>Held-out patients of all folds.</summary>
    public required int Patients { get; init; }

    /// <summary>Observed deaths among them.</summary>
    public required int Events { get; init; }

    /// <summary>Pairs within folds whose order of death is known.</summary>
    public required long ComparablePairs { get; init; }

    /// <summary>
    /// C-index minus that of the row's reference: the complete prediction in Table II, the whole AdaMHF in Table III. NaN where there is
    /// none.
    /// </summary>
    public double Difference { get; init; } = double.NaN;

    /// <summary>
    /// The number of MCAT-derived code: every fold's best epoch, chosen on the held-out patients. It flatters; null when it was not
    /// recorded.
    /// </summary>
    public double? BestEpoch { get; init; }

    /// <summary>The published value of the same system, cohort and condition; null when there is none.</summary>
    public PublishedValue? Published { get; init; }
}
