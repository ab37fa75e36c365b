#if WITH_MICROSOFT
using Microsoft.ML;
using Microsoft.ML.TorchSharp;

namespace BesideMicrosoft;

/// <summary>Microsoft's: texts are classified by a small transformer whose weights are downloaded at the first training.</summary>
internal static class Reports
{
    public static int Run(MLContext ml, string[] args)
    {
        if (args is ["--random-weights", var folder])
        {
            ml.TempFilePath = folder;
            RandomWeights.Write(folder);
        }
        Report[] reports =
        [
            new("Invasive ductal carcinoma, high grade, with necrosis.", "high"),
            new("Poorly differentiated carcinoma with many mitoses.", "high"),
            new("Well differentiated carcinoma, no necrosis.", "low"),
            new("Tubular carcinoma of low grade.", "low"),
        ];
        var data = ml.Data.LoadFromEnumerable(reports);
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.TextClassification(sentence1ColumnName: "Text", batchSize: 2, maxEpochs: 1))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        ITransformer model;
        try
        {
            model = pipeline.Fit(data);
        }
        // What happens is in the README.
        catch (InvalidOperationException error)
        {
            Console.Error.WriteLine($"Microsoft's trainer does not train here: {error.Message.Split('\n')[0]}");
            return 1;
        }
        var metrics = ml.MulticlassClassification.Evaluate(model.Transform(data));
        Console.WriteLine(FormattableString.Invariant($"TextClassification, the four training texts: accuracy {metrics.MicroAccuracy:F2}"));
        return 0;
    }

    private sealed record Report(string Text, string Label);
}
#endif
