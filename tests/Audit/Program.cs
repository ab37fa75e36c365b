using System.CommandLine;
using AdaMHF.Audit;

// Figures about the measures themselves, for people to read: nothing here asserts, and nothing here runs with the tests.
return new RootCommand("Prints what tests of calibration and intervals do where the truth is known, and audits published predictions.")
{
    Sizes.Command(),
    Coverage.Command(),
    PublishedFolds.Command(),
    Costs.Command(),
}.Parse(args).Invoke();
