namespace ScoringService;

/// <summary>Files to try the page with, where the model is the small one.</summary>
internal static class Examples
{
    public static void Map(WebApplication app, ScoringSettings settings)
    {
        if (settings.Model is not null) return;
        Map(app, "/examples/patients.csv", "text/csv", DemoModel.ExampleTable(settings.Demo));
        Map(app, "/examples/bags.zip", "application/zip", DemoModel.ExampleBags(settings.Demo));
    }

    private static void Map(WebApplication app, string route, string type, string path) => app
        .MapGet(route, (ModelHost host) => host.IsReady ? Results.File(path, type) : throw new ProblemException(
            StatusCodes.Status503ServiceUnavailable, "The model is not ready.", "Its examples are written with it."))
        .WithTags("Examples")
        .WithSummary("Simulated patients whom the small model has not seen.")
        .Produces(StatusCodes.Status200OK, contentType: type);
}
