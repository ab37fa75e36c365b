using AdaMHF.MLNet;

namespace QuickStart;

/// <summary>Held-out results beside the best that anyone could reach.</summary>
internal sealed record SimulatedResult(double Oracle, SurvivalMetrics Complete, SurvivalMetrics GenomicsOnly, SurvivalMetrics PathologyOnly)
{
    public void Print(long parameters)
    {
        Console.WriteLine(FormattableString.Invariant($"Held-out patients ({parameters:N0} parameters):"));
        Console.WriteLine($"  complete           {Complete}");
        Console.WriteLine($"  pathology missing  {GenomicsOnly}");
        Console.WriteLine($"  genomics missing   {PathologyOnly}");
        Console.WriteLine(FormattableString.Invariant($"  oracle             C {Oracle:F3} (the true risk itself)"));
    }
}
