using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaMHF.Benchmark;

/// <summary>
/// GPDBN and HFBSurv as they were published, on vectors of equal width: genes go in as they stand in the table, Cox's loss takes all
/// training patients in one step. For cohorts of two gene groups, expression and copy numbers, and bags of one patch.
/// </summary>
internal static class VectorSystems
{
    public static BenchmarkSystem Gpdbn { get; } = Published<GpdbnTrainer.Options>("gpdbn", [nameof(GeneVectors.First)], (own, width) =>
        own with { Network = own.Network with { TakesVectors = true, PatchWidth = width, VectorWidth = width } });

    public static BenchmarkSystem HfbSurv { get; } = Published<HfbSurvTrainer.Options>(
        "hfbsurv", [nameof(GeneVectors.First), nameof(GeneVectors.Second)], (own, width) => own with
        {
            Network = own.Network with
            {
                TakesVectors = true,
                PatchWidth = width,
                VectorWidth = width,
                CopyNumberGroups = [1],
                NormalizesOverPatients = true,
            },
        });

    private static BenchmarkSystem Published<TOptions>(string key, string[] columns, Func<TOptions, int, TOptions> shape)
        where TOptions : SurvivalTrainerOptions
    {
        var system = SurvivalSystems.Of(key);
        return new($"{key}-vectors", $"{system.DisplayName}, published setting", SurvivalModalities.Both, Fit)
        {
            Description = "vectors as they are, Cox's loss of all training patients in one step",
            HasOwnSettings = true,
            NeedsAll = true,
        };

        FittedSystem Fit(SystemRequest request, IDataView train)
        {
            int[][] slots = [.. request.Cohort.GroupNames.Select(group => request.Cohort.SlotsOf(group).Order().ToArray())];
            if (slots is not [{ Length: var width }, { Length: var other }] || width != other)
            {
                throw new NotSupportedException(
                    $"{system.DisplayName} in its published setting takes cohorts of two gene groups of one size; "
                    + $"'{request.Cohort.Cohort.Source}' has groups of {string.Join(", ", slots.Select(group => group.Length))} genes. "
                    + $"The system '{key}' takes any.");
            }
            var options = shape((TOptions)request.OptionsFrom(system.DefaultOptions), width) with
            {
                Loss = SurvivalLoss.Cox,
                BatchSize = request.Settings.BatchSize ?? int.MaxValue,
                GenomicColumnNames = columns,
            };
            request = request with { TakesFeaturesAsTheyStand = true };
            return FittedPipeline.Fit(request, Vectors(request.ML, slots), _ => system.CreateTrainer(request.ML, options), train);
        }
    }

    private static CustomMappingEstimator<GeneRow, GeneVectors> Vectors(MLContext ml, int[][] slots)
    {
        var schema = SchemaDefinition.Create(typeof(GeneVectors));
        foreach (var (group, column) in schema.Index())
            column.ColumnType = new VectorDataViewType(NumberDataViewType.Single, slots[group].Length);
        return ml.Transforms.CustomMapping<GeneRow, GeneVectors>(
            (row, vectors) => (vectors.First, vectors.Second) = (Of(row, slots[0]), Of(row, slots[1])), contractName: null,
                outputSchemaDefinition: schema);
    }

    // The trainer takes a vector of NaN for a missing modality; a single missing value is 0, the mean of the published, standardised
    // features.
    private static VBuffer<float> Of(GeneRow row, int[] slots)
    {
        var genes = row.Genes.DenseValues().ToArray();
        var absent = Array.TrueForAll(genes, float.IsNaN);
        float[] values = Array.ConvertAll(slots, slot => float.IsNaN(genes[slot]) && !absent ? 0 : genes[slot]);
        return new(values.Length, values);
    }
}
