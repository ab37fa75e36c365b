using System.Diagnostics;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>A saved model with one flipped bit is refused, or scores the same.</summary>
[Collection(nameof(SmallStudy))]
public class FlippedBitTests(SmallStudy study)
{
    private const int Rows = 6;

    public static TheoryData<string> Models => ["adamhf", "snn", "cox", "cmta", "ensemble"];

    [Theory, MemberData(nameof(Models))]
    public void A_flipped_bit_is_refused_or_changes_no_score(string model) => Flip(model, flips: 12);

    /// <summary>The acceptance of the issue; a minute or two.</summary>
    [Trait("Category", "Soak")]
    [Theory(Explicit = true), MemberData(nameof(Models))]
    public void A_thousand_flipped_bits_are_refused_or_change_no_score(string model) => Flip(model, flips: 1000);

    private void Flip(string name, int flips)
    {
        var (pipeline, data) = Pipeline(name);
        var (ml, clock) = (study.ML, Stopwatch.StartNew());
        var model = pipeline.Fit(data);
        var (path, few) = (study.TemporaryFile($"flipped-{name}.zip"), ml.Data.TakeRows(data, Rows));
        int[] Score(ITransformer loaded) => SmallStudy.ScoreBits(loaded, few);

        ml.Model.SaveSurvivalModel(model, data.Schema, path);
        var safe = FlippedBits.Of(
            File.ReadAllBytes(path), flips, seed: 1, path, zip => new MLContext().Model.LoadSurvivalModel(zip, out _),
            error => error is ModelZipException && error.Message.Contains(path, StringComparison.Ordinal), Score);
        ml.Model.Save(model, data.Schema, path);
        var plain = FlippedBits.Of(
            File.ReadAllBytes(path), flips, seed: 2, path, zip => new MLContext().Model.Load(zip, out _), _ => true, Score);
        (model as IDisposable)?.Dispose();

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"| {name} | {new FileInfo(path).Length:N0} bytes | {safe.Refused} refused, {safe.Same} same, "
            + $"{safe.Wrong} wrong, {safe.Hung} hung "
            + $"| plain: {plain.Refused}, {plain.Same}, {plain.Wrong}, {plain.Hung} | {clock.Elapsed.TotalSeconds:F0} s |\n"
            + $"Tally: {flips} tried, {safe.Refused} refused, {safe.Same} right, {safe.Wrong + safe.Hung} wrong");
        Assert.True(safe.Wrong + safe.Hung == 0, safe.Example);
        // Before it loads any component, ML.NET reads the schema, where a flipped bit in a length can keep it busy for hours.
        Assert.True(plain.Wrong == 0, plain.Example);
    }

    private (IEstimator<ITransformer> Pipeline, IDataView Data) Pipeline(string name)
    {
        var ml = study.ML;
        var cohort = study.Split.TrainSet;
        IEstimator<ITransformer> With(SurvivalTrainerOptions options, string key) =>
            ml.Transforms.LoadWsiBags("Bag", "SlideIds", study.Files.Bags).Append(ml.Transforms.GroupGenomics(study.Cohort.GeneGroups))
                .Append(SurvivalSystems.Of(key).CreateTrainer(ml, options));
        return name switch
        {
            "adamhf" => (With(SmallStudy.Options, "adamhf"), cohort),
            "ensemble" => (With(SmallStudy.Options with { Ensemble = 2 }, "adamhf"), cohort),
            "cmta" => (With(SmallSystems.Options(SurvivalSystems.Of("cmta")), "cmta"), cohort),
            "snn" => (
                ml.Transforms.GroupGenomics(study.Cohort.GeneGroups)
                    .Append(SurvivalSystems.Of("snn").CreateTrainer(ml, SmallSystems.Options(SurvivalSystems.Of("snn")))),
                cohort),
            _ => (
                TabularCohort.Features(ml).Append(ml.Transforms.NormalizeMeanVariance("Features"))
                    .Append(ml.Survival.Trainers.CoxProportionalHazards()),
                new TabularCohort(120, seed: 8).Data(ml)),
        };
    }
}
