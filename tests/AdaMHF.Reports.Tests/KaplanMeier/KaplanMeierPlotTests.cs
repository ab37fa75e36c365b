using System.Xml.Linq;
using AdaMHF.MLNet;
using AdaMHF.Simulation;
using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.Reports.Tests;

public class KaplanMeierPlotTests
{
    [Fact]
    public void The_log_rank_test_is_the_published_one()
    {
        // R: survdiff gives a chi-square of 16.8 on 1 degree of freedom, p = 4e-05.
        var test = Leukemia.Groups.Plot().LogRank!;
        Assert.Equal(16.8, test.ChiSquare, 0.05);
        Assert.Equal(1, test.DegreesOfFreedom);
        Assert.Equal(4e-5, test.PValue, 0.5e-5);
    }

    [Fact]
    public void The_log_rank_test_of_curves_is_that_of_the_patients()
    {
        var patients = SimulatedCohort.Create(SimulationPreset.Quick, worldSeed: 0, cohortSeed: 3).Patients;
        var ml = new MLContext(seed: 0);
        var data = ml.Data.LoadFromEnumerable(patients.Select(patient =>
            new Outcome { Time = (float)patient.TimeMonths, Event = patient.Event, Score = (float)patient.Risk }));
        var expected = ml.Survival.LogRankByMedianRisk(data).ChiSquare;
        Assert.Equal(expected, ml.Survival.KaplanMeierByMedianRisk(data).Plot().LogRank!.ChiSquare, 1e-9);
    }

    [Fact]
    public void The_image_says_who_is_compared_how_many_are_left_and_whether_they_differ()
    {
        var options = new KaplanMeierPlotOptions
        {
            Title = "Remission",
            TimeLabel = "Weeks",
            SurvivalLabel = "In remission",
            TickInterval = 5,
        };
        var texts = SvgText.Read(Leukemia.Groups.Plot(options).ToSvg()).Select(text => text.Text).ToArray();
        string[] expected =
        [
            "Remission", "Weeks", "In remission", "6-MP (21 patients, 9 deaths)", "placebo (21 patients, 21 deaths)", "95 % CI", "censored",
            "Number at risk", "6-MP", "placebo", "Log-rank p = 4.2e-5", "0.0", "0.2", "0.4", "0.6", "0.8", "1.0",
            "0", "5", "10", "15", "20", "25", "30", "35",
        ];
        Assert.All(expected, text => Assert.Contains(text, texts));
    }

    [Fact]
    public void Numbers_at_risk_stand_under_their_ticks()
    {
        var texts = SvgText.Read(Leukemia.Groups.Plot(new() { TickInterval = 5 }).ToSvg());
        var ticks = Line("35").Where(text => text.X > Of("placebo").X + 20).OrderBy(text => text.X).ToArray();
        Assert.Equal(["0", "5", "10", "15", "20", "25", "30", "35"], ticks.Select(text => text.Text));

        (string Label, string[] Numbers)[] rows =
            [("6-MP", ["21", "21", "15", "11", "8", "5", "4", "1"]), ("placebo", ["21", "14", "8", "4", "2", "0", "0", "0"])];
        foreach (var (label, numbers) in rows)
        {
            var row = Line(label).Where(text => text.Text != label).OrderBy(text => text.X).ToArray();
            Assert.Equal(numbers, row.Select(text => text.Text));
            // A digit is about 8 points wide, and texts of one and of two digits have one middle.
            foreach (var (number, tick) in row.Zip(ticks)) Assert.Equal(Middle(tick), Middle(number), 1.5);
        }
        Assert.True(Of("35").Y < Of("Months").Y && Of("Months").Y < Of("Number at risk").Y && Of("Number at risk").Y < Of("6-MP").Y);

        SvgText Of(string text) => texts.Single(found => found.Text == text);
        IEnumerable<SvgText> Line(string text) => texts.Where(found => Math.Abs(found.Y - Of(text).Y) < 1);
        static double Middle(SvgText text) => text.X + (text.Text.Length * 8.0 / 2);
    }

    [Fact]
    public void What_is_switched_off_is_not_there()
    {
        var options = new KaplanMeierPlotOptions { ConfidenceLevel = null, CensorMarks = false, NumbersAtRisk = false, LogRank = false };
        var texts = SvgText.Read(Leukemia.Groups.Plot(options).ToSvg()).Select(text => text.Text).ToArray();
        string[] parts = ["95 % CI", "censored", "Number at risk"];
        Assert.DoesNotContain(texts, text => parts.Contains(text) || text.StartsWith("Log-rank", StringComparison.Ordinal));
    }

