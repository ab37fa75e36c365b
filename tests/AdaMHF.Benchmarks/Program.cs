using System.CommandLine;
using AdaMHF.Benchmarks.Genomics;
using AdaMHF.Benchmarks.Networks;
using AdaMHF.Benchmarks.PatchBags;
using AdaMHF.Benchmarks.Survival;

// Figures and ratios for people to read: nothing here asserts, and nothing here runs with the tests.
return new RootCommand("Measures AdaMHF.MLNet and prints figures and ratios, each against a yardstick of the same run.")
{
    SurvivalBenchmark.Command(),
    BagsBenchmark.Command(),
    GenomicsBenchmark.Command(),
    CostBenchmark.Command(),
    SystemsBenchmark.Command(),
    TradeOffBenchmark.Command(),
    ThreadsBenchmark.Command(),
}.Parse(args).Invoke();
