using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.OpenApi;

namespace ScoringService.Tests;

[Collection(SharedService.Name)]
public sealed class ServiceTests(Service service)
{
    [Fact]
    public async Task It_lives_before_it_is_ready_and_says_so()
    {
        var untrained = ("Scoring:Demo", Path.Combine(service.Temporary, "untrained"));
        await using var fresh = service.With(untrained);
        using var client = fresh.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
        await Service.ProblemAsync(client, "/score", Form.Of("case_id\nx"), HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task The_card_is_the_record_of_the_training()
    {
        var card = await service.Client.GetFromJsonAsync<JsonElement>("/model");
        Assert.Equal("adamhf", card.GetProperty("trainer").GetString());
        Assert.True(card.GetProperty("isWhole").GetBoolean());
        Assert.Equal(7, card.GetProperty("seed").GetInt32());
        Assert.Equal(90, card.GetProperty("genes").GetArrayLength());
        Assert.Equal(0, card.GetProperty("clinical").GetArrayLength());
    }

    [Fact]
    public async Task The_OpenAPI_document_is_valid_and_has_every_endpoint()
    {
        await using var stream = await service.Client.GetStreamAsync("/openapi/v1.json");
        var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        memory.Position = 0;
        var (document, diagnostic) = await OpenApiDocument.LoadAsync(memory, "json");
        Assert.Empty(diagnostic!.Errors);
        foreach (var path in new[] { "/predict", "/score", "/explain" })
        {
            var operation = document!.Paths[path].Operations![HttpMethod.Post];
            Assert.Contains("multipart/form-data", operation.RequestBody!.Content!.Keys);
            foreach (var status in new[] { "200", "400", "413", "415", "429", "503" }) Assert.Contains(status, operation.Responses!.Keys);
        }
        Assert.Contains("422", document!.Paths["/explain"].Operations![HttpMethod.Post].Responses!.Keys);
        Assert.Contains("/model", document.Paths.Keys);
    }

    [Fact]
    public async Task Requests_and_patients_are_counted()
    {
        await service.AnswerAsync("/score", Form.Of(service.Table, ("zip", "bags.zip", service.Bags)));
        var metrics = await service.Client.GetStringAsync("/metrics");
        Assert.Contains("scoring_patients_total", metrics, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_runs_no_script_of_others()
    {
        using var response = await service.Client.GetAsync("/");
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("http:", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
