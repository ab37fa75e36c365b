using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using AdaMHF.Survival;
using AdamhfService;

// dotnet run -- model.zip [bags/]
// curl --data-binary @patients.csv http://localhost:5000/score
if (args is not [var zip, .. var rest] || zip.StartsWith("--", StringComparison.Ordinal))
{
    Console.Error.WriteLine("Expected a model zip, and where it reads slides the folder of their bags: dotnet run -- model.zip bags/");
    return 2;
}

var builder = WebApplication.CreateBuilder();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 20_000_000);
builder.Services.AddProblemDetails();
builder.Services.AddSingleton(_ => new Model(zip, rest.FirstOrDefault()));

var app = builder.Build();
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    StatusCodeSelector = wrong => (wrong as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError,
});
app.MapGet("/health", (Model model) => new { model.Trainer });

// The body is a table as the library reads it; outcomes may be absent.
app.MapPost("/score", async (HttpRequest request, Model model, CancellationToken stop) =>
{
    var file = Path.GetTempFileName();
    try
    {
        await using (var table = File.Create(file)) await request.Body.CopyToAsync(table, stop);
        return Results.Ok(model.Score(file));
    }
    // What the library says of a table, of bags and of values; a column or a slide that is not there.
    catch (Exception wrong) when (wrong is CohortFileException or PatchBagException or SurvivalDataException or FileNotFoundException
        or ArgumentOutOfRangeException)
    {
        return Results.Problem(wrong.Message.Replace(file, "the table"), statusCode: StatusCodes.Status400BadRequest);
    }
    finally
    {
        File.Delete(file);
    }
});

app.Services.GetRequiredService<Model>();    // a zip that cannot be read ends the program now
app.Run();
return 0;
