using System.CommandLine;
using AdaMHF.Speed.Explanations;
using AdaMHF.Speed.Genomics;
using AdaMHF.Speed.Networks;
using AdaMHF.Speed.PatchBags;
using AdaMHF.Speed.Scoring;
using AdaMHF.Speed.Slides;
using AdaMHF.Speed.Survival;
using AdaMHF.Speed.Training;

// Figures and ratios for people to read: nothing here asserts, and nothing here runs with the tests.
return new RootCommand("Measures AdaMHF.MLNet and prints figures and ratios, each against a yardstick of the same run.")
{
    SurvivalSpeed.Command(),
    BagsSpeed.Command(),
    GenomicsSpeed.Command(),
    CostFigures.Command(),
    SlidesSpeed.Command(),
    SystemsSpeed.Command(),
    StepSpeed.Command(),
    GrowthSpeed.Command(),
    ScoreSpeed.Command(),
    TorchShare.Command(),
    ReasonsTruth.Command(),
    TradeOffComparison.Command(),
    ThreadsComparison.Command(),
}.Parse(args).Invoke();
