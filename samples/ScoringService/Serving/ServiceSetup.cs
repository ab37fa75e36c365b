using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using AdaMHF.PatchBags;
using Microsoft.AspNetCore.RateLimiting;
using OpenTelemetry.Metrics;

namespace ScoringService;

/// <summary>Limits, problem details and metrics around the endpoints.</summary>
internal static class ServiceSetup
{
    /// <summary>The section <c>Scoring</c>, checked.</summary>
    public static ScoringSettings ReadSettings(this IConfiguration configuration)
    {
        var settings = configuration.GetSection("Scoring").Get<ScoringSettings>() ?? new();
        Validator.ValidateObject(settings.Limits, new(settings.Limits), validateAllProperties: true);
        return settings;
    }

    /// <summary>Limits of the server and of the library's readers of files.</summary>
    public static void UseLimits(this WebApplicationBuilder builder, ScoringLimits limits)
    {
        FileLimits.Default = new()
        {
            Patches = limits.Patches,
            PatchWidth = limits.PatchWidth,
            ArrayBytes = limits.UnpackedBytes,
            TensorBytes = limits.UnpackedBytes,
            UnpackedPerPacked = limits.UnpackedPerPacked,
        };
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = limits.RequestBytes;
        });
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new()
        {
            Timeout = TimeSpan.FromSeconds(limits.Seconds),
            TimeoutStatusCode = StatusCodes.Status408RequestTimeout,
        });
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddConcurrencyLimiter(ScoringEndpoints.Limiter, options =>
            {
                options.PermitLimit = options.QueueLimit = limits.Requests;
                options.QueueProcessingOrder = QueueProcessingOrder.OldestFirst;
            });
        });
    }

    /// <summary>Metrics at <c>/metrics</c>, and by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector.</summary>
    public static void AddMetrics(this WebApplicationBuilder builder) => builder.Services.AddOpenTelemetry().WithMetrics(metrics =>
    {
        metrics.AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", ScoringMetrics.MeterName);
        metrics.AddPrometheusExporter();
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null) metrics.AddOtlpExporter();
    });

    /// <summary>The page runs its own script and style and nothing else, and no other site may frame it.</summary>
    public static void UseSafeHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    });
}
