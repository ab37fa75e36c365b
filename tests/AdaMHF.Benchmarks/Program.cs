using System.CommandLine;
using AdaMHF.Benchmarks.Genomics;
using AdaMHF.Benchmarks.Survival;

// Figures and ratios for people to read: nothing here asserts, and nothing here runs with the tests.
return new RootCommand("Measures AdaMHF.MLNet and prints figures and ratios, each against a yardstick of the same run.")
{
    SurvivalBenchmark.Command(),
    GenomicsBenchmark.Command(),
}.Parse(args).Invoke();
