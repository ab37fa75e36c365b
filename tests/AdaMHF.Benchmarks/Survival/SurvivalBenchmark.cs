using System.CommandLine;

namespace AdaMHF.Benchmarks.Survival;

/// <summary>Concordance and Kaplan-Meier by sample size.</summary>
internal static class SurvivalBenchmark
{
    public static Command Command() => new("survival", "Concordance and Kaplan-Meier at 10^4, 10^5 and 10^6 subjects.");
}
