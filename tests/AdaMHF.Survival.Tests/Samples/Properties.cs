using FsCheck;
using FsCheck.Fluent;

namespace AdaMHF.Survival.Tests;

/// <summary>Checks a property on many generated samples, the same ones in every run.</summary>
internal static class Properties
{
    private static readonly Config Repeatable = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20240611, 7);

    /// <summary>
    /// 1 to 30 subjects; whole times with many ties and in-between times; risks that tie, nearly tie or chain within the tolerance.
    /// </summary>
    public static void ForAllSamples(Action<Sample> property) => ForAll(Samples(Risk), property);

    /// <summary>The same with risks that are equal or at least 1 apart.</summary>
    public static void ForAllSamplesWithClearRisks(Action<Sample> property) =>
        ForAll(Samples(Gen.Choose(-5, 5).Select(value => (double)value)), property);

    private static Gen<double> Time =>
        Gen.Frequency((3, Gen.Choose(0, 8).Select(value => (double)value)), (1, Gen.Choose(0, 8000).Select(value => value / 1000.0)));

    // Steps of 0.4e-8 chain: neighbours are within the tolerance of 1e-8, the ends are not.
    private static Gen<double> Risk =>
        Gen.Frequency((2, Gen.Choose(-3, 3).Select(value => (double)value)), (2, Gen.Choose(0, 8).Select(value => value * 0.4e-8)));

    private static Gen<Sample> Samples(Gen<double> risk) =>
        from count in Gen.Choose(1, 30)
        from time in Time.ArrayOf(count)
        from observed in Gen.Choose(0, 2).Select(value => value > 0).ArrayOf(count)
        from risks in risk.ArrayOf(count)
        select new Sample(time, observed, risks);

    private static void ForAll(Gen<Sample> samples, Action<Sample> property) =>
        Check.One(Repeatable, Prop.ForAll(samples.ToArbitrary(), property));
}
