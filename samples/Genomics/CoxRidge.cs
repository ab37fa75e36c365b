using AdaMHF.MLNet;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Genomics;

/// <summary>Ridge Cox regression on all genes; the penalty is chosen by cross-validation within the training rows.</summary>
internal static class CoxRidge
{
    // Variance of the log hazard that a penalty expects before it has seen the data.
    private static readonly double[] PriorVariances = [0.01, 0.03, 0.1, 0.3, 1, 3];

    public static double[] Risk(GenomicFold fold)
    {
        var grouping = fold.ML.Transforms.GroupGenomics(GeneGroups.OfAllGenes(fold.Cohort.GeneColumns), fold.Grouping).Fit(fold.Train);
        var train = Genes(grouping, fold.Train);
        double[] time = [.. fold.Train.GetColumn<float>("Time").Select(months => (double)months)];
        bool[] died = [.. fold.Train.GetColumn<bool>("Event")];
        var columns = train.GetLength(1);
        var ridge = RidgeCoxRegression.SelectRidge(time, died, train, [.. PriorVariances.Select(variance => columns / variance)], seed: fold.Seed);
        var model = RidgeCoxRegression.Fit(time, died, train, ridge);
        return [.. grouping.Transform(fold.Test).GetColumn<float[]>("AllGenes").Select(genes => model.Risk(Array.ConvertAll(genes, gene => (double)gene)))];
    }

    private static double[,] Genes(GenomicGroupingTransformer grouping, IDataView data)
    {
        float[][] rows = [.. grouping.Transform(data).GetColumn<float[]>("AllGenes")];
        var table = new double[rows.Length, rows[0].Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var gene = 0; gene < rows[i].Length; gene++) table[i, gene] = rows[i][gene];
        }
        return table;
    }
}
