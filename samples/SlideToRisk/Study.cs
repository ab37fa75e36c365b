using AdaMHF.MLNet;
using AdaMHF.MLNet.Slides;
using AdaMHF.Slides;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace SlideToRisk;

/// <summary>Slide to risk as one pipeline and one zip.</summary>
internal static class Study
{
    /// <summary>Trains on two thirds of the patients, says how the others are ranked, and saves the model.</summary>
    public static IReadOnlyList<(string Slides, float Risk)> Train(
        IDataView patients, string slideColumn, string slides, string bags, EncoderDescription encoder, string zip)
    {
        // <readme>
        var ml = new MLContext(seed: 1);
        var pipeline = ml.Transforms.ExtractWsiFeatures("Bag", slideColumn, new()
        {
            Encoder = encoder,
            CacheFolder = bags,
            SlideFolder = slides,
            Extraction = new() { Patches = new() { Size = encoder.ImageSize ?? 224 } },
        })
            .Append(ml.Survival.Trainers.AttnMil(new() { Epochs = 20, LearningRate = 1e-3, BatchSize = 4, CpuThreads = 1 }));
        var split = ml.Survival.TrainTestSplit(patients);
        var model = pipeline.Fit(split.TrainSet);
        Console.WriteLine($"Held-out patients: {ml.Survival.Evaluate(model.Transform(split.TestSet))}");
        ml.Model.Save(model, patients.Schema, zip);
        // </readme>
        return Scores(model.Transform(split.TestSet), slideColumn);
    }

    /// <summary>Slides and risks, patient by patient.</summary>
    public static IReadOnlyList<(string Slides, float Risk)> Scores(IDataView scored, string slideColumn) =>
    [
        .. scored.GetColumn<string[]>(slideColumn).Select(slides => string.Join(' ', slides)).Zip(scored.GetColumn<float>("Score")),
    ];
}
