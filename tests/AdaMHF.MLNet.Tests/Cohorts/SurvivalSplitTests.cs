using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

public sealed class SurvivalSplitTests : IDisposable
{
    private readonly CohortFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Parts_keep_the_order_of_the_cohort_and_the_rest_is_told()
    {
        var path = _files.Write(",train,val\n0,p3,p2\n1,p1,\n", "splits_0.csv");
        var split = SurvivalSplit.FromCsv(path);

        var parts = _files.Load(CohortFiles.Table + "\n4,p4,p4-a.svs,50,1,7,1,LUAD,1.0,0,0,0").Split(split);

        Assert.Equal(["p3", "p1"], split.Train);
        Assert.Equal(["p2"], split.Validation);
        Assert.Equal(path, split.Source);
        Assert.Equal(["p1", "p3"], parts.TrainSet.GetColumn<string>("PatientId"));
        Assert.Equal([24.5f, 0.5f], parts.TrainSet.GetColumn<float>("Time"));
        Assert.Equal([0f, 1f], parts.TrainSet.GetColumn<float[]>("Genes").Select(genes => 1 - genes[0]));
        Assert.Equal(["p2"], parts.TestSet.GetColumn<string>("PatientId"));
        Assert.Equal(["p4"], parts.Unassigned);
    }

    [Fact]
    public void Patients_that_the_table_does_not_have_are_named_with_both_files()
    {
        var path = _files.Write("train,val\np1,q1\nq2,q3\nq4,q5\nq6,q7\n", "splits_0.csv");
        var cohort = _files.Load();

        var error = Assert.Throws<CohortFileException>(() => cohort.Split(SurvivalSplit.FromCsv(path)));

        Assert.Contains($"Split file '{path}' names 7 patient(s)", error.Message, StringComparison.Ordinal);
        Assert.Contains(cohort.Source, error.Message, StringComparison.Ordinal);
        Assert.Contains(": q2, q4, q6, q1, q3, ...", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train,val\np1,p2\np3,p1\n", "patient p1 for training and for validation")]
    [InlineData("train,val\np1,p2\np3,\np3,\n", "patient p3 twice")]
    [InlineData("train,val\np1,p2\n,p2\n", "patient p2 twice")]
    [InlineData("train,test\np1,p2\n", "no column 'val'", "'test'")]
    [InlineData("fit,val\np1,p2\n", "no column 'train'")]
    [InlineData("train,val\np1,\n", "1 patients for training and 0 for validation")]
    public void A_broken_split_file_is_refused_by_name(string csv, params string[] expected)
    {
        var path = _files.Write(csv, "splits_0.csv");

        var error = Assert.Throws<CohortFileException>(() => SurvivalSplit.FromCsv(path));

        Assert.All(expected.Append($"Split file '{path}'"), part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_split_in_another_encoding_is_read_where_it_is_named()
    {
        var path = _files.Write(System.Text.Encoding.Latin1.GetBytes("train;val\nMüller;Möller\n"), "splits_0.csv");
        Assert.Throws<CohortFileException>(() => SurvivalSplit.FromCsv(path));
        Assert.Equal(["Müller"], SurvivalSplit.FromCsv(path, new() { Encoding = "windows-1252" }).Train);
        Assert.Equal("Müller", GeneGroups.FromCsv(path, new() { Encoding = "windows-1252" })[0].Genes[0]);
    }

    [Fact]
    public void A_split_made_in_code_obeys_the_same_rules()
    {
        var error = Assert.Throws<ArgumentException>(() => new SurvivalSplit(["p1", "p2"], ["p2"]));

        Assert.Contains("patient p2", error.Message, StringComparison.Ordinal);
        Assert.Equal(["p2"], _files.Load().Split(new(["p1"], ["p2"])).TestSet.GetColumn<string>("PatientId"));
    }
}
