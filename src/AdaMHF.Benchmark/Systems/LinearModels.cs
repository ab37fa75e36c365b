using AdaMHF.MLNet;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaMHF.Benchmark;

/// <summary>Linear models on all genes and on the mean of the patches; a patient who lacks them has the training means.</summary>
internal static class LinearModels
{
    /// <summary>Column of all genes.</summary>
    public const string Genes = "AllGenes";

    private const string Both = "GenesAndPathology";
    private const double HazardsRidge = 1000;

    /// <summary>Cox regression, its penalty selected by cross-validation within the training rows.</summary>
    public static BenchmarkSystem RidgeCox { get; } = System("cox", "Ridge Cox", (request, train) =>
        Cox(request, train, Genes));

    /// <summary>The same on the mean of the patches.</summary>
    public static BenchmarkSystem RidgeCoxOnPathology { get; } =
        new("cox-pathology", "Ridge Cox, pathology", SurvivalModalities.Pathology, (request, train) =>
        {
            var own = request with { Available = request.Available & SurvivalModalities.Pathology };
            return FittedPipeline.Fit(own, BagMeans.Of(own, train), prepared => Cox(own, prepared, BagMeans.Column), train);
        })
        {
            Description = "on the mean of the patches, or the features of a paired table",
            UsesSeed = false,
        };

    /// <summary>The same on both, under one penalty.</summary>
    public static BenchmarkSystem RidgeCoxOnBoth { get; } =
        new("cox-both", "Ridge Cox, genes and pathology", SurvivalModalities.Both, (request, train) =>
        {
            var features = BagMeans.Of(request, train)
                .Append(CompleteGenes(request))
                .Append(request.ML.Transforms.Concatenate(Both, Genes, BagMeans.Column));
            return FittedPipeline.Fit(request, features, prepared => Cox(request, prepared, Both), train);
        })
        {
            Description = "on all genes and the mean of the patches under one penalty",
            UsesSeed = false,
            NeedsAll = true,
        };

    /// <summary>Discrete hazards with a fixed penalty.</summary>
    public static BenchmarkSystem Hazards { get; } =
        System("hazards", "Linear discrete hazards", (request, _) => request.Trainers.DiscreteHazard(Genes, ridge: HazardsRidge));

    private static BenchmarkSystem System(string key, string name, Func<SystemRequest, IDataView, IEstimator<ITransformer>> trainer) =>
        new(key, name, SurvivalModalities.Genomics, (request, train) =>
        {
            var own = request with { Available = SurvivalModalities.Genomics };
            return FittedPipeline.Fit(own, CompleteGenes(own), prepared => trainer(own, prepared), train);
        })
        {
            UsesSeed = false,
        };

    /// <summary>All genes, the training means where they are missing.</summary>
    public static EstimatorChain<MissingValueReplacingTransformer> CompleteGenes(SystemRequest request) =>
        request.AllGenes(Genes).Append(request.ML.Transforms.ReplaceMissingValues(Genes));

    /// <summary>A Cox regression on a prepared column, its penalty selected by cross-validation within the training rows.</summary>
    public static CoxTrainer Cox(SystemRequest request, IDataView train, string column) =>
        request.Trainers.CoxProportionalHazards(column, ridge: SelectRidge(train, column, request.Seed));

    private static double SelectRidge(IDataView train, string column, int seed)
    {
        double[] time = [.. train.GetColumn<float>(SurvivalColumns.Time).Select(months => (double)months)];
        bool[] died = [.. train.GetColumn<bool>(SurvivalColumns.Event)];
        float[][] rows = [.. train.GetColumn<float[]>(column)];
        var table = new double[rows.Length, rows[0].Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var gene = 0; gene < rows[i].Length; gene++) table[i, gene] = rows[i][gene];
        }
        return RidgeCoxRegression.SelectRidge(time, died, table, RidgeCoxRegression.RidgesFor(table.GetLength(1)).AsSpan(), seed: seed);
    }
}
