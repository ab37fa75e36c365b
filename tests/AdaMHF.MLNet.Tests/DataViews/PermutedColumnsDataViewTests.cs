namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class PermutedColumnsDataViewTests(SmallStudy study)
{
    [Fact]
    public void Slides_and_genes_are_permuted_together()
    {
        var rows = Enumerable.Range(0, study.Cohort.PatientCount).Reverse().ToArray();
        var permuted = new PermutedColumnsDataView(study.Cohort.Data, ["SlideIds", "Genes"], rows);
        var straight = SmallStudy.Scores(study.Model.Transform(study.Cohort.Data));
        SmallStudy.AssertSameScores(straight.Reverse(), SmallStudy.Scores(study.Model.Transform(permuted)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PermutedColumnsDataView(study.Cohort.Data, ["Absent"], rows));
    }
}
