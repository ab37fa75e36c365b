using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AdaMHF.Reports.Tests;

public class PageTests
{
    private const string Hostile = "</title><script>alert('x')</script>\"><img src=x onerror=alert(1)>{{ Style }}&amp;";

    public static TheoryData<string> Names => [.. Showcase.Pages.Select(example => example.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_well_formed_accessible_and_loads_nothing(string name)
    {
        var html = Showcase.Pages.Single(example => example.Name == name).Page.ToHtml();
        var page = Parse(html);
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotEmpty(page.Title!);
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(page.QuerySelectorAll("nav a"), link => Assert.Contains(link.GetAttribute("href")![1..], ids));
        Assert.All(page.Images, image => Assert.True(image.AlternativeText?.Length > 30));
        Assert.All(page.QuerySelectorAll("table"), table =>
        {
            Assert.NotNull(table.QuerySelector("caption"));
            Assert.All(table.QuerySelectorAll("thead th"), head => Assert.Equal("col", head.GetAttribute("scope")));
            var columns = table.QuerySelectorAll("thead th").Length;
            Assert.All(table.QuerySelectorAll("tbody tr"), row => Assert.Equal(columns, row.Children.Length));
        });
        Assert.Empty(page.QuerySelectorAll("script, link, iframe, object, embed"));
        string[] addresses = ["src", "srcset", "href", "action"];
        foreach (var element in page.All)
        {
            foreach (var attribute in element.Attributes.Where(one => addresses.Contains(one.Name)))
            {
                var address = attribute.Value;
                var isInside = address.StartsWith('#') || address.StartsWith("data:image/svg+xml", StringComparison.Ordinal);
                Assert.True(isInside, address);
            }
        }
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("For research use only", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal(html, Showcase.Pages.Single(example => example.Name == name).Page.ToHtml());
    }

    [Fact]
    public void Text_from_files_is_text_wherever_it_stands()
    {
        var patient = Showcase.Patient(Hostile) with
        {
            Model = Hostile,
            Contributions = [new(Hostile, 1)],
            ModalityWeights = [new(Hostile, 1)],
            Missing = [Hostile],
            Curve = new(Hostile, [12], [0.5]),
            Experts = [new(Hostile, 1, 1)],
            Maps = [new SlidePatches(Hostile, 10, [new(0, 0, 0, 1)], Hostile).Plot()],
        };
        var model = Showcase.Model(Hostile) with
        {
            ValidationPatients = Hostile,
            Cohort = Showcase.Cohort with
            {
                Source = Hostile,
                Clinical = [new(Hostile, true, 1)],
                LeftOut = [new(Hostile, Hostile)],
                Assumptions = [Hostile],
                Warnings = [Hostile],
            },
            Training = Showcase.Training with { Selection = Hostile, Device = Hostile, DataHash = Hostile },
        };
        var card = TripodCard.Create(Showcase.Card(Hostile) with { Answers = new Dictionary<string, string> { ["17"] = Hostile } });
        foreach (var page in new[] { PatientPage.Create(patient), ModelPage.Create(model), card.ToPage() })
        {
            var parsed = Parse(page.ToHtml());
            Assert.Empty(parsed.QuerySelectorAll("script, img[onerror], img[src=x]"));
            Assert.Contains(Hostile, parsed.Title!, StringComparison.Ordinal);
            Assert.Contains(Hostile, parsed.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        }
        Assert.Equal(Hostile, System.Text.Json.JsonDocument.Parse(card.ToJson()).RootElement.GetProperty("model").GetString());
    }

    [Fact]
    public void Numbers_of_a_patient_are_those_of_his_prediction()
    {
        var page = Parse(PatientPage.Create(Showcase.Patient("P")).ToHtml());
        Assert.Equal(["Months Alive", "12 83 %", "24 58 %", "48 31 %", "96 12 %"], Rows(page, "#survival"));
        var facts = page.QuerySelectorAll("#summary ~ dl > div").Select(Words).ToArray();
        // 60 months lie a quarter of the way from 48 to 96: 0.31 - (0.31 - 0.12) / 4.
        Assert.Contains("Alive at 60 months 26 %", facts);
        Assert.Contains("Median survival 31.1 months", facts);
        // From 0.58 at 24 to 0.31 at 48 months, one half is reached at 24 + 24 x 0.08 / 0.27.
        var small = Parse(Showcase.Pages.Single(example => example.Name == "patient-small").Page.ToHtml());
        Assert.Contains("Median survival 31.1 months", small.QuerySelectorAll("#summary ~ dl > div").Select(Words));
        Assert.Equal("Pathology +0.412 raises the risk", Rows(page, "#reasons")[1]);
    }

    [Fact]
    public void Numbers_of_a_model_are_those_of_its_evaluation()
    {
        var page = Parse(ModelPage.Create(Showcase.Model("M")).ToHtml());
        var metrics = Showcase.Metrics;
        var interval = FormattableString.Invariant($"{metrics.ConcordanceIndex:F3} {metrics.LowerBound:F3} to {metrics.UpperBound:F3}");
        Assert.Contains(Rows(page, "#measures"), row => row.StartsWith($"Concordance (Harrell) {interval} ", StringComparison.Ordinal));
        foreach (var (row, group) in Rows(page, "#groups").Skip(1).Zip(Showcase.Groups))
            Assert.StartsWith($"{group.Label} {group.Patients} {group.Events} ", row, StringComparison.Ordinal);
        Assert.Equal(metrics.Calibration.Length, Rows(page, "#calibration").Length - 1);
        Assert.Contains("high risk", page.QuerySelector("#experts")!.ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_an_evaluation_says_so() => Assert.Contains(
        "There is no evaluation on patients who were not trained on",
        Parse(ModelPage.Create(new() { Name = "M", Training = Showcase.Training }).ToHtml()).Body!.TextContent, StringComparison.Ordinal);

    /// <summary>With ADAMHF_SHOWCASE set, every plot and page is written there, for the check in a browser (tests/Pages).</summary>
    [Fact]
    public void The_showcase_is_written_where_asked_for()
    {
        var folder = Environment.GetEnvironmentVariable("ADAMHF_SHOWCASE");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "ADAMHF_SHOWCASE is not set.");
        foreach (var (name, page) in Showcase.Pages) page.Save(Path.Combine(folder!, $"{name}.html"));
        foreach (var (name, plot) in Showcase.Plots)
        {
            foreach (var theme in Enum.GetValues<PlotTheme>())
            {
                foreach (var width in new[] { 900, 380 })
                    plot.SavePng(Path.Combine(folder!, $"plot-{name}-{width}-{theme}.png".ToLowerInvariant()), width, theme: theme);
                plot.SaveSvg(Path.Combine(folder!, $"plot-{name}-{theme}.svg".ToLowerInvariant()), theme: theme);
            }
        }
    }

    private static IHtmlDocument Parse(string html) =>
        new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);

    private static string[] Rows(IHtmlDocument page, string heading) =>
        [.. page.QuerySelector(heading)!.ParentElement!.QuerySelector("table")!.QuerySelectorAll("tr").Select(Words)];

    private static string Words(IElement element) => string.Join(' ', element.Children.Select(child => child.TextContent.Trim()));
}
