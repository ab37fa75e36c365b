using AdaMHF.Survival;

namespace AdaMHF.Reports.Tests;

public class ForestPlotTests
{
    [Fact]
    public void Shows_the_published_hazard_ratio()
    {
        // R: coxph(Surv(weeks, relapse) ~ placebo), Efron: exp(coef) 4.817, 95 % CI 2.147 to 10.81.
        var (time, died) = (Leukemia.Time, Leukemia.Died);
        var covariates = new double[time.Length, 1];
        for (var i = 0; i < time.Length; i++) covariates[i, 0] = Leukemia.IsPlacebo[i] ? 1 : 0;
        var plot = CoxRegression.Fit(time, died, covariates).Plot(["placebo"]);
        var texts = SvgText.Read(plot.ToSvg()).Select(text => text.Text).ToArray();
        Assert.Contains("placebo", texts);
        Assert.Contains("4.82 (2.15 to 10.81)", texts);
        Assert.Contains("Hazard ratio (95 % CI)", texts);
    }

    [Fact]
    public void Rows_are_in_the_order_of_their_evidence_and_as_many_as_asked_for()
    {
        var plot = Showcase.Cox.Plot(["a", "b", "c", "d"], new() { MaxRows = 2 });
        var shown = SvgText.Read(plot.ToSvg()).Where(text => text.Text is "a" or "b" or "c" or "d")
            .OrderBy(text => text.Y).Select(text => text.Text);
        var expected = Enumerable.Range(0, 4).OrderBy(i => Showcase.Cox.PValues[i]).Take(2).Select(i => "abcd"[i].ToString());
        Assert.Equal(expected, shown);
    }

    [Fact]
    public void Names_of_another_number_are_refused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Showcase.Cox.Plot(["a"]));
        Assert.Contains("4 covariates, got 1", refusal.Message, StringComparison.Ordinal);
    }
}
