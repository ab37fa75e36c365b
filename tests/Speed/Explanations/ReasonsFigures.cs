using AdaMHF.MLNet;
using Microsoft.ML;

namespace AdaMHF.Speed.Explanations;

/// <summary>What a network reaches on a few patients; computed alike for the trained network and for one of permuted weights.</summary>
/// <param name="FrontAuc">Front patches above the others by score, mean AUC.</param>
/// <param name="GroupLead">How far groups 1 and 3 lead the others by mean |Shapley value|.</param>
/// <param name="GenesAuc">Genes with a loading above those without in groups 1 and 3.</param>
/// <param name="Deletion">How often the top patches move the risk as far as random ones do.</param>
internal sealed record ReasonsFigures(double FrontAuc, double GroupLead, double GenesAuc, double Deletion)
{
    // Permuted weights never reach completeness, and an AUC of mean |attribution| needs no exact sum.
    private const int Points = 16;

    public static IReadOnlyList<(string Name, bool IsRatio)> Columns { get; } =
    [
        ("front AUC", false), ("groups 1 and 3 over the others", true), ("AUC of loadings in groups 1 and 3", false),
        ("deletion, top over random", true),
    ];

    public double[] Values => [FrontAuc, GroupLead, GenesAuc, Deletion];

    /// <summary>Figures of one draw, averaged over seeds; those that are ratios by their logarithm.</summary>
    public static double[] Mean(IReadOnlyList<double[][]> seeds, int draw) =>
    [
        .. Columns.Select((column, figure) => column.IsRatio
            ? Math.Exp(seeds.Average(seed => Math.Log(seed[draw][figure])))
            : seeds.Average(seed => seed[draw][figure])),
    ];

    public static ReasonsFigures Of(MLContext ml, ReasonsMeasures measures, ITransformer model, IDataView patients)
    {
        PatientExplanation[] explained = [.. ml.Survival.Explain(model, patients)];
        // The mean prediction of the training patients belongs to the trained weights; the means of inputs to any.
        var shapley = ml.Survival.ShapleyValues(model, patients, background: patients);
        var (network, data) = ExplainedPipeline.Find(model, patients);
        var gradients = ExplainedPatient.Read(network, data, null)
            .Select(new GradientExplainer(network, network.Background!, data.Schema, Points).Of);
        var (top, random, _) = ReasonsMeasures.Deletion(model, patients, explained);
        return new(explained.Average(measures.FrontAuc), measures.GroupLead(shapley), measures.GenesAuc([.. gradients]), top / random);
    }
}
