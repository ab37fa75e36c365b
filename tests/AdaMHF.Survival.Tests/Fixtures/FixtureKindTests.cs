namespace AdaMHF.Survival.Tests;

[Trait("Category", "Fixtures")]
public class FixtureKindTests
{
    private static readonly string[] KnownKinds =
        ["risk_score", "survival_curves", "many_tiny", "edge_cases", "published_folds", "training_times", "entry_strata_weights",
         "calibration_audit", "calibration_scores"];

    private static readonly string[] KnownRiskScoreSections =
    [
        "harrell", "harrell_ymax", "harrell_stratified", "uno_r", "uno_r_ymax", "uno_sksurv", "peto", "km", "quantiles", "nelson_aalen",
        "censoring_km", "rmst", "logrank", "group2_median", "cox", "bins4",
    ];

    public static TheoryData<string> Files() => SurvivalFixture.All();

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_fixture_is_of_a_kind_that_a_test_covers(string file)
    {
        var fixture = SurvivalFixture.Open(file);
        Assert.Contains(fixture.Kind, KnownKinds);
        if (fixture.Kind != "risk_score") return;
        Assert.All(fixture.Expected.EnumerateObject(), section => Assert.Contains(section.Name, KnownRiskScoreSections));
    }
}
