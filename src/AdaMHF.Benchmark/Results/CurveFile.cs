using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>curve.csv: the training curve of a unit.</summary>
internal static class CurveFile
{
    public const string Name = "curve.csv";

    public static string Text(IReadOnlyList<TrainingEpoch> curve)
    {
        var csv = new CsvText("epoch", "learning_rate", "loss", "inner_loss", "inner_c_index", "inner_comparable_pairs");
        foreach (var epoch in curve)
        {
            csv.Row(
                epoch.Epoch, epoch.LearningRate, epoch.Loss, epoch.ValidationLoss, epoch.ValidationConcordanceIndex,
                    epoch.ValidationComparablePairs);
        }
        return csv.ToString();
    }

    public static IReadOnlyList<TrainingEpoch> Read(string path)
    {
        using var csv = CsvFile.Open(path);
        var curve = new List<TrainingEpoch>();
        while (csv.Read())
        {
            curve.Add(new(
                csv.Whole("epoch"), csv.Number("learning_rate"), csv.Number("loss"), csv.NumberOrNull("inner_loss"),
                    csv.NumberOrNull("inner_c_index"),
                (long?)csv.NumberOrNull("inner_comparable_pairs")));
        }
        return curve;
    }
}
