using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>
/// Shapley values against the definition: the mean over all orders of the players, each coalition predicted by the model as a patient whose
/// data were edited by hand.
/// </summary>
[Collection(nameof(SmallStudy))]
public class ShapleyTests(SmallStudy study)
{
    private const int Groups = 6;

    [Fact]
    public void Values_are_the_mean_of_what_players_add_over_all_orders()
    {
        var model = study.Model.LastTransformer;
        var patient = Patients(Input(study.Split.TestSet)).First(one => !one.Bag.IsEmpty && !float.IsNaN(one.G1[0]));
        var training = Patients(Input(study.Split.TrainSet));
        float[][] means = [.. Enumerable.Range(0, Groups).Select(group => Mean(training.Select(one => Genes(one)[group])))];
        var (risk, survival) = Predicted(training);
        // Patients with neither modality have no prediction.
        int[] known = [.. Enumerable.Range(0, risk.Length).Where(row => !float.IsNaN(risk[row]))];
        double[] nobody =
        [
            known.Average(row => risk[row]),
            .. Enumerable.Range(0, survival[0].Length).Select(bin => known.Average(row => (double)survival[row][bin])),
        ];

        // Player 0 is pathology. The coalition without anybody is not predicted.
        var rows = Enumerable.Range(1, 127).Select(coalition => Edited(patient, coalition, means)).ToArray();
        var (risks, curves) = Predicted(rows);
        double[][] worth = [nobody, .. risks.Zip(curves, (one, curve) => (double[])[one, .. curve.Select(value => (double)value)])];
        var expected = OverAllOrders(Groups + 1, worth);

        var found = model.ShapleyValues(study.ML.Data.LoadFromEnumerable([patient])).Single();
        Assert.Equal(
            [ShapleyPlayerKind.Pathology, .. Enumerable.Repeat(ShapleyPlayerKind.GenomicGroup, Groups)],
            found.Players.Select(player => player.Kind));
        Assert.Equal(nobody[0], found.BaseRisk, 1e-5);
        for (var player = 0; player <= Groups; player++)
        {
            Assert.Equal(expected[player][0], found.Players[player].Risk, 1e-5);
            for (var bin = 1; bin < nobody.Length; bin++)
                Assert.Equal(expected[player][bin], found.Players[player].Survival[bin], 1e-5);
        }
        // The values are not all the same, or the test would show nothing.
        Assert.True(found.Players.Max(player => Math.Abs(player.Risk)) > 1e-3);
    }

    [Fact]
    public void Values_add_up_on_risk_and_curve_whatever_a_patient_has()
    {
        var input = Input(study.Cohort.Data);
        var scored = study.Model.LastTransformer.Transform(input);
        var (risks, curves) = (SmallStudy.Scores(scored), scored.GetColumn<float[]>("SurvivalProbabilities").ToArray());
        ShapleyAttribution[] found = [.. study.Model.LastTransformer.ShapleyValues(input)];
        for (var row = 0; row < found.Length; row++)
        {
            var one = found[row];
            Assert.Equal(one.Risk, one.BaseRisk + one.Players.Sum(player => player.Risk), 1e-6);
            Assert.Equal(float.IsNaN(risks[row]), one.Players.Count == 0);
            // Who has nothing is nobody in particular.
            Assert.Equal(float.IsNaN(risks[row]) ? one.BaseRisk : risks[row], one.Risk, 2e-6);
            for (var point = 0; point < one.Curve.Months.Count; point++)
            {
                Assert.Equal(
                    one.Curve.Survival[point], one.BaseCurve.Survival[point] + one.Players.Sum(player => player.Survival[point]), 1e-6);
                if (point > 0 && one.Players.Count > 0) Assert.Equal(curves[row][point - 1], one.Curve.Survival[point], 2e-6);
            }
        }
        Assert.Equal([0, 1, 6, 7], found.Select(one => one.Players.Count).Distinct().Order());
    }

    [Fact]
    public void A_model_of_an_earlier_version_asks_for_a_background()
    {
        var ml = new MLContext();
        var model = ml.Model.Load(Path.Combine(AppContext.BaseDirectory, "Golden", "0.1", "AdaMhfTrainer.zip"), out _);
        var data = ConformanceCases.All[typeof(AdaMhfTrainer)](study).Data(ml);
        var refused = Assert.Throws<InvalidOperationException>(() => ml.Survival.ShapleyValues(model, data).ToArray());
        Assert.Contains("'background'", refused.Message, StringComparison.Ordinal);
        Assert.All(
            ml.Survival.ShapleyValues(model, data, background: data).Take(4),
            one => Assert.Equal(one.Risk, one.BaseRisk + one.Players.Sum(player => player.Risk), 1e-6));
        (model as IDisposable)?.Dispose();
    }

    private static double[][] OverAllOrders(int players, double[][] worth)
    {
        var sums = Enumerable.Range(0, players).Select(_ => new double[worth[0].Length]).ToArray();
        var orders = 0;
        Permute([.. Enumerable.Range(0, players)], 0);
        return [.. sums.Select(sum => Array.ConvertAll(sum, value => value / orders))];

        void Permute(int[] order, int first)
        {
            if (first == players)
            {
                orders++;
                var coalition = 0;
                foreach (var player in order)
                {
                    var (before, after) = (worth[coalition], worth[coalition |= 1 << player]);
                    for (var i = 0; i < before.Length; i++) sums[player][i] += after[i] - before[i];
                }
                return;
            }
            for (var other = first; other < players; other++)
            {
                (order[first], order[other]) = (order[other], order[first]);
                Permute(order, first + 1);
                (order[first], order[other]) = (order[other], order[first]);
            }
        }
    }

    private static BagPatient Edited(BagPatient patient, int coalition, float[][] means)
    {
        var genes = Genes(patient);
        var hasGenes = coalition >> 1 != 0;
        float[] Group(int group) => !hasGenes
            ? [.. Enumerable.Repeat(float.NaN, genes[group].Length)]
            : (coalition >> (group + 1) & 1) != 0 ? genes[group] : means[group];
        return new()
        {
            Bag = (coalition & 1) != 0 ? patient.Bag : PatchBag.Empty,
            G1 = Group(0),
            G2 = Group(1),
            G3 = Group(2),
            G4 = Group(3),
            G5 = Group(4),
            G6 = Group(5),
        };
    }

    private (float[] Risks, float[][] Curves) Predicted(BagPatient[] patients)
    {
        var scored = study.Model.LastTransformer.Transform(study.ML.Data.LoadFromEnumerable(patients));
        return (SmallStudy.Scores(scored), [.. scored.GetColumn<float[]>("SurvivalProbabilities")]);
    }

    private static float[][] Genes(BagPatient patient) => [patient.G1, patient.G2, patient.G3, patient.G4, patient.G5, patient.G6];

    private static float[] Mean(IEnumerable<float[]> patients)
    {
        float[][] known = [.. patients.Where(genes => !float.IsNaN(genes[0]))];
        return [.. known[0].Select((_, gene) => known.Average(genes => genes[gene]))];
    }

    private BagPatient[] Patients(IDataView input) =>
        [.. study.ML.Data.CreateEnumerable<BagPatient>(input, reuseRowObject: false, ignoreMissingColumns: false)];

    private IDataView Input(IDataView data) => study.Model.Take(2).Aggregate(data, (rows, part) => part.Transform(rows));
}
