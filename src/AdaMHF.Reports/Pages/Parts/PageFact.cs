namespace AdaMHF.Reports;

/// <summary>A name and its value.</summary>
internal sealed record PageFact(string Name, string Value);
