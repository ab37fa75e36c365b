using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>
/// Systems that read the clinic: alone, beside genes, as a modality of AdaMHF, and beside a network's score. Against the first of them
/// everybody's first question is asked: what does the network add to age and stage?
/// </summary>
internal static class ClinicalSystems
{
    /// <summary>Cox regression on the clinic.</summary>
    public static BenchmarkSystem RidgeCox { get; } =
        new("cox-clinical", "Ridge Cox, clinic", SurvivalModalities.None, (request, train) =>
        {
            var own = request with { Available = SurvivalModalities.None };
            return FittedPipeline.Fit(own, Clinic(own), prepared => LinearModels.Cox(own, prepared, SurvivalColumns.Clinical), train);
        })
        {
            Description = "on the clinical columns",
            ReadsClinic = true,
            UsesSeed = false,
        };

    /// <summary>
    /// Cox regression on clinic and genes, each with a penalty of its own: under a common one the genes drown the clinic.
    /// </summary>
    public static BenchmarkSystem RidgeCoxWithGenes { get; } =
        StackedClinic.Of("cox-clinical-genes", "Ridge Cox, clinic and genes", LinearModels.RidgeCox) with { UsesSeed = false };

    /// <summary>The same with the features of the slides as well.</summary>
    public static BenchmarkSystem RidgeCoxWithAll { get; } =
        StackedClinic.Of("cox-clinical-both", "Ridge Cox, clinic, genes and pathology", LinearModels.RidgeCoxOnBoth) with
        {
            UsesSeed = false,
        };

    /// <summary>AdaMHF with the clinic as its third modality.</summary>
    public static BenchmarkSystem AdaMhf { get; } =
        new("adamhf-clinical", "AdaMHF with the clinic", SurvivalModalities.Both, (request, train) =>
        {
            var options = (AdaMhfTrainer.Options)request.OptionsFrom(AdaMhfRecipe.Recommended.Training) with
            {
                ClinicalColumnName = SurvivalColumns.Clinical,
            };
            var features = request.Groups.Append(Codes(request));
            return FittedPipeline.Fit(request, features, _ => request.Trainers.AdaMhf(options), train);
        })
        {
            Description = "the clinical columns as a third modality of the head",
            ReadsClinic = true,
        };

    /// <summary>The clinic beside AdaMHF's score.</summary>
    public static BenchmarkSystem WithScore { get; } = StackedClinic.Of("clinical-adamhf", "Clinic and AdaMHF's score", AdaMhfSystem.Whole);

    /// <summary>The clinic as numbers, NaN where a patient has none of it.</summary>
    public static IEstimator<ITransformer> Codes(SystemRequest request) =>
        request.ML.Transforms.EncodeClinical(SurvivalColumns.Clinical, request.Cohort.Files.Clinical);

    /// <summary>The same with the training means for a patient who has none of it.</summary>
    public static EstimatorChain<ITransformer> Clinic(SystemRequest request) =>
        Codes(request).Append<ITransformer>(request.ML.Transforms.ReplaceMissingValues(SurvivalColumns.Clinical));
}
