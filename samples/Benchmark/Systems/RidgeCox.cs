using AdaMHF.MLNet;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Benchmark.Systems;

/// <summary>Cox regression on every gene, its penalty chosen by cross-validation within the training rows.</summary>
internal static class RidgeCox
{
    // Prior variance of the risk: a share of what the genes could explain at most, so that penalties grow with the number of genes.
    private static readonly double[] PriorVariances = [0.01, 0.03, 0.1, 0.3, 1, 3];

    public static BenchmarkSystem System(string key, string name) => new(key, name, Modalities.Genomics, Fit) { UsesSeed = false };

    private static FittedSystem Fit(SystemRequest request, IDataView train) => FittedPipeline.FitOnAllGenes(request, (prepared, genes) =>
    {
        double[] time = [.. prepared.GetColumn<float>(SurvivalColumns.Time).Select(months => (double)months)];
        bool[] died = [.. prepared.GetColumn<bool>(SurvivalColumns.Event)];
        float[][] rows = [.. prepared.GetColumn<float[]>(genes)];
        var table = new double[rows.Length, rows[0].Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var gene = 0; gene < rows[i].Length; gene++) table[i, gene] = rows[i][gene];
        }
        var ridge = RidgeCoxRegression.SelectRidge(time, died, table, [.. PriorVariances.Select(variance => table.GetLength(1) / variance)], seed: request.Seed);
        return request.Trainers.CoxProportionalHazards(genes, ridge: ridge);
    }, train);
}
