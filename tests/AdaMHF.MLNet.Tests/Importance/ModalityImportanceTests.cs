using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

public class ModalityImportanceTests
{
    [Fact]
    public void Covariates_that_determine_the_risk_are_important_and_others_are_not()
    {
        var ml = new MLContext(seed: 4);
        var model = TabularCohort.Features(ml).Append(ml.Survival.Trainers.CoxProportionalHazards())
            .Fit(new TabularCohort(600, seed: 1).Data(ml));
        var patients = new TabularCohort(600, seed: 2).Data(ml);
        var modalities = new Dictionary<string, string[]> { ["Clinic"] = ["Age", "Stage"], ["Age"] = ["Age"], ["Marker"] = ["Marker"] };
        var found = ml.Survival.ModalityImportance(model, patients, modalities).ToDictionary(importance => importance.Modality);

        Assert.Equal(ml.Survival.Evaluate(model.Transform(patients)).ConcordanceIndex, found["Age"].Complete.ConcordanceIndex);
        // Without both covariates the model is at chance.
        Assert.Equal(0.5, found["Clinic"].Permuted.Average(), 0.03);
        Assert.InRange(found["Age"].MeanDrop, 0.03, found["Clinic"].MeanDrop - 0.03);
        Assert.Equal(0, found["Marker"].MeanDrop, 0.01);
        Assert.Contains("comparable pairs, 10 permutations", found["Age"].ToString(), StringComparison.Ordinal);
        Assert.Equal(found["Age"].Permuted, ml.Survival.ModalityImportance(model, patients, modalities)[1].Permuted);
    }
}
