using System.Diagnostics;
using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using AdaMHF.Survival;
using Microsoft.ML;

namespace ScoringService;

/// <summary>
/// Scores the patients of a request. Any number of threads may use the transformer at once, and a request has a table with columns of its
/// own: there is no prediction engine, which is for one thread and one row class, and so no pool of them.
/// </summary>
internal sealed class Scorer(ModelHost host, ScoringSettings settings, ScoringMetrics metrics, ScoringThreads threads)
{
    public async Task<ScoreAnswer> ScoreAsync(RequestFolder folder, bool explains, CancellationToken cancellation)
    {
        var model = host.Model;
        try
        {
            // More at once would take the cores from one another; those who wait have their files on disk and nothing in memory.
            return await threads.RunAsync(() => Score(model, folder, explains, cancellation), cancellation);
        }
        catch (Exception error) when (IsOfTheRequest(error))
        {
            throw new ProblemException(
                StatusCodes.Status400BadRequest,
                "The patients cannot be scored.",
                folder.InOwnWords(error.Message),
                [.. ProblemsOf(error).Select(one => new Problem(folder.InOwnWords(one.Message), one.Row, one.Column, one.Patient))]);
        }
    }

    private ScoreAnswer Score(ScoringModel model, RequestFolder folder, bool explains, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        if (folder.Patients is { } given) PatientTable.WriteTo(folder, given, model.Columns);
        // A context of its own costs little, and what a request logs or registers ends with it.
        var ml = new MLContext();
        var patients = PreparedPatients.Read(ml, folder, model.Columns, settings.Limits);
        var scored = model.Pipeline.Transform(patients.Data);
        var rows = ml.Data.CreateEnumerable<ScoredRow>(scored, reuseRowObject: false, ignoreMissingColumns: true)
            .Select(new ResultReader(model, scored.Schema, folder).Read);
        if (explains)
        {
            // Both have one result per row, in order.
            var reader = new ReasonReader(folder, settings.Limits.ExplainedPatches);
            var reasons = ml.Survival.Explain(model.Pipeline, patients.Data);
            rows = rows.Zip(reasons, (row, reason) => row with { Reasons = reader.Read(reason, row.Slides) });
        }
        var results = new List<PatientResult>();
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(row);
        }
        metrics.Add(results, watch.Elapsed);
        return new(model.Card.Sha256, RiskGroups.Of(results), patients.Cohort.Report.Assumptions, patients.Warnings);
    }

    // What the library throws about tables, bags and values; ML.NET's own for columns that are absent.
    private static bool IsOfTheRequest(Exception error) =>
        error is CohortFileException or PatchBagException or SurvivalDataException
        || (error is InvalidOperationException or ArgumentException && error.Source?.StartsWith("AdaMHF", StringComparison.Ordinal) == true)
        || error is ArgumentOutOfRangeException { ParamName: "inputSchema" or "schema" };

    private static IReadOnlyList<CohortFileProblem> ProblemsOf(Exception error) => (error as CohortFileException)?.Problems ?? [];
}
