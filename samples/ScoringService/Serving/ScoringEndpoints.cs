namespace ScoringService;

/// <summary>The endpoints of the model.</summary>
internal static class ScoringEndpoints
{
    public const string Limiter = "scoring";

    public static void MapScoring(this WebApplication app)
    {
        app.MapGet("/model", (ModelHost host) => host.Model.Card)
            .WithTags("Model")
            .WithSummary("What the model is, and which columns it reads.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        Map(app, "/predict", "Scores patients that come as JSON, alone or in a form with their bags.", new(Table: false, Patients: true));
        Map(app, "/score", "Scores the patients of a table, with their bags.", new(Table: true, Patients: false));
        Map(app, "/explain", "Scores patients and says where the model looks.", new(Table: true, Patients: true, Reasons: true));
    }

    private static void Map(WebApplication app, string path, string summary, Question asks)
    {
        var endpoint = app.MapPost(
            path,
            (HttpRequest request, UploadReader uploads, Scorer scorer, ModelHost host, CancellationToken cancellation) =>
                AnswerAsync(asks, request, uploads, scorer, host, cancellation));
        endpoint.RequireRateLimiting(Limiter)
            .WithTags("Scoring")
            .WithSummary(summary)
            .Produces<ScoreAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status408RequestTimeout)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status500InternalServerError)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer((operation, context, cancellation) =>
                RequestBodies.DescribeAsync(operation, context, asks.Table, asks.Patients, cancellation));
        if (asks.Reasons) endpoint.ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<ScoreAnswer> AnswerAsync(
        Question asks, HttpRequest request, UploadReader uploads, Scorer scorer, ModelHost host, CancellationToken cancellation)
    {
        // Nobody should upload what cannot be answered.
        if (asks.Reasons && !host.Model.Card.Explains)
        {
            throw new ProblemException(
                StatusCodes.Status422UnprocessableEntity,
                "The model does not explain.",
                "It is no AdaMHF, whose selection of tokens is shown: ask /score.");
        }
        _ = host.Model;
        using var folder = await uploads.ReadAsync(request, asks.Table, asks.Patients, cancellation);
        return await scorer.ScoreAsync(folder, asks.Reasons, cancellation);
    }

    /// <summary>What an endpoint takes and gives.</summary>
    private sealed record Question(bool Table, bool Patients, bool Reasons = false);
}
