namespace AdaMHF.Benchmark;

/// <summary>One row of a table as it stands there, before anything is refused.</summary>
internal sealed record TableRow(int Row, string Patient, string Slide, string Time, string Outcome, string Site);
