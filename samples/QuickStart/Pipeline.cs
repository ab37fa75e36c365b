using AdaMHF.MLNet;
using Microsoft.ML;

namespace QuickStart;

/// <summary>The lines that the README shows.</summary>
internal static class Pipeline
{
    public static SurvivalMetrics TrainAndEvaluate(string table, string signatures, string features, string modelZip)
    {
        // <readme>
        var ml = new MLContext(seed: 7);
        var cohort = ml.Data.LoadSurvivalCohort(table, new() { GeneGroups = GeneGroups.FromCsv(signatures) });
        var split = ml.Survival.TrainTestSplit(cohort.Data);    // by patient, stratified by event and time

        var pipeline = ml.Transforms.LoadWsiBags("Bag", "SlideIds", features)
            .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups, AdaMhfRecipe.Recommended.Grouping))
            .Append(ml.Survival.Trainers.AdaMhf());

        var model = pipeline.Fit(split.TrainSet);
        ml.Model.Save(model, cohort.Data.Schema, modelZip);
        var metrics = ml.Survival.Evaluate(model.Transform(split.TestSet));    // C-index with events and comparable pairs
        // </readme>
        return metrics;
    }
}
