using System.Diagnostics;
using System.Globalization;
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Speed.Explanations;

/// <summary>What explanations of patients cost in predictions, and whether memory stays level.</summary>
internal static class ReasonsCost
{
    public static void Print(MLContext ml, ITransformer model, IDataView patients)
    {
        void Score() => Count(model.Transform(patients).GetColumn<float>(SurvivalColumns.Score));
        void Scores() => Count(ml.Survival.Explain(model, patients));
        void Shapley() => Count(ml.Survival.ShapleyValues(model, patients));
        void Gradients() => Count(ml.Survival.IntegratedGradients(model, patients));
        Score();
        var prediction = Math.Min(Seconds(Score), Seconds(Score));
        Scores();
        var before = Resident();
        var scores = Seconds(Scores);
        var shapley = Seconds(Shapley);
        var after = Resident();
        Shapley();
        var again = Resident();
        var gradients = Seconds(Gradients);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  200 patients, predictions each ({prediction / 200 * 1e3:F1} ms): scores {scores / prediction:F1}, Shapley "
            + $"{shapley / prediction:F1}, integrated gradients {gradients / prediction:F1}; "
            + $"resident {before} MB, then {after} MB, {again} MB"));
    }

    private static void Count<T>(IEnumerable<T> results)
    {
        foreach (var _ in results)
        {
        }
    }

    private static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static long Resident()
    {
        GC.Collect();
        using var own = Process.GetCurrentProcess();
        return own.WorkingSet64 >> 20;
    }
}
