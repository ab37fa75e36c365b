using System.Globalization;
using CsvHelper;

namespace ScoringService;

/// <summary>Writes patients that came as JSON as a table, so that there is one way to read patients, the library's.</summary>
internal static class PatientTable
{
    /// <exception cref="ProblemException">A gene or a clinical column is not one that the model reads.</exception>
    public static void WriteTo(RequestFolder folder, IReadOnlyList<JsonPatient> patients, ModelColumns model)
    {
        string[] genes = [.. patients.SelectMany(patient => patient.Genes.Keys).Distinct()];
        string[] clinical = [.. patients.SelectMany(patient => patient.Clinical.Keys).Distinct()];
        RequireKnown("gene", genes, model.Genes);
        RequireKnown("clinical column", clinical, model.Clinical);
        using var csv = new CsvWriter(new StreamWriter(folder.AddTable("patients")), CultureInfo.InvariantCulture);
        string[] header = [ModelColumns.CaseId, ModelColumns.SlideId, .. clinical, .. genes];
        foreach (var name in header) csv.WriteField(name);
        csv.NextRecord();
        foreach (var patient in patients)
        {
            foreach (var slide in patient.Slides.DefaultIfEmpty(""))
            {
                csv.WriteField(patient.PatientId);
                csv.WriteField(slide);
                foreach (var name in clinical) csv.WriteField(patient.Clinical.TryGetValue(name, out var value) ? value.ToString() : "");
                foreach (var gene in genes)
                    csv.WriteField(patient.Genes.GetValueOrDefault(gene)?.ToString("R", CultureInfo.InvariantCulture));
                csv.NextRecord();
            }
        }
    }

    private static void RequireKnown(string kind, string[] given, IReadOnlyCollection<string> known)
    {
        string[] unknown = [.. given.Except(known)];
        if (unknown.Length == 0) return;
        throw ProblemException.Wrong(
            $"The model reads no {kind} '{unknown[0]}'{(unknown.Length > 1 ? $" and {unknown.Length - 1} more of those given" : "")}. "
            + "GET /model names those that it reads.");
    }
}
