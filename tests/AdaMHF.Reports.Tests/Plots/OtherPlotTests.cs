using AdaMHF.Survival;

namespace AdaMHF.Reports.Tests;

public class OtherPlotTests
{
    [Fact]
    public void Bars_are_as_long_as_contributions_the_largest_first()
    {
        Contribution[] contributions = [new("a", 0.1), new("b", -0.4), new("c", 0.2)];
        var svg = contributions.Plot().ToSvg();
        var raising = SvgShapes.Boxes(svg, ReportPalette.ColorBlindSafe[1]).Where(box => box.Width > 14).ToArray();
        var lowering = SvgShapes.Boxes(svg, ReportPalette.ColorBlindSafe[0]).Where(box => box.Width > 14).ToArray();
        Assert.Equal(2, raising.Length);
        Assert.Single(lowering);
        Assert.Equal(2, raising[0].Width / raising[1].Width, 0.03);
        Assert.Equal(2, lowering[0].Width / raising[0].Width, 0.03);
        // Bars that raise start where bars that lower end.
        Assert.Equal(lowering[0].X + lowering[0].Width, raising[0].X, 1.0);
        Assert.True(lowering[0].Y < raising[0].Y && raising[0].Y < raising[1].Y);
        Assert.All(["+0.100", "−0.400", "+0.200"], text => Assert.Contains(text, SvgText.Read(svg).Select(one => one.Text)));
    }

    [Fact]
    public void Small_contributions_are_added_up()
    {
        var many = Enumerable.Range(1, 30).Select(i => new Contribution($"g{i}", i * 0.01)).ToArray();
        var texts = SvgText.Read(many.Plot(new() { MaxRows = 11 }).ToSvg()).Select(text => text.Text).ToArray();
        Assert.Contains("20 others", texts);
        // 0.01 + ... + 0.20.
        Assert.Contains("+2.100", texts);
    }

    [Fact]
    public void Contributions_that_are_no_numbers_are_refused_by_name() => Assert.Contains(
        "'b'", Assert.Throws<ArgumentException>(() => ((Contribution[])[new("b", double.NaN)]).Plot()).Message, StringComparison.Ordinal);

    [Fact]
    public void Training_curves_name_the_selected_epoch_and_why()
    {
        var texts = SvgText.Read(Showcase.Training.Plot().ToSvg()).Select(text => text.Text);
        Assert.Contains("selected epoch 12 (best validation loss)", texts);
        var without = Showcase.Training with { Curve = [new(1, 1e-4, 0.7, null, null, null)] };
        Assert.NotEmpty(without.Plot().ToPng());
        Assert.Contains(
            "without validation patients",
            Assert.Throws<InvalidOperationException>(() => without.Plot(TrainingMeasure.ValidationConcordance)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_curve_says_where_the_model_is_useful()
    {
        NetBenefit[] points = [new(0.1, 0.3, 0.35, 0.9, null), new(0.2, 0.25, 0.2, 0.6, null), new(0.3, 0.1, -0.1, 0.4, null)];
        Assert.Contains("at 2 of 3 thresholds, from 20 % to 30 %", points.Plot(24).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_predicted_curve_is_linear_between_its_points_and_refuses_nonsense()
    {
        var curve = new PredictedCurve("P", [10, 20, 30], [0.8, 0.4, double.NaN]);
        Assert.Equal(0.9, curve.SurvivalAt(5), 1e-12);
        Assert.Equal(0.6, curve.SurvivalAt(15), 1e-12);
        Assert.True(double.IsNaN(curve.SurvivalAt(25)));
        Assert.Throws<ArgumentException>(() => new PredictedCurve("P", [10, 10], [0.8, 0.4]));
        Assert.Throws<ArgumentException>(() => new PredictedCurve("P", [10], [1.1]));
        Assert.Throws<ArgumentException>(() => new PredictedCurve("P", [10], [double.NaN]));
    }
}
