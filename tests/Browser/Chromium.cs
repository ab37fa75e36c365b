using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;

namespace ScoringService.Browser.Tests;

/// <summary>The service on a port of this machine, and Debian's Chromium in front of it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scoring-service-browser-");
    private WebApplicationFactory<Program>? _service;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string Executable => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>Where pictures of the page are kept, where a person names a folder; else null.</summary>
    public static string? Pictures => Environment.GetEnvironmentVariable("SCREENSHOTS");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable)) return;
        _service = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
            host.UseSetting("Scoring:Demo", Path.Combine(_folder.FullName, "demo")));
        _service.UseKestrel(0);
        _service.StartServer();
        using var client = _service.CreateClient();
        while ((await client.GetAsync("/health/ready")).StatusCode != HttpStatusCode.OK) await Task.Delay(100);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
    }

    /// <summary>A new page of the service, which knows its model.</summary>
    public async Task<IPage> OpenAsync(int width, ColorScheme scheme)
    {
        Assert.SkipWhen(_browser is null, $"There is no {Executable}: apt-get install chromium, or name another by CHROMIUM.");
        // One page at a time: those of tests that have ended are closed.
        foreach (var earlier in _browser.Contexts.ToList()) await earlier.CloseAsync();
        var page = await _browser.NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            BaseURL = _service!.ClientOptions.BaseAddress.ToString(),
        });
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync("/");
        await page.GetByText("trained on").WaitForAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_service is not null) await _service.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
