using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace ScoringService.Browser.Tests;

public sealed class PageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task The_examples_are_scored_and_shown(int width, ColorScheme scheme)
    {
        var page = await chromium.OpenAsync(width, scheme);
        var errors = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error") errors.Add(message.Text); };
        await ScoreExamplesAsync(page);

        Assert.Equal(8, await page.Locator("#patients article").CountAsync());
        Assert.Equal(9, await page.Locator("#results svg[aria-label]").CountAsync());
        Assert.NotEqual(0, await page.Locator("#patients canvas[aria-label]").CountAsync());
        Assert.True(await page.Locator("#patients canvas").First.EvaluateAsync<bool>("""
            canvas => new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size > 3
            """), "The heat map has one colour.");
        var fits = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth");
        Assert.True(fits, "The page is wider than its window.");
        Assert.Empty(errors);
        if (Chromium.Pictures is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"page-{width}-{scheme}.png"), FullPage = true });
    }

    [Fact]
    public async Task Results_are_downloaded_as_CSV_JSON_and_report()
    {
        var page = await chromium.OpenAsync(1280, ColorScheme.Light);
        await ScoreExamplesAsync(page);
        var csv = await DownloadAsync(page, "Download CSV");
        Assert.Equal(9, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("patient_id,risk,group,expected_months,median_months,survival_at_", csv, StringComparison.Ordinal);
        var json = JsonDocument.Parse(await DownloadAsync(page, "Download JSON")).RootElement;
        Assert.Equal(8, json.GetProperty("patients").GetArrayLength());
        var report = await DownloadAsync(page, "Download report");
        Assert.Contains("<img src=\"data:image/png", report, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", report, StringComparison.Ordinal);
        if (Chromium.Pictures is not { } folder) return;
        await page.SetContentAsync(report);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "report.png"), FullPage = true });
    }

    [Fact]
    public async Task A_wrong_table_is_explained_and_a_right_one_takes_its_place()
    {
        var page = await chromium.OpenAsync(390, ColorScheme.Light);
        await DropAsync(page, "wrong.csv", "case_id,TSG0001_rnaseq\nx,1\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Score" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("lacks 89 of the 90 genes");
        if (Chromium.Pictures is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "problem-390.png"), FullPage = true });
        await ScoreExamplesAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
        Assert.Equal(0, await page.GetByText("wrong.csv").CountAsync());
    }

    [Fact]
    public async Task Names_are_text_and_never_markup()
    {
        var page = await chromium.OpenAsync(1280, ColorScheme.Light);
        var asked = false;
        page.Dialog += (_, dialog) => { asked = true; dialog.DismissAsync(); };
        const string Name = "<img src=x onerror=alert(1)>";
        await DropAsync(page, "names.csv", $"case_id,slide_id\n{Name},\n{Name}2,\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Score" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("#patients h3").First).ToHaveTextAsync(Name);
        Assert.False(asked);
    }

    private static async Task ScoreExamplesAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the example files" }).ClickAsync();
        await Assertions.Expect(page.Locator("#chosen li")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Score" }).ClickAsync();
        await page.Locator("#patients article").First.WaitForAsync();
    }

    // As a person drops a file from another window.
    private static async Task DropAsync(IPage page, string name, string content)
    {
        var transfer = await page.EvaluateHandleAsync("""
            ([name, content]) => { const all = new DataTransfer(); all.items.add(new File([content], name)); return all; }
            """, new[] { name, content });
        await page.DispatchEventAsync("#drop", "drop", new { dataTransfer = transfer });
    }

    private static async Task<string> DownloadAsync(IPage page, string button)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
