using System.IO.Compression;
using System.Text.Json;
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ScoringService.Tests;

[Collection(SharedService.Name)]
public sealed class ScoreTests(Service service)
{
    [Theory]
    [InlineData("/score")]
    [InlineData("/explain")]
    public async Task Scores_are_those_of_the_library(string path)
    {
        var answer = await service.AnswerAsync(path, Form.Of(service.Table, ("zip", "bags.zip", service.Bags)));
        AssertSame(OfTheLibrary(), answer);
        Assert.Empty(answer.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public async Task Columns_in_another_order_give_the_same_scores()
    {
        // The first column has no name, which is allowed there only.
        var turned = string.Join('\n', Rows().Select(cells => string.Join(',', cells[1..].Reverse())));
        AssertSame(OfTheLibrary(), await service.AnswerAsync("/score", Form.Of(turned, ("zip", "bags.zip", service.Bags))));
    }

    [Fact]
    public async Task Patients_as_json_give_the_same_scores()
    {
        var json = Form.Json(JsonOf(Rows()));
        var form = new MultipartFormDataContent { { json, "patients" }, { new ByteArrayContent(service.Bags), "zip", "bags.zip" } };
        AssertSame(OfTheLibrary(), await service.AnswerAsync("/predict", form));
    }

    [Fact]
    public async Task Sixteen_requests_at_once_give_the_same_scores()
    {
        var expected = OfTheLibrary();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16)
            .Select(_ => service.AnswerAsync("/score", Form.Of(service.Table, ("zip", "bags.zip", service.Bags)))));
        foreach (var answer in answers) AssertSame(expected, answer);
    }

    [Fact]
    public async Task Without_bags_pathology_is_missing_and_said_to_be()
    {
        var answer = await service.AnswerAsync("/score", Form.Of(service.Table));
        var scored = answer.GetProperty("patients").EnumerateArray()
            .Where(one => one.GetProperty("risk").ValueKind != JsonValueKind.Null).ToList();
        Assert.NotEmpty(scored);
        foreach (var patient in scored)
            Assert.Equal(0, patient.GetProperty("modalityWeights").GetProperty("Pathology").GetSingle());
        Assert.Contains("have no bag", answer.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patient_with_nothing_that_the_model_reads_has_null_and_no_NaN()
    {
        using var response = await service.Client.PostAsync("/predict", Form.Json("""{"patients":[{"patientId":"nobody"}]}"""));
        var text = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        var patient = JsonDocument.Parse(text).RootElement.GetProperty("patients")[0];
        Assert.Equal(JsonValueKind.Null, patient.GetProperty("risk").ValueKind);
        Assert.Equal(JsonValueKind.Null, patient.GetProperty("survival")[1].GetProperty("probability").ValueKind);
    }

    [Fact]
    public async Task Explanations_have_a_place_and_a_weight_for_every_patch()
    {
        var answer = await service.AnswerAsync("/explain", Form.Of(service.Table, ("zip", "bags.zip", service.Bags)));
        JsonElement[] patients = [.. answer.GetProperty("patients").EnumerateArray()];
        var slides = patients.SelectMany(patient => patient.GetProperty("reasons").GetProperty("slides").EnumerateArray()).ToList();
        foreach (var slide in slides)
            Assert.Equal(slide.GetProperty("weight").GetArrayLength(), slide.GetProperty("x").GetArrayLength());
        string[] names = [.. slides.Select(slide => slide.GetProperty("slide").GetString()!)];
        Assert.Equal(NamesInZip(), names.Select(name => Path.ChangeExtension(name, ".h5")).Order());
        var read = patients.SelectMany(patient => patient.GetProperty("slides").EnumerateArray()).Select(slide => slide.GetString());
        Assert.Equal(read, names);
        // The weights of a patient sum to 1, and seven of the eight have slides.
        Assert.Equal(7, slides.SelectMany(Weights).Sum(), 1e-3);
    }

    private static IEnumerable<float> Weights(JsonElement slide) =>
        slide.GetProperty("weight").EnumerateArray().Select(weight => weight.GetSingle());

    private IEnumerable<string> NamesInZip() => new ZipArchive(new MemoryStream(service.Bags)).Entries.Select(entry => entry.Name).Order();

    private string[][] Rows() => [.. service.Table.TrimEnd().Split('\n').Select(line => line.Split(','))];

    private static string JsonOf(string[][] rows) => JsonSerializer.Serialize(new
    {
        Patients = rows[1..].GroupBy(cells => cells[1]).Select(patient => new
        {
            PatientId = patient.Key,
            Slides = patient.Select(cells => cells[2]).Where(slide => slide.Length > 0),
            Genes = rows[0].Zip(patient.First())
                .Where(cell => cell.First.EndsWith("_rnaseq", StringComparison.Ordinal) && cell.Second.Length > 0)
                .ToDictionary(cell => cell.First, cell => JsonDocument.Parse(cell.Second).RootElement),
        }),
    }, JsonSerializerOptions.Web);

    // The whole pipeline of the zip on the files of the simulation, in the way of the README.
    private Dictionary<string, float> OfTheLibrary()
    {
        var ml = new MLContext();
        var model = ml.Model.LoadSurvivalModel(service.Model, out _);
        var scored = model.Transform(ml.Data.LoadSurvivalCohort(Path.Combine(service.Demo, "example-patients.csv")).Data);
        return scored.GetColumn<string>("PatientId").Zip(scored.GetColumn<float>("Score")).ToDictionary();
    }

    private static void AssertSame(Dictionary<string, float> expected, JsonElement answer)
    {
        var patients = answer.GetProperty("patients").EnumerateArray().ToList();
        Assert.Equal(8, patients.Count);
        Assert.Equal(expected.Count, patients.Count);
        foreach (var patient in patients)
            Assert.Equal(expected[patient.GetProperty("patientId").GetString()!], patient.GetProperty("risk").GetSingle());
    }
}
