using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using AdaMHF.Survival;

namespace AdaMHF.Reports.Tests;

/// <summary>Results print themselves, and give themselves as tables, with the numbers that R prints for the same data.</summary>
public class PrintedResultTests
{
    // R 4: coxph(Surv(weeks, relapse) ~ placebo) and survfit(Surv(weeks, relapse) ~ 1) for the treated (Freireich 1963).
    private static readonly CoxModel Cox = CoxRegression.Fit(Leukemia.Time, Leukemia.Died, Placebo());

    [Fact]
    public void A_Cox_model_prints_its_coefficients()
    {
        var lines = Lines(Cox.ToString());
        Assert.Equal(["covariate", "coef", "exp(coef)", "se(coef)", "z", "p"], Words(lines[1]));
        Assert.Equal(["1", "1.572", "4.817", "0.4124", "3.812", "<0.001"], Words(lines[2]));
    }

    [Fact]
    public void A_Cox_model_is_a_table()
    {
        var frame = Cox.ToDataFrame(["placebo"]);
        Assert.Equal("placebo", frame["Covariate"][0]);
        Assert.Equal(2.147, (double)frame["LowerBound"][0], 0.001);
        Assert.Equal(10.81, (double)frame["UpperBound"][0], 0.005);
        Assert.Throws<ArgumentException>(() => Cox.ToDataFrame(["a", "b"]));
    }

    [Fact]
    public void A_curve_prints_its_median_and_its_steps()
    {
        var lines = Lines(Leukemia.TreatedCurve.ToString());
        Assert.Equal("Kaplan-Meier curve: 21 subjects, 9 events, median 23 [13, NaN]", lines[0]);
        Assert.Equal(["6", "21", "3", "0.8571", "0.6197", "0.9516"], Words(lines[2]));
        Assert.Equal(9, lines.Length);
        Assert.Equal(12, Lines(KaplanMeier.Fit([.. Enumerable.Range(1, 50)], [.. Enumerable.Repeat(true, 50)]).ToString()).Length);
    }

    [Fact]
    public void A_curve_is_a_table_of_all_its_times()
    {
        var frame = Leukemia.TreatedCurve.ToDataFrame();
        Assert.Equal(Leukemia.TreatedCurve.Times.Length, frame.Rows.Count);
        Assert.Equal(18.0 / 21, (double)frame["Survival"][0], 1e-12);
    }

    [Fact]
    public void A_bag_prints_its_slides_and_reads_nothing_for_it()
    {
        using var missing = PatchBag.Open("no-such-slide.h5");
        Assert.Equal(["bag of 1 slide, not read yet", "  no-such-slide.h5"], Lines(missing.ToString()));
        var bag = PatchBag.FromMemory(new float[8], 4);
        Assert.Equal(2, bag.PatchCount);
        Assert.Equal(["bag of 1 slide, 2 patches of width 4", "  memory: 2 patches"], Lines(bag.ToString()));
        bag.Dispose();
        Assert.Equal("disposed bag", bag.ToString());
        Assert.Equal("empty bag", PatchBag.Empty.ToString());
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static double[,] Placebo()
    {
        var covariates = new double[Leukemia.IsPlacebo.Length, 1];
        for (var i = 0; i < Leukemia.IsPlacebo.Length; i++) covariates[i, 0] = Leukemia.IsPlacebo[i] ? 1 : 0;
        return covariates;
    }
}
