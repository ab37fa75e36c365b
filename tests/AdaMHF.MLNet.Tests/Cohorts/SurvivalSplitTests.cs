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
    public void A_split_of_slides_is_one_of_their_patients()
    {
        const string Slides = "case_id,slide_id,survival_months,censorship\np1,a.svs,5,0\np1,b.svs,5,0\np2,c.svs,6,1\np3,d.svs,7,0\n";
        var path = _files.Write(",train,val,test\n0,a,c.svs,d\n1,b,,\n", "splits_0.csv");
        var parts = _files.Load(Slides).Split(SurvivalSplit.FromCsv(path));

        Assert.Equal(["p1"], parts.TrainSet.GetColumn<string>("PatientId"));
        Assert.Equal(["p2"], parts.ValidationSet!.GetColumn<string>("PatientId"));
        Assert.Equal(["p3"], parts.TestSet.GetColumn<string>("PatientId"));

        var torn = _files.Write("train,val\na,b\n", "torn.csv");
        var error = Assert.Throws<CohortFileException>(() => _files.Load(Slides).Split(SurvivalSplit.FromCsv(torn)));
        Assert.All([torn, "patient p1", "training and for validation"], part => Assert.Contains(part, error.Message));
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
    [InlineData("train,held\np1,p2\n", "no column 'val'", "'held'")]
    [InlineData("fit,val\np1,p2\n", "no column 'train'")]
    [InlineData("train,val\np1,\n", "1 patients for training, 0 for validation and 0 for test")]
    [InlineData("train,val,test\np1,p2,p1\n", "patient p1 for training and for test")]
    [InlineData("train,val,test\np1,p2,p2\n", "patient p2 for validation and for test")]
    [InlineData("train,val\nTrue,False\nFalse,True\n", "no column that says for whom")]
    [InlineData("case,train,val\na,p1,False\nb,True,p2\n", "row 2: 'False' in 'val' beside identifiers")]
    [InlineData("case,train,val\n,True,False\nb,False,True\n", "row 2: '' identifies no patient: it is empty")]
    [InlineData("case,train,val\na,True,True\nb,False,True\n", "patient a for training and for validation")]
    [InlineData("train,val\n\"p\n1\",p2\n", "row 2", "a line break (U+000A)")]
    public void A_broken_split_file_is_refused_by_name(string csv, params string[] expected)
    {
        var path = _files.Write(csv, "splits_0.csv");

        var error = Assert.Throws<CohortFileException>(() => SurvivalSplit.FromCsv(path));

        Assert.All(expected.Append($"Split file '{path}'"), part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_test_patients_are_held_out_and_those_for_validation_are_in_neither_part()
    {
        var cohort = _files.Load();
        var split = SurvivalSplit.FromCsv(_files.Write(",train,val,test\n0,p1,p3, p2\u00A0\n", "splits_0.csv"));
        Assert.Equal(new[] { "p1", "p3", "p2" }, new[] { split.Train.Single(), split.Validation.Single(), split.Test.Single() });
        var parts = cohort.Split(split);
        Assert.Equal(["p2"], parts.TestSet.GetColumn<string>("PatientId"));
        Assert.Equal(["p3"], parts.ValidationSet!.GetColumn<string>("PatientId"));
        Assert.Empty(parts.Unassigned);

        // CLAM writes the column in any case.
        var empty = SurvivalSplit.FromCsv(_files.Write("train,val,test\np1,p3,\n", "splits_0.csv"));
        Assert.Equal(["p3"], empty.HoldOut);
        Assert.Empty(empty.Test);
        Assert.Null(cohort.Split(empty).ValidationSet);
        Assert.Equal(["p2"], SurvivalSplit.FromCsv(_files.Write("train,test\np1,p2\n", "splits_0.csv")).HoldOut);
    }

    [Theory]
    [InlineData(",train,val,test\np1,True,False,False\np2,False,False,True\np3,False,True,False\np4,False,False,False\n")]
    [InlineData("case_id,train,val,test\np1,1,0,0\np2,0,0,1\np3,0,1,0\np4,0,0,0\n")]
    public void Columns_of_true_and_false_are_read_with_the_identifiers_beside_them(string csv)
    {
        var split = SurvivalSplit.FromCsv(_files.Write(csv, "splits_0_bool.csv"));
        Assert.Equal(new[] { "p1", "p3", "p2" }, new[] { split.Train.Single(), split.Validation.Single(), split.Test.Single() });
    }

    [Fact]
    public void Numbers_are_identifiers_where_they_can_be()
    {
        var split = SurvivalSplit.FromCsv(_files.Write("train,val\n0,1\n", "splits_0.csv"));
        Assert.Equal(("0", "1"), (split.Train.Single(), split.Validation.Single()));
    }

    [Fact]
    public void An_unknown_patient_who_resembles_one_of_the_table_is_shown_beside_it()
    {
        var error = Assert.Throws<CohortFileException>(() => _files.Load().Split(new(["p1"], ["P\u200B2"])));
        Assert.Contains("'P<U+200B>2' resembles 'p2' of the table", error.Message, StringComparison.Ordinal);
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
