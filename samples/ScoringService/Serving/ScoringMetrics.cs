using System.Diagnostics.Metrics;

namespace ScoringService;

/// <summary>What is counted beside ASP.NET's own requests and latencies (<c>http.server.request.duration</c>).</summary>
internal sealed class ScoringMetrics
{
    public const string MeterName = "ScoringService";

    private static readonly double[] Seconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly Counter<long> _scored;
    private readonly Counter<long> _unscored;
    private readonly Histogram<double> _seconds;

    public ScoringMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _scored = meter.CreateCounter<long>("scoring.patients", "{patient}", "Patients scored.");
        _unscored = meter.CreateCounter<long>("scoring.patients.without_prediction", "{patient}", "Patients without what the model reads.");
        _seconds = meter.CreateHistogram(
            "scoring.duration", "s", "Reading and scoring of one request's patients.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
    }

    public void Add(IReadOnlyList<PatientResult> patients, TimeSpan duration)
    {
        var known = patients.Count(patient => patient.Risk is not null);
        _scored.Add(known);
        _unscored.Add(patients.Count - known);
        _seconds.Record(duration.TotalSeconds);
    }
}
