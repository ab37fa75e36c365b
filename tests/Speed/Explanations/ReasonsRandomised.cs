using System.Diagnostics;
using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.Simulation;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace AdaMHF.Speed.Explanations;

/// <summary>Permutes the weights of a network many times: does what its explanations find need the training?</summary>
internal static class ReasonsRandomised
{
    /// <summary>Prints the p-value of each figure, and gives the figures: of the trained network first, then of each permutation.</summary>
    /// <param name="ml">Environment.</param>
    /// <param name="truth">The cohort.</param>
    /// <param name="model">Trained model; its weights are permuted.</param>
    /// <param name="patients">A few held-out patients.</param>
    /// <param name="draws">How many permutations; 119 allow p = 1/120.</param>
    public static double[][] Print(
        MLContext ml, SimulatedCohort truth, TransformerChain<ITransformer> model, IDataView patients, int draws)
    {
        var measures = new ReasonsMeasures(truth);
        var start = Stopwatch.GetTimestamp();
        var network = (SurvivalNetworkTransformer)model.Last();
        var trained = ReasonsFigures.Of(ml, measures, model, patients).Values;
        var found = new double[draws][];
        for (var draw = 0; draw < draws; draw++)
        {
            network.Scorer.With(0, (shuffled, _) => Shuffle(shuffled, draw));
            found[draw] = ReasonsFigures.Of(ml, measures, model, patients).Values;
        }
        PrintP(trained, found);
        Console.WriteLine(FormattableString.Invariant($"  {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s for the permutations"));
        return [trained, .. found];
    }

    /// <summary>Prints the p-value of each figure over several seeds: of their mean, which of ratios is the geometric one.</summary>
    /// <param name="seeds">What <see cref="Print"/> gave for each.</param>
    public static void PrintPooled(IReadOnlyList<double[][]> seeds)
    {
        double[][] means = [.. Enumerable.Range(0, seeds.Min(seed => seed.Length)).Select(draw => ReasonsFigures.Mean(seeds, draw))];
        Console.WriteLine($"{seeds.Count} seeds together:");
        PrintP(means[0], means[1..]);
    }

    private static void PrintP(double[] trained, double[][] found)
    {
        foreach (var (figure, (name, _)) in ReasonsFigures.Columns.Index())
        {
            double[] own = [.. found.Select(values => values[figure])];
            var p = (own.Count(value => !(value < trained[figure])) + 1.0) / (own.Length + 1);
            Console.WriteLine(FormattableString.Invariant($"  {own.Length} weight permutations: {name} mean {own.Average():F3}, ")
                + FormattableString.Invariant($"most {own.Max():F3}, trained {trained[figure]:F3}, p {p:F4}"));
        }
    }

    private static bool Shuffle(SurvivalNetwork network, int seed)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var random = new Random(seed);
        foreach (var (_, weights) in network.state_dict().Where(entry => entry.Value.is_floating_point()))
        {
            float[] values = [.. weights.cpu().contiguous().data<float>()];
            random.Shuffle(values);
            weights.copy_(torch.tensor(values).reshape(weights.shape));
        }
        return true;
    }
}
