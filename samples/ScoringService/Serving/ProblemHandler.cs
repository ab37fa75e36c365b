using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace ScoringService;

/// <summary>Answers exceptions with problem details. What is not the user's fault is logged and answered without its message.</summary>
internal sealed partial class ProblemHandler(IProblemDetailsService writer, ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellation)
    {
        var problem = exception switch
        {
            ProblemException known => Of(known),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                Of(ProblemException.TooLarge("The request has more bytes than the service takes.")),
            BadHttpRequestException bad => Of(new(bad.StatusCode, "The request is not valid.", bad.Message)),
            // The user has gone, or the time is up, which RequestTimeouts answers.
            OperationCanceledException => null,
            _ => new()
            {
                Status = StatusCodes.Status500InternalServerError,
                Title = "The service failed.",
                Detail = "It is logged under the trace of this answer.",
            },
        };
        if (problem is null) return false;
        // ASP.NET logs no exception that a handler answers.
        if (problem.Status == StatusCodes.Status500InternalServerError) LogFailure(exception, context.Request.Path);
        context.Response.StatusCode = problem.Status!.Value;
        if (problem.Status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "5";
        return await writer.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem, Exception = exception });
    }

    [LoggerMessage(LogLevel.Error, "{Path} failed.")]
    private partial void LogFailure(Exception exception, string path);

    private static ProblemDetails Of(ProblemException problem)
    {
        var details = new ProblemDetails { Status = problem.Status, Title = problem.Title, Detail = problem.Message };
        if (problem.Problems.Count > 0) details.Extensions["problems"] = problem.Problems;
        return details;
    }
}
