using System.Reflection;

namespace AdaMHF.Benchmark;

/// <summary>What went wrong, in words: ML.NET wraps exceptions of components that it calls by reflection.</summary>
internal static class Cause
{
    public static string Of(Exception error) =>
        error is TargetInvocationException { InnerException: { } inner } ? Of(inner) : error.Message;
}
