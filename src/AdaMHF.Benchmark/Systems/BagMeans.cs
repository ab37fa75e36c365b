using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>The mean of each patient's patches as a vector for linear models: the features themselves where a bag has one patch.</summary>
internal static class BagMeans
{
    /// <summary>Column of the means, standardised by the training rows; 0, their mean, where pathology is missing.</summary>
    public const string Column = nameof(BagMean.Mean);

    public static IEstimator<ITransformer> Of(SystemRequest request, IDataView train)
    {
        var ml = request.ML;
        var width = request.Cohort.LoadBags(ml, asTheyStand: true).Fit(train).Transform(train).GetColumn<PatchBag>(SurvivalColumns.Bag)
            .Select(bag => bag.Width).First(features => features > 0);
        var schema = SchemaDefinition.Create(typeof(BagMean));
        schema[nameof(BagMean.Mean)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return ml.Transforms.CustomMapping<BagRow, BagMean>((row, mean) => mean.Mean = Mean(row.Bag, width, float.NaN), null, null, schema)
            .Append(ml.Transforms.ConvertToPatchBags(SurvivalColumns.Bag, Column, width: null))
            .Append(ml.Transforms.StandardizeBags(SurvivalColumns.Bag, options: new() { MissingValues = BagMissingValues.TrainingMean }))
            .Append(ml.Transforms.CustomMapping<BagRow, BagMean>((row, mean) => mean.Mean = Mean(row.Bag, width, 0), null, null, schema));
    }

    private static VBuffer<float> Mean(PatchBag bag, int width, float missing)
    {
        if (bag.IsEmpty) return new(width, [.. Enumerable.Repeat(missing, width)]);
        var patches = bag.ReadAll();
        var sums = new double[width];
        for (var patch = 0; patch < patches.Count; patch++)
        {
            var row = patches.Row(patch);
            for (var column = 0; column < width; column++) sums[column] += row[column];
        }
        return new(width, Array.ConvertAll(sums, sum => (float)(sum / patches.Count)));
    }
}
