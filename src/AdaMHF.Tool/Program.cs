using System.CommandLine;
using AdaMHF.Tool;

return await Invocation.RunAsync(
    new RootCommand("Survival prediction from whole-slide images and genomics.")
    {
        InspectCommand.Create(), SlidesCommand.Create(), TrainCommand.Create(), ScoreCommand.Create(), MergeScoresCommand.Create(),
        EvaluateCommand.Create(), ExplainCommand.Create(), BenchmarkCommand.Create(),
    },
    args);
