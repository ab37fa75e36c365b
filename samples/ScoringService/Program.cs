using ScoringService;

var builder = WebApplication.CreateBuilder(args);
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
app.Run();
