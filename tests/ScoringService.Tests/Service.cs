using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ScoringService.Tests;

/// <summary>The service with its small model, trained once for all tests, and a temporary folder of its own.</summary>
public sealed class Service : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scoring-service-tests-");
    private WebApplicationFactory<Program>? _factory;

    public string Demo => Path.Combine(_folder.FullName, "demo");

    public string Model => Path.Combine(Demo, "demo-model.zip");

    /// <summary>Where the service puts what requests bring.</summary>
    public string Temporary => Path.Combine(_folder.FullName, "temporary");

    public HttpClient Client { get; private set; } = null!;

    public string Table => File.ReadAllText(Path.Combine(Demo, "example-patients.csv"));

    /// <summary>A slide of the table.</summary>
    public string Slide => Table.Split('\n').Select(line => line.Split(',')[2]).First(id => id.EndsWith(".svs", StringComparison.Ordinal));

    public byte[] Bags => File.ReadAllBytes(Path.Combine(Demo, "example-bags.zip"));

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Temporary);
        Environment.SetEnvironmentVariable("TMPDIR", Temporary);
        _factory = With();
        Client = _factory.CreateClient();
        while ((await Client.GetAsync("/health/ready")).StatusCode != HttpStatusCode.OK) await Task.Delay(100);
    }

    /// <summary>Another service with settings of its own.</summary>
    public WebApplicationFactory<Program> With(params (string Key, string Value)[] settings) =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("Scoring:Demo", Demo);
            host.UseSetting("Scoring:DemoEpochs", "2");
            foreach (var (key, value) in settings) host.UseSetting(key, value);
        });

    /// <summary>The answer of a request that must succeed.</summary>
    public async Task<JsonElement> AnswerAsync(string path, HttpContent content)
    {
        using var response = await Client.PostAsync(path, content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The problem of a request that must fail.</summary>
    public Task<JsonElement> ProblemAsync(string path, HttpContent content, HttpStatusCode status) =>
        ProblemAsync(Client, path, content, status);

    /// <inheritdoc cref="ProblemAsync(string, HttpContent, HttpStatusCode)"/>
    public static async Task<JsonElement> ProblemAsync(HttpClient client, string path, HttpContent content, HttpStatusCode status)
    {
        using var response = await client.PostAsync(path, content);
        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory!.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

/// <summary>Tests that share the service, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SharedService : ICollectionFixture<Service>
{
    public const string Name = "service";
}
