using System.CommandLine;
using AdaMHF.Benchmark;
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.Tool;

/// <summary>The command <c>train</c>.</summary>
internal sealed class TrainCommand
{
    private const int DefaultCalibrationFolds = 3;

    private readonly Option<FileInfo> _table = new("--table") { Description = "Cohort table.", Required = true };
    private readonly Option<FileInfo> _output = new("--output") { Description = "Model zip to write.", Required = true };
    private readonly Option<string> _trainer = new("--trainer")
    {
        Description = $"One of {string.Join(", ", TrainingPipeline.Trainers)}.",
        DefaultValueFactory = _ => SurvivalSystems.AdaMhf,
    };

    private readonly Option<double> _holdOut = new("--hold-out")
    {
        Description = "Share of the patients on whom the model is evaluated; 0 trains on all.",
        DefaultValueFactory = _ => 0.2,
    };

    private readonly Option<FileInfo?> _splits = new("--splits") { Description = "Split file in place of --hold-out." };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of division and training.", DefaultValueFactory = _ => 0 };
    private readonly Option<int?> _epochs = new("--epochs") { Description = "Epochs of a network." };
    private readonly Option<int?> _calibration = new("--calibration-folds")
    {
        Description = "Folds by which a network's curves are calibrated; training takes as many times as long. 0 for none. "
            + $"Default {DefaultCalibrationFolds}, where the loss has hazards.",
    };

    private readonly Option<bool> _json = JsonOutput.Option();
    private readonly BagArguments _bags = new();
    private readonly TableArguments _arguments = new();

    public static Command Create() => new TrainCommand().ToCommand();

    private Command ToCommand()
    {
        var command = new Command(
            "train", "Trains a model on a cohort by the recommended recipe, evaluates it on held-out patients, saves it.")
        {
            _table, _output, _trainer, _holdOut, _splits, _seed, _epochs, _calibration, _json,
        };
        _bags.AddTo(command);
        _arguments.AddTo(command);
        command.SetAction((result, cancellation) => Task.Run(() => Run(result, cancellation)));
        return command;
    }

    private int Run(ParseResult result, CancellationToken cancellation)
    {
        var ml = new MLContext(result.GetValue(_seed));
        ml.Log += (_, line) => Log(line);
        var output = Path.GetFullPath(result.GetRequiredValue(_output).ToString());
        if (!Directory.Exists(Path.GetDirectoryName(output)))
            throw new PlanException($"There is no folder '{Path.GetDirectoryName(output)}' for the model.");
        var cohort = _arguments.Load(result, ml, result.GetRequiredValue(_table));
        Messages.Say(cohort.Report.ToString());
        var config = result.GetValue(_arguments.Config) is { } file ? ConfigFile.Read(file) : null;
        var pipeline = Pipeline(result, ml, cohort, config, cancellation);
        var (train, test) = Parts(result, ml, cohort);

        var model = pipeline.Fit(train);
        var metrics = test is null ? null : ml.Survival.Evaluate(model.Transform(test));
        ml.Model.SaveSurvivalModel(model, cohort.Data.Schema, output);
        if (result.GetValue(_json))
        {
            JsonOutput.Write(new
            {
                Trainer = result.GetValue(_trainer),
                Model = output,
                cohort.Report.Patients,
                cohort.Report.Events,
                HeldOut = metrics is null ? null : MetricsDocument.Of(metrics),
                cohort.Report.Assumptions,
                cohort.Report.LeftOut,
                Problems = ReportProblems.Of(cohort.Report),
            });
        }
        else
        {
            Console.WriteLine(metrics is null ? "Trained on all patients." : $"Held-out patients: {metrics}");
            Console.WriteLine(output);
        }
        (model as IDisposable)?.Dispose();
        return ExitCode.Done;
    }

    private IEstimator<ITransformer> Pipeline(
        ParseResult result, MLContext ml, SurvivalCohort cohort, ConfigFile? config, CancellationToken cancellation)
    {
        try
        {
            return TrainingPipeline.Of(
                ml, cohort, result.GetRequiredValue(_trainer), _bags.Steps(result, ml), config, options => options with
                {
                    Seed = result.GetValue(_seed),
                    Epochs = result.GetValue(_epochs) ?? options.Epochs,
                    CalibrationFolds = result.GetValue(_calibration) ?? CalibrationFolds(options),
                    CancellationToken = cancellation,
                });
        }
        catch (ArgumentException wrong)
        {
            throw WrongUsage.Of(wrong);
        }
    }

    private static int CalibrationFolds(SurvivalTrainerOptions options) =>
        options.CalibrationFolds > 0 || options.Loss is SurvivalLoss.Cox or SurvivalLoss.Ranking
            ? options.CalibrationFolds
            : DefaultCalibrationFolds;

    private (IDataView Train, IDataView? Test) Parts(ParseResult result, MLContext ml, SurvivalCohort cohort)
    {
        if (result.GetValue(_splits) is { } file)
        {
            var given = cohort.Split(_arguments.LoadSplit(result, file.ToString()));
            return (given.TrainSet, given.TestSet);
        }
        var share = result.GetValue(_holdOut);
        if (share == 0) return (cohort.Data, null);
        if (share is not (> 0 and < 1))
            throw new PlanException(FormattableString.Invariant($"--hold-out is {share}; expected 0 to below 1."));
        var parts = ml.Survival.TrainTestSplit(cohort.Data, share);
        return (parts.TrainSet, parts.TestSet);
    }

    // ML.NET logs every cursor, too; epochs and warnings are the library's.
    private static void Log(LoggingEventArgs line)
    {
        var isOfTrainer = line.Source.Contains("Trainer", StringComparison.Ordinal);
        if (line.Kind == ChannelMessageKind.Warning || (line.Kind == ChannelMessageKind.Info && isOfTrainer)) Messages.Say(line.RawMessage);
    }
}
