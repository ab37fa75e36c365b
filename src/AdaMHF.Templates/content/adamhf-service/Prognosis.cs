namespace AdamhfService;

/// <summary>What the model says of a patient.</summary>
/// <param name="Patient">Identifier in the table.</param>
/// <param name="Risk">Higher = earlier death expected; null where what the model reads is missing.</param>
/// <param name="MedianMonths">Median survival time; null where more than half are expected to live beyond the model's last month.</param>
public sealed record Prognosis(string Patient, float? Risk, float? MedianMonths);
