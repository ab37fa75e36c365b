using AdaMHF.Survival;

namespace AdaMHF.Reports.Tests;

public class CalibrationPlotTests
{
    private static readonly CalibrationGroup[] Groups =
        [new(20, 0.25, 0.4, 0.2, 0.6, null), new(20, 0.5, 0.45, 0.3, 0.6, null), new(20, 0.9, 0.8, 0.7, 0.95, null)];

    [Fact]
    public void Dots_stand_at_predicted_and_observed_survival()
    {
        var svg = Groups.Plot(24).ToSvg();
        var texts = SvgText.Read(svg);
        // The label of a tick is 23 points wide and its middle on the tick.
        var bottom = texts.Single(text => text.Text.StartsWith("Predicted", StringComparison.Ordinal)).Y;
        var ticksX = texts.Where(text => text.Text is "0.0" or "1.0" && bottom - text.Y is > 0 and < 40).OrderBy(text => text.X).ToArray();
        var ticksY = texts.Where(text => text.Text is "0.0" or "1.0" && !ticksX.Contains(text)).OrderByDescending(text => text.Y).ToArray();
        var dots = SvgShapes.Dots(svg, ReportPalette.ColorBlindSafe[0]).OrderBy(dot => dot.X).TakeLast(3).ToArray();
        Assert.Equal(3, dots.Length);
        var (left, right) = (ticksX[0].X, ticksX[1].X);
        var (low, high) = (ticksY[0].Y, ticksY[1].Y);
        for (var i = 1; i < 3; i++)
        {
            Assert.Equal((right - left) * (Groups[i].Predicted - Groups[0].Predicted), dots[i].X - dots[0].X, 1.0);
            Assert.Equal((high - low) * (Groups[i].Observed - Groups[0].Observed), dots[i].Y - dots[0].Y, 1.0);
        }
    }

    [Fact]
    public void Words_and_tests_carry_the_numbers()
    {
        var plot = Groups.Plot(24).With(new GroupedCalibrationResult(3, 4.2, 0.123, 4, 0.13, 2, null));
        Assert.Contains("25 % predicted and 40 % observed", plot.Description, StringComparison.Ordinal);
        Assert.Contains("D'Agostino-Nam p = 0.12", SvgText.Read(plot.ToSvg()).Select(text => text.Text));
    }

    [Fact]
    public void An_undefined_group_is_left_out()
    {
        CalibrationGroup undefined = new(20, 0.6, double.NaN, double.NaN, double.NaN, "Nobody was followed.");
        Assert.Equal(Groups.Plot(24).ToSvg(), ((CalibrationGroup[])[.. Groups, undefined]).Plot(24).ToSvg());
    }

    [Fact]
    public void A_smooth_curve_needs_the_risks_that_it_was_fitted_to()
    {
        var smooth = new SmoothCalibrationResult([0.1, 0.2], 0, 0, 0, 0, 1, 0.1);
        var refusal = Assert.Throws<ArgumentException>(() => smooth.Plot([0.1], 24));
        Assert.Contains("2 predicted risks", refusal.Message, StringComparison.Ordinal);
    }
}
