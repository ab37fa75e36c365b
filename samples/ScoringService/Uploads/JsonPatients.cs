using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScoringService;

/// <summary>The body of <c>POST /predict</c>.</summary>
/// <param name="Patients">At least one.</param>
internal sealed record PredictRequest(IReadOnlyList<JsonPatient> Patients);

/// <summary>A patient.</summary>
internal sealed record JsonPatient
{
    /// <summary>Identifier, at most 200 characters.</summary>
    public required string PatientId { get; init; }

    /// <summary>Names of the slides whose bags come with the request; empty where pathology is missing.</summary>
    public IReadOnlyList<string> Slides { get; init; } = [];

    /// <summary>All genes that the model reads, by their names in <c>/model</c>; null = not measured. Empty without genomics.</summary>
    public IReadOnlyDictionary<string, float?> Genes { get; init; } = new Dictionary<string, float?>();

    /// <summary>Clinical columns that the model reads: numbers or texts.</summary>
    public IReadOnlyDictionary<string, JsonElement> Clinical { get; init; } = new Dictionary<string, JsonElement>();
}

/// <summary>Reads and checks patients that come as JSON.</summary>
internal static class JsonPatients
{
    private const int LongestId = 200, MostSlides = 100;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        MaxDepth = 6,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="ProblemException">It is no JSON of patients, or they contradict each other.</exception>
    public static IReadOnlyList<JsonPatient> Parse(ReadOnlySpan<byte> json, int most)
    {
        try
        {
            var patients = JsonSerializer.Deserialize<PredictRequest>(json, Options)?.Patients ?? [];
            Check(patients, most);
            return patients;
        }
        catch (JsonException error)
        {
            var place = error.Path is null ? "" : $" at {error.Path}";
            throw ProblemException.Wrong(
                $"The JSON of the patients cannot be read{place}, line {error.LineNumber + 1}. Expected {{\"patients\": [...]}}, each with "
                + "a \"patientId\" and, where they are known, \"slides\", \"genes\" and \"clinical\", none of them twice, and no others.");
        }
    }

    private static void Check(IReadOnlyList<JsonPatient> patients, int most)
    {
        if (patients.Count == 0 || patients.Contains(null!)) throw ProblemException.Wrong("There are no patients, or one is null.");
        if (patients.Count > most) throw ProblemException.TooLarge($"There are {patients.Count} patients; at most {most} are read.");
        Problem[] problems = [.. patients.SelectMany(ProblemsOf).Take(10)];
        if (problems.Length > 0) throw new ProblemException(400, "The request is not valid.", problems[0].Message, problems);
        if (patients.CountBy(patient => patient.PatientId.Trim()).FirstOrDefault(id => id.Value > 1).Key is { } twice)
            throw ProblemException.Wrong($"Patient '{twice}' is there twice; name all slides of a patient in one.");
    }

    private static IEnumerable<Problem> ProblemsOf(JsonPatient patient)
    {
        var id = patient.PatientId;
        if (string.IsNullOrWhiteSpace(id) || id.Length > LongestId)
            yield return new($"A patient has no identifier of 1 to {LongestId} characters.", null, "patientId", null);
        if (patient.Slides.Count > MostSlides || patient.Slides.Any(string.IsNullOrWhiteSpace))
            yield return new($"Patient '{id}' has an empty slide, or more than {MostSlides}.", null, "slides", id);
        foreach (var (gene, value) in patient.Genes)
        {
            if (value is { } number && !float.IsFinite(number))
                yield return new($"Gene '{gene}' of patient '{id}' is no number; one that is not known is null.", null, gene, id);
        }
        foreach (var (name, value) in patient.Clinical)
        {
            if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String or JsonValueKind.Null))
                yield return new($"'{name}' of patient '{id}' is neither a number nor a text nor null.", null, name, id);
        }
    }
}
