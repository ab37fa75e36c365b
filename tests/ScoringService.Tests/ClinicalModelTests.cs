using System.Globalization;
using System.Net;
using AdaMHF.MLNet;
using Microsoft.ML;

namespace ScoringService.Tests;

/// <summary>A model of clinical columns: each is a number or a word as in the training, whatever a request has.</summary>
[Collection(SharedService.Name)]
public sealed class ClinicalModelTests(Service service)
{
    [Fact]
    public async Task Values_have_the_kind_of_the_training()
    {
        await using var clinical = service.With(("Scoring:Model", Train()));
        using var client = clinical.CreateClient();
        while ((await client.GetAsync("/health/ready")).StatusCode != HttpStatusCode.OK) await Task.Delay(50);
        foreach (var values in new[] { """ "age":60,"stage":"II" """, """ "age":60,"stage":null """, """ "age":60,"stage":5 """ })
        {
            using var answer = await client.PostAsync("/predict", Patient($"\"clinical\":{{{values}}}"));
            Assert.True(answer.IsSuccessStatusCode, values + await answer.Content.ReadAsStringAsync());
        }
        var word = await Service.ProblemAsync(
            client, "/predict", Patient("""  "clinical":{"age":"old","stage":"II"} """), HttpStatusCode.BadRequest);
        Assert.Contains("'old'; expected a number", word.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var nothing = Form.Json("""{"patients":[{"patientId":"a"}]}""");
        var none = await Service.ProblemAsync(client, "/predict", nothing, HttpStatusCode.BadRequest);
        Assert.Contains("age", none.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static HttpContent Patient(string rest) => Form.Json($$"""{"patients":[{"patientId":"a",{{rest}}}]}""");

    private string Train()
    {
        var (ml, random) = (new MLContext(seed: 1), new Random(3));
        var table = Path.Combine(service.Temporary, "clinical.csv");
        var rows = Enumerable.Range(0, 60).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"p{i},{1 + (random.NextDouble() * 50)},{i % 2},{40 + random.Next(40)},{(i % 3 == 0 ? "I" : "II")}"));
        File.WriteAllLines(table, ["case_id,survival_months,censorship,age,stage", .. rows]);
        var patients = ml.Data.LoadSurvivalCohort(table, new() { SlideIdColumnName = null }).Data;
        using var model = ml.Transforms.Categorical.OneHotEncoding("stage")
            .Append(ml.Transforms.Concatenate("Features", "age", "stage"))
            .Append(ml.Survival.Trainers.CoxProportionalHazards(new() { Ridge = 1 }))
            .Fit(patients);
        var zip = Path.Combine(service.Temporary, "clinical.zip");
        ml.Model.SaveSurvivalModel(model, patients.Schema, zip);
        return zip;
    }
}
