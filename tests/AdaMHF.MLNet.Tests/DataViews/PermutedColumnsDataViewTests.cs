namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class PermutedColumnsDataViewTests(SmallStudy study)
{
    [Fact]
    public void Slides_and_genes_are_permuted_together()
    {
        var rows = Enumerable.Range(0, study.Cohort.PatientCount).Reverse().ToArray();
        var permuted = new PermutedColumnsDataView(study.Cohort.Data, ["SlideIds", "Genes"], rows);
        var straight = SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(study.Cohort.Data)));
        var reversed = SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(permuted)));
        Assert.Equal(straight.Reverse(), reversed);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PermutedColumnsDataView(study.Cohort.Data, ["Absent"], rows));
    }
}
