using System.Net;
using System.Text;

namespace ScoringService.Tests;

[Collection(SharedService.Name)]
public sealed class RefusalTests(Service service)
{
    [Theory]
    [InlineData("", "patients.csv")]
    [InlineData("a,b\n1,2", "case_id")]
    [InlineData("case_id,TSG0001_rnaseq\nx,1", "lacks")]
    [InlineData("case_id,TSG0001_rnaseq\nx,one", "one")]
    public async Task A_wrong_table_is_refused_in_the_words_of_the_library(string table, string named)
    {
        var problem = await service.ProblemAsync("/score", Form.Of(table), HttpStatusCode.BadRequest);
        Assert.Contains(named, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"patients":[]}""")]
    [InlineData("""{"patients":[{"patientId":""}]}""")]
    [InlineData("""{"patients":[{"patientId":"a"},{"patientId":"a "}]}""")]
    [InlineData("""{"patients":[{"patientId":"a","genes":{"TSG0001_rnaseq":NaN}}]}""")]
    [InlineData("""{"patients":[{"patientId":"a","genes":{"TSG0001_rnaseq":1e999}}]}""")]
    [InlineData("""{"patients":[{"patientId":"a","genes":{"censorship":1}}]}""")]
    [InlineData("""{"patients":[{"patientId":"a","clinical":{"case_id":1}}]}""")]
    [InlineData("""{"patients":[{"patientId":"a","clinical":{"age":[1]}}]}""")]
    [InlineData("""{"patients":[{"patientId":"a","gene":{}}]}""")]
    [InlineData("""{"patients":[null]}""")]
    [InlineData("""{"patients":[{"patientId":"a","genes":{"TSG0001_rnaseq":"1"}}]}""")]
    public async Task Wrong_json_is_refused_in_own_words(string json)
    {
        var problem = await service.ProblemAsync("/predict", Form.Json(json), HttpStatusCode.BadRequest);
        Assert.DoesNotContain("System.", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(ScoringService), problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_content_types_are_refused()
    {
        var csv = new StringContent("case_id\nx", Encoding.UTF8, "text/csv");
        await service.ProblemAsync("/score", csv, HttpStatusCode.UnsupportedMediaType);
        await service.ProblemAsync("/score", Form.Json("""{"patients":[]}"""), HttpStatusCode.UnsupportedMediaType);
        await service.ProblemAsync("/predict", new ByteArrayContent([1, 2]), HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_form_that_ends_early_is_refused()
    {
        var cut = new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=\"table\"; filename=\"t\"\r\n\r\ncase_id"u8.ToArray());
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        await service.ProblemAsync("/score", cut, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("../../evil.h5")]
    [InlineData("/etc/evil.h5")]
    [InlineData("C:\\evil.h5")]
    [InlineData("..")]
    public async Task A_file_name_that_is_a_path_is_refused(string name)
    {
        await service.ProblemAsync("/score", Form.Of(service.Table, ("bags", name, [1])), HttpStatusCode.BadRequest);
        Assert.Empty(Directory.EnumerateFileSystemEntries(service.Temporary, "scoring-service-?*"));
    }

    [Fact]
    public async Task Two_bags_of_one_slide_and_unknown_parts_are_refused()
    {
        var twice = Form.Of(service.Table, ("bags", "a.h5", [1]), ("bags", "a.pt", [1]));
        await service.ProblemAsync("/score", twice, HttpStatusCode.BadRequest);
        await service.ProblemAsync("/score", Form.Of(service.Table, ("table", "again.csv", [1])), HttpStatusCode.BadRequest);
        await service.ProblemAsync("/score", Form.Of(service.Table, ("bag", "a.h5", [1])), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_bag_that_is_none_is_refused_by_the_name_that_its_user_gave()
    {
        var form = Form.Of(service.Table, ("bags", service.Slide, [1, 2, 3]));
        var problem = await service.ProblemAsync("/score", form, HttpStatusCode.BadRequest);
        Assert.Contains(service.Slide, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(service.Temporary, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RequestBytes", "2000")]
    [InlineData("TableBytes", "2000")]
    [InlineData("Patients", "3")]
    [InlineData("Bags", "3")]
    [InlineData("UnpackedBytes", "50000")]
    [InlineData("ExplainedPatches", "50")]
    public async Task What_is_beyond_a_limit_is_refused(string limit, string value)
    {
        await using var small = service.With(($"Scoring:Limits:{limit}", value));
        using var client = small.CreateClient();
        while ((await client.GetAsync("/health/ready")).StatusCode != HttpStatusCode.OK) await Task.Delay(20);
        var form = Form.Of(service.Table, ("zip", "bags.zip", service.Bags));
        await Service.ProblemAsync(client, "/explain", form, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task What_is_not_there_has_problem_details_too()
    {
        using var response = await service.Client.GetAsync("/nothing");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
