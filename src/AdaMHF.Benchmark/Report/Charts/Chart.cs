namespace AdaMHF.Benchmark;

/// <summary>A drawing with what stands over and under it.</summary>
/// <param name="Title">Over it.</param>
/// <param name="Drawing">SVG.</param>
/// <param name="Note">Under it: counts, p-values, how to read it.</param>
internal sealed record Chart(string Title, string Drawing, string Note);
