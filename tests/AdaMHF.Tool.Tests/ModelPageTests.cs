using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AdaMHF.MLNet;
using AdaMHF.Reports;
using AdaMHF.Simulation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Tool.Tests;

/// <summary>The page of a model that was trained, from the files of a cohort to the numbers on the page.</summary>
public sealed class ModelPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_of_trained_models_shows_their_numbers()
    {
        var preset = new SimulationPreset(60, [6, 8, 8, 6, 6, 6], patchWidth: 16, medianPatches: 24);
        var files = SimulatedCohort.Create(preset).WriteTo(_folder.Sub("cohort"), TestContext.Current.CancellationToken);
        var ml = new MLContext(seed: 1);
        var cohort = ml.Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = GeneGroups.FromCsv(files.Signatures) });
        var split = cohort.Split(SurvivalSplit.FromCsv(files.HoldOutSplit));
        var models = Enumerable.Range(0, 3).Select(seed => ml.Transforms.LoadWsiBags("Bag", "SlideIds", files.Bags)
            .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups))
            .Append(ml.Survival.Trainers.AdaMhf(new AdaMhfTrainer.Options { Epochs = 2, Seed = seed }))
            .Fit(split.TrainSet)).ToArray();
        SurvivalMetrics[] metrics = [.. models.Select(model => ml.Survival.Evaluate(model.Transform(split.TestSet)))];
        var (network, scored) = (models[0].LastTransformer, models[0].Transform(split.TestSet));
        float[] risks = [.. scored.GetColumn<float>(SurvivalColumns.Score)];
        var median = risks.Order().ElementAt(risks.Length / 2);
        RiskGroupUsage[] use =
        [
            new("low risk", network.Usage(ml.Data.FilterRowsByColumn(scored, SurvivalColumns.Score, upperBound: median))),
            new("high risk", network.Usage(ml.Data.FilterRowsByColumn(scored, SurvivalColumns.Score, lowerBound: median))),
        ];

        var html = ModelPage.Create(new()
        {
            Name = "Three seeds",
            Training = network.Training,
            Cohort = cohort.Report,
            Validation = metrics[0],
            RiskGroups = ml.Survival.KaplanMeierByMedianRisk(scored),
            ExpertUse = use,
            Seeds = [.. metrics.Select((one, seed) => new SeedResult(seed, one.ConcordanceIndex))],
        }).ToHtml();

        var page = new Page(html);
        Assert.Contains($"Training patients {network.Training.Patients} Deaths", page.Text, StringComparison.Ordinal);
        Assert.Contains($"Concordance index {Fixed(metrics[0].ConcordanceIndex)}", page.Text, StringComparison.Ordinal);
        Assert.Equal(metrics.Select((one, seed) => $"{seed} {Fixed(one.ConcordanceIndex)} –"), page.Rows("Concordance by seed"));
        Assert.Contains(
            $"mean {Fixed(metrics.Average(one => one.ConcordanceIndex))}.", page.Text, StringComparison.Ordinal);

        // The experts of each patient, counted once more.
        PatientExplanation[] explained = [.. ml.Survival.Explain(models[0], split.TestSet)];
        foreach (var (group, isHigh) in new[] { ("low risk", false), ("high risk", true) })
        {
            var gates = explained.Where(one => (float)one.Risk >= median == isHigh).SelectMany(one => one.Gates)
                .GroupBy(gate => (gate.Modality, gate.Unit, gate.Stage, gate.Layer));
            var rows = page.Rows($"Share of patients by expert: {group}");
            Assert.NotEmpty(rows);
            Assert.Equal(
                gates.Select(gate => string.Create(CultureInfo.InvariantCulture, $"{gate.Count()} ")
                    + string.Join(' ', Enumerable.Range(0, gate.First().Probabilities.Count).Select(expert => string.Create(
                        CultureInfo.InvariantCulture, $"{gate.Count(one => one.Expert == expert) * 100.0 / gate.Count():F0} %")))).Order(),
                rows.Select(row => row[(row.LastIndexOf("layer", StringComparison.Ordinal) + 8)..]).Order());
        }
        foreach (var model in models) model.Dispose();
    }

    private static string Fixed(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>The texts of a page.</summary>
    private sealed class Page(string html)
    {
        public string Text { get; } = TextOf(html);

        public string[] Rows(string caption)
        {
            var table = WebUtility.HtmlDecode(html).Split("<table>")
                .Single(part => part.Contains($"<caption>{caption}</caption>", StringComparison.Ordinal));
            return [.. Regex.Matches(table.Split("</table>")[0], "<tr>.*?</tr>", RegexOptions.Singleline).Skip(1)
                .Select(row => TextOf(row.Value))];
        }

        private static string TextOf(string part) =>
            Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(part, "<[^>]+>", " ")), "\\s+", " ").Trim();
    }
}
