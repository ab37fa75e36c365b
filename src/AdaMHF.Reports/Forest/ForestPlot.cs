using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>
/// Estimates with their intervals, one row each, beside a line of no effect. Created by <see cref="ForestPlotExtensions"/>
/// and <see cref="ImportancePlotExtensions"/>.
/// </summary>
public sealed class ForestPlot : ReportPlot
{
    // Wider axes than a factor of a thousand to either side show nothing but the widest interval.
    private const double MostLog = 3;

    private readonly IntervalRow[] _rows;
    private readonly string _axis;
    private readonly string? _title;
    private readonly bool _isRatio;
    private readonly double _reference;

    internal ForestPlot(IntervalRow[] rows, string axis, string? title, bool isRatio)
    {
        if (rows.Length == 0) throw new ArgumentException("There is no estimate to plot.", nameof(rows));
        (_rows, _axis, _title, _isRatio, _reference) = (rows, axis, title, isRatio, isRatio ? 1 : 0);
    }

    /// <inheritdoc/>
    public override string Description =>
        $"{_axis}: {string.Join("; ", _rows.Take(12).Select(row => $"{row.Name} {row.Text}"))}{(_rows.Length > 12 ? "; and more" : "")}.";

    internal override int SuitableHeight(int width) => RowFrame.Height(_rows.Length, _title is not null, width);

    internal override Plot Draw(int width, int height, PlotColors colors)
    {
        double[] ends = [On(_reference), .. _rows.SelectMany(row => new[] { On(row.Estimate), On(row.Lower), On(row.Upper) })
            .Where(double.IsFinite)];
        var (from, to) = (ends.Min(), ends.Max());
        if (_isRatio) (from, to) = (Math.Max(from, -MostLog), Math.Min(to, MostLog));
        var around = Math.Max(to - from, 1e-9) * 0.06;
        (from, to) = (from - around, to + around);
        var plot = RowFrame.Create(
            colors, _title, _axis, [.. _rows.Select(row => row.Name)], [.. _rows.Select(row => row.Text)], (from, to, On(_reference)),
            width, height);
        Ticks(plot, from, to, width);
        for (var row = 0; row < _rows.Length; row++) DrawRow(plot, _rows[row], row, from, to, colors);
        return plot;
    }

    private void DrawRow(Plot plot, IntervalRow row, int place, double from, double to, PlotColors colors)
    {
        var color = row.Estimate > _reference ? colors.Higher : colors.Lower;
        if (double.IsFinite(On(row.Lower)) && double.IsFinite(On(row.Upper)))
        {
            var (lower, upper) = (Math.Clamp(On(row.Lower), from, to), Math.Clamp(On(row.Upper), from, to));
            PlotFrame.Line(plot, [lower, upper], [-place, -place], color, 1.5f);
        }
        if (On(row.Estimate) >= from && On(row.Estimate) <= to)
            plot.Add.Marker(On(row.Estimate), -place, MarkerShape.FilledSquare, 9, color);
    }

    private double On(double value) => _isRatio ? Math.Log10(value) : value;

    private void Ticks(Plot plot, double from, double to, int width)
    {
        var most = width < PlotFrame.NarrowWidth ? 4 : 8;
        if (!_isRatio)
        {
            PlotFrame.Ticks(plot.Axes.Bottom, PlotFrame.RoundTicks(from, to, most));
            return;
        }
        double[] ratios = [0.001, 0.01, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100, 1000];
        if (to - from < 0.5) ratios = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.75, 2, 2.5, 3];
        double[] shown = [.. ratios.Where(ratio => Math.Log10(ratio) >= from && Math.Log10(ratio) <= to)];
        while (shown.Length > most)
        {
            var one = Array.IndexOf(shown, 1.0);
            shown = [.. shown.Where((_, place) => (place - one) % 2 == 0)];
        }
        plot.Axes.Bottom.SetTicks(
            Array.ConvertAll(shown, Math.Log10),
            Array.ConvertAll(shown, ratio => ratio.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
