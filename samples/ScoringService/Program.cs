using System.Text.Json.Serialization;
using ScoringService;

var builder = WebApplication.CreateBuilder(args);
// Those of appsettings.json, where the service is started beside it; without it, not every host.
builder.Configuration["AllowedHosts"] ??= "localhost;127.0.0.1;[::1]";
var settings = builder.Configuration.ReadSettings();
builder.UseLimits(settings.Limits);
builder.AddMetrics();
builder.Services
    .AddSingleton(settings)
    .AddSingleton<ModelHost>()
    .AddHostedService(services => services.GetRequiredService<ModelHost>())
    .AddSingleton<UploadReader>()
    .AddSingleton<ScoringMetrics>()
    .AddSingleton<ScoringThreads>()
    .AddSingleton<Scorer>()
    .AddProblemDetails()
    // A number is a number, for those who make clients by the OpenAPI document.
    .ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict)
    .AddExceptionHandler<ProblemHandler>()
    .AddOpenApi();
ModelHealth.Add(builder.Services);

var app = builder.Build();
app.UseSafeHeaders();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseDefaultFiles();
app.UseStaticFiles();
app.UseRouting();
app.UseRequestTimeouts();
app.UseRateLimiter();
ModelHealth.Map(app);
Examples.Map(app, settings);
app.MapScoring();
app.MapOpenApi();
app.MapPrometheusScrapingEndpoint();
var host = app.Services.GetRequiredService<ModelHost>();
app.Run();
// Whoever started a service that has no model must see that.
return host.HasFailed ? 1 : 0;