    [Fact]
    public void One_curve_has_no_test()
    {
        var plot = Leukemia.TreatedCurve.Plot("6-MP", new());
        Assert.Null(plot.LogRank);
        Assert.Contains("6-MP (21 patients, 9 deaths)", SvgText.Read(plot.ToSvg()).Select(text => text.Text));
        Assert.NotEmpty(Leukemia.TreatedCurve.Plot().ToPng());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0, false)]
    [InlineData(8, true)]
    [InlineData(8, false)]
    public void A_group_of_one_patient_is_drawn(double time, bool died)
    {
        SurvivalGroup one = new("one", 1, died ? 1 : 0, KaplanMeier.Fit([time], [died]));
        Assert.NotEmpty(((SurvivalGroup[])[one]).Plot().ToPng());
        var beside = ((SurvivalGroup[])[one, .. Leukemia.Groups]).Plot();
        Assert.NotEmpty(beside.ToPng());
        Assert.Contains($"one (1 patient, {(died ? "1 death" : "0 deaths")})", SvgText.Read(beside.ToSvg()).Select(text => text.Text));
    }

    [Fact]
    public void Without_an_event_the_test_is_undefined_and_says_so()
    {
        SurvivalGroup[] groups = [new("a", 2, 0, KaplanMeier.Fit([1, 2], [false, false])), new("b", 1, 0, KaplanMeier.Fit([3], [false]))];
        var plot = groups.Plot();
        Assert.Equal("No event was observed, so there is nothing to compare.", plot.LogRank!.UndefinedReason);
        Assert.Contains("Log-rank test undefined", SvgText.Read(plot.ToSvg()).Select(text => text.Text));
    }

    [Fact]
    public void Without_a_group_there_is_nothing_to_plot()
    {
        var exception = Assert.Throws<ArgumentException>(() => Array.Empty<SurvivalGroup>().Plot());
        Assert.StartsWith("There is no group to plot", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_groups_than_colours_are_drawn()
    {
        var groups = Enumerable.Range(1, 10).Select(i => new SurvivalGroup($"group {i}", 21, 9, Leukemia.TreatedCurve)).ToArray();
        Assert.NotEmpty(groups.Plot().ToPng());
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        (KaplanMeierPlotOptions Options, string Name)[] cases =
        [
            (new() { ConfidenceLevel = 1 }, "ConfidenceLevel"),
            (new() { MaxTime = 0 }, "MaxTime"),
            (new() { TickInterval = double.NaN }, "TickInterval"),
            (new() { Palette = [] }, "Palette"), (new() { Palette = ["blue"] }, "Palette"),
        ];
        foreach (var (options, name) in cases)
            Assert.Equal(name, Assert.Throws<ArgumentException>(() => Leukemia.Groups.Plot(options)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => Leukemia.Groups.Plot().ToPng(width: 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Leukemia.Groups.Plot().ToPng(scale: 0));
    }

    [Fact]
    public void Files_appear_whole_over_older_ones_in_folders_that_are_made()
    {
        using var folder = new TemporaryFolder();
        var plot = Leukemia.Groups.Plot();
        for (var i = 0; i < 2; i++)
        {
            plot.SavePng(folder.File("figures/curves.png"), scale: i + 1);
            plot.SaveSvg(folder.File("figures/curves.svg"));
        }
        Assert.Equal(["figures/curves.png", "figures/curves.svg"], folder.Files().Select(file => file.Replace('\\', '/')));
        var png = File.ReadAllBytes(folder.File("figures/curves.png"));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        // Width and height stand big-endian at 16.
        Assert.Equal([0, 0, 1800 >> 8, 1800 & 255, 0, 0, 1200 >> 8, 1200 & 255], png[16..24]);
        Assert.Equal("svg", XDocument.Load(folder.File("figures/curves.svg")).Root!.Name.LocalName);
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_no_trace()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("taken.png"));
        Assert.ThrowsAny<Exception>(() => Leukemia.Groups.Plot().SavePng(folder.File("taken.png")));
        Assert.Empty(folder.Files());
    }

    [Fact]
    public void Without_fonts_the_warning_says_what_to_install()
    {
        Assert.Null(ReportFonts.WarningFor(1));
        Assert.Contains("apt-get install fonts-dejavu-core", ReportFonts.WarningFor(0), StringComparison.Ordinal);
    }

    private sealed class Outcome
    {
        public float Time { get; set; }

        public bool Event { get; set; }

        public float Score { get; set; }
    }
}
