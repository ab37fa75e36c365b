namespace AdaMHF.MLNet.Tests;

public sealed class SurvivalCohortErrorTests : IDisposable
{
    private readonly CohortFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("-3")]
    [InlineData("0")]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData("1e999")]
    [InlineData("12 months")]
    public void A_time_that_is_no_positive_number_is_refused(string time) =>
        _files.Refused(
            CohortFiles.Header + $"p1,s1,5,0,1\np2,s2,{time},0,1\n",
            "row 3", "p2", "survival_months", $"'{time}'", "months above 0", "Correct the cell");

    [Theory]
    [InlineData("2")]
    [InlineData("0.5")]
    [InlineData("")]
    [InlineData("dead")]
    public void An_outcome_that_is_neither_0_nor_1_is_refused(string outcome) =>
        _files.Refused(
            CohortFiles.Header + $"p1,s1,5,{outcome},1\n",
            "row 2", "p1", "censorship", $"'{outcome}'", "0 (death observed) or 1 (censored)");

    [Theory]
    [InlineData("high")]
    [InlineData("\"1,5\"")]
    [InlineData("Infinity")]
    public void A_gene_value_that_is_no_number_is_refused(string value) =>
        _files.Refused(
            CohortFiles.Header + $"p1,s1,5,0,{value}\n",
            "row 2", "p1", "TP53_mut", $"'{value.Trim('"')}'", "finite number", "empty cell");

    [Fact]
    public void A_patient_without_identifier_is_refused() =>
        _files.Refused(CohortFiles.Header + " ,s1,5,0,1\n", "row 2", "case_id is empty");

    [Theory]
    [InlineData("p1,s2,5,0,0.5", "TP53_mut '0.5'", "'1' in row 2")]
    [InlineData("p1,s2,5,0,", "TP53_mut ''", "'1' in row 2")]
    public void Rows_of_one_patient_that_differ_are_refused(string row, string here, string there) =>
        _files.Refused(CohortFiles.Header + $"p1,s1,5,0,1\n{row}\n", "row 3", "patient p1", here, there, "TakeFirstWhereRowsDiffer");

    [Theory]
    [InlineData("p1,s2,6,0,1", "survival_months '6'", "'5' in row 2")]
    [InlineData("p1,s2,5,1,1", "censorship '1'", "'0' in row 2")]
    public void A_contradiction_in_the_outcome_is_refused_whatever_is_allowed(string row, string here, string there)
    {
        var path = _files.Write(CohortFiles.Header + $"p1,s1,5,0,1\n{row}\n");
        foreach (var takesFirst in new[] { false, true })
        {
            var error = Assert.Throws<CohortFileException>(
                () => new Microsoft.ML.MLContext().Data.LoadSurvivalCohort(path, new() { TakeFirstWhereRowsDiffer = takesFirst }));
            Assert.All(["row 3", "patient p1", here, there], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
            Assert.DoesNotContain("TakeFirst", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rows_of_one_patient_that_differ_in_a_clinical_column_are_refused() =>
        _files.Refused(
            "case_id,slide_id,survival_months,censorship,site\np1,s1,5,0,A1\np1,s2,5,0,B2\n",
            "patient p1", "site 'B2'", "'A1' in row 2");

    [Fact]
    public void A_slide_in_two_rows_is_refused() =>
        _files.Refused(CohortFiles.Header + "p1,s1,5,0,1\np2,s1,7,0,1\n", "row 3", "slide 's1'", "patient p2", "row 2 (patient p1)");

    [Theory]
    [InlineData("case_id", "SurvivalCohortOptions.CaseIdColumnName")]
    [InlineData("slide_id", "SurvivalCohortOptions.SlideIdColumnName")]
    [InlineData("survival_months", "SurvivalCohortOptions.TimeColumnName")]
    [InlineData("censorship", "SurvivalCohortOptions.CensorshipColumnName")]
    public void A_column_that_is_absent_is_named_with_the_option_and_what_is_there(string column, string option)
    {
        var header = CohortFiles.Header.Replace(column, "other_name", StringComparison.Ordinal);

        var message = _files.Refused(header + "p1,s1,5,0,1\n", $"no column '{column}'", option, "'other_name'");

        Assert.DoesNotContain("TP53_mut", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_takes_a_name_of_the_library_is_refused() =>
        _files.Refused("case_id,slide_id,survival_months,censorship,Event\np1,s1,5,0,1\n", "column 'Event'", "IgnoredColumnNames");

    [Fact]
    public void A_table_without_rows_is_refused() => _files.Refused(CohortFiles.Header, "has a header but no patient");

    [Fact]
    public void Gene_groups_of_which_the_table_knows_no_gene_are_refused()
    {
        var options = new SurvivalCohortOptions { GeneGroups = new(new GeneGroup("Mouse", ["Trp53"])) };

        var error = Assert.Throws<CohortFileException>(() => _files.Load(options: options));

        Assert.Contains("3 gene columns (endings _mut, _cnv, _rnaseq)", error.Message, StringComparison.Ordinal);
        Assert.Contains("none belongs to a gene of the 1 gene groups", error.Message, StringComparison.Ordinal);

        var none = Assert.Throws<CohortFileException>(() => _files.Load(options: options with { GeneSuffixes = ["_protein"] }));
        Assert.Contains("has no gene columns: none ends in _protein", none.Message, StringComparison.Ordinal);
    }
}
