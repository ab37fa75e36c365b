using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class ModalityImportanceTests(SmallStudy study)
{
    [Fact]
    public void What_makes_the_risk_is_worth_much_and_what_does_nothing_is_worth_nothing()
    {
        var ml = new MLContext(seed: 4);
        var model = TabularCohort.Features(ml).Append(ml.Survival.Trainers.CoxProportionalHazards()).Fit(new TabularCohort(600, seed: 1).Data(ml));
        var patients = new TabularCohort(600, seed: 2).Data(ml);
        var modalities = new Dictionary<string, string[]> { ["Clinic"] = ["Age", "Stage"], ["Age"] = ["Age"], ["Marker"] = ["Marker"] };
        var found = ml.Survival.ModalityImportance(model, patients, modalities).ToDictionary(importance => importance.Modality);

        Assert.Equal(ml.Survival.Evaluate(model.Transform(patients)).ConcordanceIndex, found["Age"].Complete.ConcordanceIndex);
        // Without either covariate nothing is left but chance.
        Assert.Equal(0.5, found["Clinic"].Permuted.Average(), 0.03);
        Assert.InRange(found["Age"].MeanDrop, 0.03, found["Clinic"].MeanDrop - 0.03);
        Assert.Equal(0, found["Marker"].MeanDrop, 0.01);
        Assert.Contains("comparable pairs, 10 permutations", found["Age"].ToString(), StringComparison.Ordinal);
        Assert.Equal(found["Age"].Permuted, ml.Survival.ModalityImportance(model, patients, modalities)[1].Permuted);
    }

    [Fact]
    public void Slides_and_genes_are_dealt_out_whole()
    {
        var rows = Enumerable.Range(0, study.Cohort.PatientCount).Reverse().ToArray();
        var dealt = new PermutedColumnsDataView(study.Cohort.Data, ["SlideIds", "Genes"], rows);
        var (straight, turned) = (SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(study.Cohort.Data))), SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(dealt))));
        Assert.Equal(straight.Reverse(), turned);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PermutedColumnsDataView(study.Cohort.Data, ["Absent"], rows));
    }
}
