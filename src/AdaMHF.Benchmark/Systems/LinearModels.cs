using AdaMHF.MLNet;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>Linear models on all genes; a patient without genes has the training means.</summary>
internal static class LinearModels
{
    private const string Genes = "AllGenes";
    private const double HazardsRidge = 1000;

    /// <summary>Cox regression, its penalty selected by cross-validation within the training rows.</summary>
    public static BenchmarkSystem RidgeCox { get; } = System("cox", "Ridge Cox", (request, train) =>
        request.Trainers.CoxProportionalHazards(Genes, ridge: SelectRidge(train, request.Seed)));

    /// <summary>Discrete hazards with a fixed penalty.</summary>
    public static BenchmarkSystem Hazards { get; } =
        System("hazards", "Linear discrete hazards", (request, _) => request.Trainers.DiscreteHazard(Genes, ridge: HazardsRidge));

    private static BenchmarkSystem System(string key, string name, Func<SystemRequest, IDataView, IEstimator<ITransformer>> trainer) =>
        new(key, name, SurvivalModalities.Genomics, (request, train) =>
        {
            var own = request with { Available = SurvivalModalities.Genomics };
            var genes = own.AllGenes(Genes).Append(own.ML.Transforms.ReplaceMissingValues(Genes));
            return FittedPipeline.Fit(own, genes, prepared => trainer(own, prepared), train);
        })
        {
            UsesSeed = false,
        };

    private static double SelectRidge(IDataView train, int seed)
    {
        double[] time = [.. train.GetColumn<float>(SurvivalColumns.Time).Select(months => (double)months)];
        bool[] died = [.. train.GetColumn<bool>(SurvivalColumns.Event)];
        float[][] rows = [.. train.GetColumn<float[]>(Genes)];
        var table = new double[rows.Length, rows[0].Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var gene = 0; gene < rows[i].Length; gene++) table[i, gene] = rows[i][gene];
        }
        return RidgeCoxRegression.SelectRidge(time, died, table, RidgeCoxRegression.RidgesFor(table.GetLength(1)).AsSpan(), seed: seed);
    }
}
