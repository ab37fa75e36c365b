namespace AdaMHF.MLNet;

/// <summary>
/// Options of <see cref="PatchBagsCatalog.StandardizeBags(Microsoft.ML.TransformsCatalog, string, string?, BagStandardizingOptions?)"/>.
/// </summary>
public sealed record BagStandardizingOptions
{
    /// <summary>
    /// Whether sign(x) log(1 + |x|) stands in place of x: for raw handcrafted features, whose areas and counts reach 1e7. Default false.
    /// </summary>
    public bool SignedLog { get; init; }

    /// <summary>What to do with NaN. Default <see cref="BagMissingValues.Refuse"/>.</summary>
    public BagMissingValues MissingValues { get; init; } = BagMissingValues.Refuse;

    /// <summary>
    /// Column of the patient's identifier, for messages; where the data has none, they count rows. Default
    /// <see cref="SurvivalColumns.PatientId"/>.
    /// </summary>
    public string PatientColumnName { get; init; } = SurvivalColumns.PatientId;
}
