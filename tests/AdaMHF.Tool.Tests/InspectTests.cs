using System.Reflection;
using System.Text.Json;
using AdaMHF.MLNet;

namespace AdaMHF.Tool.Tests;

/// <summary>The commands that look at tables, bags and splits, and the file of options.</summary>
public class InspectTests
{
    [Fact]
    public async Task A_table_is_read_and_its_report_printed()
    {
        using var data = new HospitalData();
        var run = await ToolRun.Of(["inspect", "table", data.Table, .. data.Options[2..], "--json"]);
        var document = Documents.Valid(run, 0, "inspect-table.json");

        Assert.Equal(60, document.GetProperty("patients").GetInt32());
        Assert.Equal(60, document.GetProperty("slides").GetInt32());
        Assert.Equal(4, document.GetProperty("genes").GetInt32());
        Assert.Equal(["Stage", "Age"], document.GetProperty("clinical").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal((";", "windows-1252"), (document.GetProperty("delimiter").GetString(), document.GetProperty("encoding").GetString()));
        Assert.Empty(document.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task What_is_wrong_with_a_table_is_said_by_row_column_and_patient()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder.Sub("t.csv"), "case_id,survival_months,censorship\np1,0,1\np2,x,0\n", TestContext.Current.CancellationToken);
        var document = Documents.Valid(await ToolRun.Of("inspect", "table", folder.Sub("t.csv"), "--json"), 1, "inspect-table.json");
        var problems = document.GetProperty("problems").EnumerateArray().ToArray();

        Assert.Equal([2, 3], problems.Select(problem => problem.GetProperty("row").GetInt32()));
        Assert.Equal(["p1", "p2"], problems.Select(problem => problem.GetProperty("patient").GetString()));
        Assert.All(problems, problem => Assert.Equal("survival_months", problem.GetProperty("column").GetString()));
        Assert.Contains("--zero-times", problems[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bags_and_splits_are_counted()
    {
        using var data = new HospitalData();
        File.WriteAllText(Path.Combine(data.Bags, "broken.npy"), "no array");
        var bags = Documents.Valid(await ToolRun.Of("inspect", "bags", data.Bags, "--json"), 1, "inspect-bags.json");
        var slides = bags.GetProperty("bags").EnumerateArray().ToArray();
        Assert.Equal(61, slides.Length);
        Assert.Equal((12, 8, "none"), Row(slides.Single(slide => slide.GetProperty("slide").GetString() == "slide07")));
        Assert.EndsWith("broken.npy", Assert.Single(bags.GetProperty("problems").EnumerateArray()).GetProperty("file").GetString());

        foreach (var encoding in new[] { System.Text.Encoding.UTF8, System.Text.Encoding.Latin1 })
        {
            File.WriteAllText(data.Sub("split.csv"), ",train,val\n0,Müller-00,Müller-02\n1,Müller-01,\n", encoding);
            var split = Documents.Valid(
                await ToolRun.Of(["inspect", "splits", data.Sub("split.csv"), .. data.Options, "--json"]), 0, "inspect-splits.json");
            Assert.Equal((2, 1), (split.GetProperty("train").GetInt32(), split.GetProperty("validation").GetInt32()));
            Assert.Contains("57 of 60", split.GetProperty("problems")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        File.WriteAllText(data.Sub("three.csv"), ",train,val,test\n0,Müller-00,Müller-02,Müller-03\n1,Müller-01,,Müller-04\n");
        var three = Documents.Valid(
            await ToolRun.Of(["inspect", "splits", data.Sub("three.csv"), .. data.Options, "--json"]), 0, "inspect-splits.json");
        Assert.Equal([2, 1, 2], new[] { "train", "validation", "test" }.Select(part => three.GetProperty(part).GetInt32()));

        static (int, int, string?) Row(JsonElement slide) => (
            slide.GetProperty("patches").GetInt32(), slide.GetProperty("width").GetInt32(), slide.GetProperty("coordinates").GetString());
    }

    [Theory]
    [InlineData(2, "inspect", "table")]
    [InlineData(2, "inspect", "table", "t.csv", "--layout", "nowhere", "--json")]
    [InlineData(2, "inspect", "table", "t.csv", "--time-unit", "hours", "--json")]
    [InlineData(2, "inspect", "table", "t.csv", "--zero-times", "perhaps", "--json")]
    [InlineData(2, "inspect", "table", "t.csv", "--encoding", "klingon", "--json")]
    [InlineData(2, "inspect", "table", "t.csv", "--event-values", "Dead", "--json")]
    [InlineData(2, "inspect", "table", "t.csv", "--config", "none.json", "--json")]
    [InlineData(1, "inspect", "table", "no-such-table.csv", "--json")]
    [InlineData(1, "inspect", "bags", "no-such-folder", "--json")]
    [InlineData(1, "inspect", "splits", "no-such-split.csv", "--table", "no-such-table.csv", "--json")]
    [InlineData(2, "train", "--table", "t.csv", "--output", "/no/such/folder/m.zip", "--json")]
    [InlineData(1, "score", "no-model.zip", "--table", "no-such-table.csv", "--output", "o.csv", "--json")]
    [InlineData(1, "evaluate", "no-such-predictions.csv", "--json")]
    public async Task What_cannot_be_done_is_said_in_words(int exitCode, params string[] arguments)
    {
        var run = await ToolRun.Of(arguments);
        Assert.DoesNotContain("   at ", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.NotEmpty(run.Errors);
        if (!arguments.Contains("--json"))
        {
            Assert.Equal(exitCode, run.ExitCode);
            return;
        }
        var schema = arguments[0] == "inspect" ? $"inspect-{arguments[1]}.json" : $"{arguments[0]}.json";
        Assert.NotEmpty(Documents.Valid(run, exitCode, schema).GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task Options_of_a_file_are_followed_and_its_mistakes_named()
    {
        using var data = new HospitalData();
        var config = data.Sub("config.json");
        const string Good = """
            { "cohort": { "table": { "encoding": "windows-1252" }, "caseIdColumnName": "Patient", "timeColumnName": "OS_days",
              "eventColumnName": "Vital status", "zeroTimes": "leaveOut", "ignoredColumnNames": ["Age"], "geneNames": ["TP53"] } }
            """;
        await File.WriteAllTextAsync(config, Good, TestContext.Current.CancellationToken);
        using (var document = JsonDocument.Parse(Good)) Documents.Validate(document.RootElement, "config.json");
        var table = Documents.Valid(
            await ToolRun.Of("inspect", "table", data.Table, "--config", config, "--json"), 0, "inspect-table.json");
        Assert.Equal(1, table.GetProperty("genes").GetInt32());
        Assert.DoesNotContain("Age", table.GetProperty("clinical").EnumerateArray().Select(name => name.GetString()));

        foreach (var (wrong, named) in new[]
        {
            ("""{ "cohorts": {} }""", "cohorts"), ("""{ "cohort": { "timeColum": "x" } }""", "timeColum"),
            ("""{ "cohort": { "timeUnit": "hours" } }""", "timeUnit"), ("{", "JSON"),
        })
        {
            await File.WriteAllTextAsync(config, wrong, TestContext.Current.CancellationToken);
            var run = await ToolRun.Of("inspect", "table", data.Table, "--config", config);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(named, run.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(typeof(SurvivalCohortOptions), "cohort")]
    [InlineData(typeof(TableOptions), "cohort", "table")]
    public void The_schema_of_the_file_has_every_option(Type options, params string[] place)
    {
        var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schemas", "config.json"))).RootElement;
        foreach (var part in place) schema = schema.GetProperty("properties").GetProperty(part);
        var described = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);
        // Groups come from a file, by --groups.
        var properties = options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null && property.PropertyType != typeof(GeneGroups))
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        Assert.Equal(properties.Order(StringComparer.Ordinal), described);
    }
}
