using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class FeaturizerInAdaMhfTests(SmallStudy study)
{
    [Fact]
    public void The_networks_of_a_trained_model_give_their_tokens()
    {
        var grouped = study.ML.Transforms.GroupGenomics(study.Cohort.GeneGroups).Fit(study.Split.TrainSet).Transform(study.Split.TestSet);
        var tokens = study.ML.Transforms.FeaturizeGenomicsAs(study.Model.LastTransformer).Fit(grouped).Transform(grouped)
            .GetColumn<float[]>("GenomicTokens").ToArray();

        // The same networks, computed without Torch.
        var weights = study.Model.LastTransformer.CopyWeights();
        for (var group = 0; group < study.Cohort.GeneGroups.Count; group++)
        {
            foreach (var (genes, patient) in grouped.GetColumn<float[]>(study.Cohort.GeneGroups[group].Name).Zip(tokens).Take(10))
            {
                if (float.IsNaN(genes[0])) continue;
                double[] values = Array.ConvertAll(genes, gene => (double)gene);
                for (var layer = 0; layer < 2; layer++)
                {
                    var key = $"genomic_embedding.groups.{group}.{layer}.linear.";
                    values = Selu(weights[key + "weight"].ToSingles(), weights[key + "bias"].ToSingles(), values);
                }
                for (var i = 0; i < values.Length; i++) Assert.Equal(values[i], patient[(group * values.Length) + i], 1e-4);
            }
        }
    }

    [Fact]
    public void Frozen_networks_are_those_that_the_featurizer_trains_on_the_same_patients()
    {
        var grouped = study.ML.Transforms.GroupGenomics(study.Cohort.GeneGroups).Fit(Train).Transform(Train);
        var alone = study.ML.Transforms.FeaturizeGenomics(Featurizer).Fit(grouped).Transform(grouped)
            .GetColumn<float[]>("GenomicTokens").ToArray();

        var (frozen, tuned, fresh) = (Tokens(GenomicFeaturizerUse.Frozen), Tokens(GenomicFeaturizerUse.FineTuned), Tokens(use: null));
        Assert.Equal(alone, frozen);
        Assert.Null(new AdaMhfTrainer.Options().GenomicFeaturizer);
        Assert.NotEqual(alone, tuned);
        Assert.NotEqual(fresh, tuned);
        // After two more training steps they are near their start; a newly initialised network is not.
        Assert.True(Distance(alone, tuned) < 0.5 * Distance(alone, fresh), $"{Distance(alone, tuned)} and {Distance(alone, fresh)}");
    }

    [Fact]
    public void Networks_of_another_shape_are_refused_with_both_shapes()
    {
        var options = new GenomicFeaturizerOptions { HiddenWidths = [16], TokenWidth = 8 };
        var error = Assert.Throws<InvalidOperationException>(
            () => Model(study.ML.Transforms.FeaturizeGenomics(options), GenomicFeaturizerUse.Frozen));
        Assert.Contains("token width 8 and Selu; AdaMHF's network has 16, 16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_with_frozen_networks_comes_back_from_its_zip()
    {
        var model = Model(study.ML.Transforms.FeaturizeGenomics(Featurizer), GenomicFeaturizerUse.Frozen);
        using var stream = new MemoryStream();
        study.ML.Model.Save(model, study.Cohort.Data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);
        Assert.Equal(
            SmallStudy.Bits(SmallStudy.Scores(model.Transform(study.Split.TestSet))),
            SmallStudy.Bits(SmallStudy.Scores(loaded.Transform(study.Split.TestSet))));
    }

    // A few patients are enough to distinguish weights.
    private IDataView Train => study.ML.Data.TakeRows(study.Split.TrainSet, 24);

    private static GenomicFeaturizerOptions Featurizer => new()
    {
        HiddenWidths = [SmallStudy.TinyNetwork.GenomicHiddenWidth],
        TokenWidth = SmallStudy.TinyNetwork.TokenWidth,
        Epochs = 10,
        BatchSize = 16,
        Seed = 5,
    };

    private float[][] Tokens(GenomicFeaturizerUse? use)
    {
        var model = Model(use is null ? null : study.ML.Transforms.FeaturizeGenomics(Featurizer), use ?? default);
        var grouped = study.ML.Transforms.GroupGenomics(study.Cohort.GeneGroups).Fit(Train).Transform(Train);
        var featurized = study.ML.Transforms.FeaturizeGenomicsAs(model.LastTransformer).Fit(grouped).Transform(grouped);
        return [.. featurized.GetColumn<float[]>("GenomicTokens")];
    }

    private TransformerChain<AdaMhfTransformer> Model(GenomicFeaturizingEstimator? featurizer, GenomicFeaturizerUse use) =>
        study.ML.Transforms.GroupGenomics(study.Cohort.GeneGroups).Append(study.ML.Survival.Trainers.AdaMhf(new AdaMhfTrainer.Options
        {
            Network = SmallStudy.TinyNetwork,
            BagColumnName = null,
            Epochs = 1,
            LearningRate = 1e-4,
            GenomicFeaturizer = featurizer,
            GenomicFeaturizerUse = use,
        })).Fit(Train);

    private static double Distance(float[][] a, float[][] b) => a.Zip(b)
        .Where(pair => !float.IsNaN(pair.First[0]))
        .Sum(pair => pair.First.Zip(pair.Second).Sum(values => Math.Pow(values.First - values.Second, 2)));

    private static double[] Selu(float[] weight, float[] bias, double[] inputs) => [.. bias.Select((offset, output) =>
    {
        var x = offset + inputs.Select((input, i) => input * weight[(output * inputs.Length) + i]).Sum();
        return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1));
    })];
}
