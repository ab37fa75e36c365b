using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using ScottPlot;
using SkiaSharp;

namespace QuickStart;

/// <summary>Kaplan-Meier curves of the patients above and below the median risk.</summary>
internal static class KaplanMeierPlot
{
    /// <summary>Writes the PNG and returns the log-rank p-value of the two groups.</summary>
    public static double Save(IDataView scored, string title, string path)
    {
        double[] time = [.. scored.GetColumn<float>("Time").Select(value => (double)value)];
        bool[] died = [.. scored.GetColumn<bool>("Event")];
        float[] risk = [.. scored.GetColumn<float>("Score")];
        var median = risk.Order().ElementAt(risk.Length / 2);
        var high = Array.ConvertAll(risk, value => value >= median ? 1 : 0);

        var pValue = LogRank.Test(time, died, high).PValue;
        using var plot = new Plot();
        plot.Title(FormattableString.Invariant($"{title}, log-rank p = {pValue:G2}"));
        plot.XLabel("Months");
        plot.YLabel("Survival probability");
        plot.Axes.SetLimits(0, time.Max(), 0, 1.05);
        Add(plot, time, died, high, group: 1, "High risk", Colors.Red);
        Add(plot, time, died, high, group: 0, "Low risk", Colors.Blue);
        plot.ShowLegend(Alignment.UpperRight);
        plot.SavePng(path, 900, 600);
        if (SKTypeface.Default.GlyphCount == 0)
            Console.WriteLine("This system has no fonts, so the plot has no labels: install some, on Debian with 'apt-get install fonts-dejavu-core'.");
        return pValue;
    }

    private static void Add(Plot plot, double[] time, bool[] died, int[] groups, int group, string name, Color color)
    {
        int[] members = [.. Enumerable.Range(0, time.Length).Where(i => groups[i] == group)];
        var curve = KaplanMeier.Fit([.. members.Select(i => time[i])], [.. members.Select(i => died[i])]);
        var steps = plot.Add.Scatter((double[])[0, .. curve.Times], (double[])[1, .. curve.Survival], color);
        steps.ConnectStyle = ConnectStyle.StepHorizontal;
        steps.MarkerSize = 0;
        steps.LineWidth = 2;
        steps.LegendText = $"{name} ({members.Length} patients, {members.Count(i => died[i])} deaths)";
    }
}
