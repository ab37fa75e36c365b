namespace ScoringService;

/// <summary>Loads the model, or trains the small one, while the service answers that it lives but is not ready.</summary>
internal sealed partial class ModelHost(ScoringSettings settings, ILogger<ModelHost> log) : BackgroundService
{
    private volatile ScoringModel? _model;

    public bool IsReady => _model is not null;

    /// <exception cref="ProblemException">It is not there yet.</exception>
    public ScoringModel Model => _model ?? throw new ProblemException(
        StatusCodes.Status503ServiceUnavailable,
        "The model is not ready.",
        "It is being loaded or trained; /health/ready tells when it is there.");

    public override void Dispose()
    {
        _model?.Dispose();
        base.Dispose();
    }

    /// <summary>Whether it could not be loaded or trained.</summary>
    public bool HasFailed => ExecuteTask is { IsFaulted: true };

    // An exception ends the service: one without a model is of no use.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () =>
        {
            if (settings.Model is null && !File.Exists(DemoModel.ZipIn(settings.Demo)))
            {
                LogTraining(settings.Demo);
                DemoModel.Train(settings.Demo, settings.DemoEpochs, stoppingToken);
            }
            // The full path: a relative one starts where the service was started.
            var zip = Path.GetFullPath(settings.Model ?? DemoModel.ZipIn(settings.Demo));
            var model = ScoringModel.Load(zip);
            _model = model;
            LogReady(zip, model.Card.Trainer, model.Columns.Genes.Count, model.Columns.Slides);
        },
        stoppingToken);

    [LoggerMessage(LogLevel.Information, "No Scoring:Model is configured: training a small one on simulated patients in {Folder}.")]
    private partial void LogTraining(string folder);

    [LoggerMessage(LogLevel.Information, "{Zip} is ready: {Trainer}, {Genes} genes, reads slides: {Slides}.")]
    private partial void LogReady(string zip, string? trainer, int genes, bool slides);
}
