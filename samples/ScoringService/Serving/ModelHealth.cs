using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ScoringService;

/// <summary>Ready when the model is there.</summary>
internal sealed class ModelHealth(ModelHost host) : IHealthCheck
{
    private const string Ready = "ready";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(host.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The model is being loaded or trained."));

    public static void Add(IServiceCollection services) => services.AddHealthChecks().AddCheck<ModelHealth>("model", tags: [Ready]);

    /// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c> and <c>/health</c>: it scores.</summary>
    public static void Map(WebApplication app)
    {
        app.MapHealthChecks("/health");
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready) });
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
    }
}
