using AdaMHF.PatchBags;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>Integrated gradients against finite differences of the model's own predictions, and their completeness.</summary>
[Collection(nameof(SmallStudy))]
public class IntegratedGradientTests(SmallStudy study)
{
    [Fact]
    public void They_add_up_to_the_difference_of_the_risks()
    {
        var input = Input(study.Split.TestSet);
        var risks = SmallStudy.Scores(study.Model.LastTransformer.Transform(input));
        var found = study.Model.LastTransformer.IntegratedGradients(input).ToArray();
        foreach (var (one, risk) in found.Zip(risks))
        {
            Assert.Equal(risk, one.Risk, 1e-5);
            AssertComplete(one);
            Assert.True(one.HoldsDecisions);
        }
        Assert.Contains(found, one => Math.Abs(one.Risk - one.BaseRisk) > 1e-3);
        var genes = found.First(one => one.Genes.Count > 0).Genes;
        Assert.Equal(SlotNames.Of(input.Schema["Oncogenes"]), genes.Where(gene => gene.Group == "Oncogenes").Select(gene => gene.Gene));
    }

    [Fact]
    public void The_gradient_is_that_of_the_predictions()
    {
        var model = study.Model.LastTransformer;
        var patient = Patients(Input(study.Split.TestSet)).First(one => !one.Bag.IsEmpty && !float.IsNaN(one.G1[0]));
        var background = model.Background!;
        var read = ExplainedPatient.Read(model, study.ML.Data.LoadFromEnumerable([patient]), null).Single().Modalities;
        var parts = model.Scorer.WithAll((networks, factory) =>
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            var patches = NetworkPrediction.Patches(read, 4096);
            var line = new RiskLine(networks, model.NetworkSettings, factory.Create(read, patches), background);
            // The whole weight at the patient: the gradient there, times the differences from the baseline.
            return line.Integrate([1], [1]);
        });
        const float Step = 0.02f;
        double Slope(Func<float, BagPatient> moved)
        {
            var scores = SmallStudy.Scores(model.Transform(study.ML.Data.LoadFromEnumerable([moved(1 - Step), moved(1 + Step)])));
            return (scores[1] - scores[0]) / (2 * Step);
        }
        var features = patient.Bag.ReadAll();
        var bySlide = Slope(factor => With(patient, PatchBag.FromMemory(
            [.. features.Values.Select((value, i) => Between(background.MeanPatch[i % features.Width], value, factor))],
            features.Width,
            features.Coordinates)));
        Assert.Equal(bySlide, parts[0].Sum(), 0.03 * Math.Abs(bySlide) + 1e-4);
        var byGroup = Slope(factor => With(
            patient, patient.Bag, [.. patient.G3.Select((value, gene) => Between(background.GenomicMeans[2][gene], value, factor))]));
        Assert.Equal(byGroup, parts[3].Sum(), 0.03 * Math.Abs(byGroup) + 1e-4);
        Assert.True(Math.Abs(bySlide) > 1e-3 && Math.Abs(byGroup) > 1e-3, $"{bySlide}, {byGroup}");
    }

    /// <summary>Within 2 %, or what single precision and the kinks of the network leave of a difference near 0.</summary>
    internal static void AssertComplete(GradientAttribution one)
    {
        var difference = one.Risk - one.BaseRisk;
        if (difference != 0) Assert.Equal(0, (one.Completeness - 1) * difference, Math.Max(0.02 * Math.Abs(difference), 2e-4));
    }

    private static float Between(float mean, float value, float factor) => mean + (factor * (value - mean));

    private static BagPatient With(BagPatient patient, PatchBag bag, float[]? third = null) => new()
    {
        Bag = bag,
        G1 = patient.G1,
        G2 = patient.G2,
        G3 = third ?? patient.G3,
        G4 = patient.G4,
        G5 = patient.G5,
        G6 = patient.G6,
    };

    private BagPatient[] Patients(IDataView input) =>
        [.. study.ML.Data.CreateEnumerable<BagPatient>(input, reuseRowObject: false, ignoreMissingColumns: false)];

    private IDataView Input(IDataView data) => study.Model.Take(2).Aggregate(data, (rows, part) => part.Transform(rows));
}
