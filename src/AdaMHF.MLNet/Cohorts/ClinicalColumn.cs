namespace AdaMHF.MLNet;

/// <summary>A clinical column of a cohort.</summary>
/// <param name="Name">Name in the table and in the data.</param>
/// <param name="IsNumber">True for Single, NaN where missing; false for text, empty where missing.</param>
/// <param name="Missing">Patients without a value.</param>
public sealed record ClinicalColumn(string Name, bool IsNumber, int Missing)
{
    /// <summary>Different values of a text, the most frequent first.</summary>
    internal IReadOnlyList<string> Words { get; init; } = [];
}
