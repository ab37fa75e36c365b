using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Units, codings, policies and errors of outcomes.</summary>
public sealed class OutcomeTests : IDisposable
{
    private const string Header = "id,OS,OS_days\n";

    private static readonly SurvivalCohortOptions Days = new()
    {
        CaseIdColumnName = "id",
        SlideIdColumnName = null,
        TimeColumnName = "OS_days",
        EventColumnName = "OS",
    };

    private readonly CohortFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("OS_days", null, 30.4375, "days, by the name")]
    [InlineData("days_to_death", null, 30.4375, "days, by the name")]
    [InlineData("survivalDays", null, 30.4375, "days, by the name")]
    [InlineData("time (weeks)", null, 4.3482142857, "weeks, by the name")]
    [InlineData("Years", null, 0.0833333333, "years, by the name")]
    [InlineData("survival_months", null, 1, null)]
    [InlineData("OS.time", null, 1, "taken for months")]
    [InlineData("Daytona", null, 1, "taken for months")]
    [InlineData("OS.time", SurvivalTimeUnit.Days, 30.4375, "in days")]
    [InlineData("OS_days", SurvivalTimeUnit.Months, 1, "in months")]
    public void The_unit_is_given_or_in_the_name_and_is_said(string column, SurvivalTimeUnit? unit, double oneMonth, string? said)
    {
        var cohort = _files.Load(
            FormattableString.Invariant($"id,OS,{column}\np1,1,{oneMonth}\n"), Days with { TimeColumnName = column, TimeUnit = unit });

        Assert.Equal(1, cohort.Data.GetColumn<float>("Time").Single(), 6);
        if (said is null) Assert.Empty(cohort.Report.Assumptions);
        else Assert.Contains(cohort.Report.Assumptions, line => line.Contains(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("OS.time", "2466", "205", "--time-unit")]
    [InlineData("OS_days", "44197", "1452", "--time-unit")]
    [InlineData("survival_months", "1e-40", "told from 0", "p1")]
    [InlineData("survival_months", "-1", "above 0")]
    public void Times_that_nobody_lives_are_refused(string column, params string[] cellAndExpected)
    {
        var path = _files.Write($"id,OS,{column}\np1,1,{cellAndExpected[0]}\n");
        var error = Assert.Throws<CohortFileException>(
            () => new MLContext().Data.LoadSurvivalCohort(path, Days with { TimeColumnName = column, LongestMonths = 1200 }));
        Assert.All(cellAndExpected.Append("p1"), part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Alive", "Dead")]
    [InlineData("ALIVE", "DEAD")]
    [InlineData("Living", "Deceased")]
    [InlineData("0:LIVING", "1:DECEASED")]
    [InlineData("0:CENSORED", "1:PROGRESSION")]
    public void The_usual_words_for_events_are_read_and_said(string alive, string dead)
    {
        var cohort = _files.Load($"{Header}p1,{dead},100\np2,{alive},200\n", Days);

        Assert.Equal([true, false], cohort.Data.GetColumn<bool>("Event"));
        Assert.Contains($"'{dead}' = death observed", cohort.Report.ToString(), StringComparison.Ordinal);
        // A censorship of Dead may mean either.
        Assert.Throws<CohortFileException>(() => _files.Load(
            $"{Header}p1,{dead},100\n", Days with { EventColumnName = null, CensorshipColumnName = "OS" }));
    }

    [Fact]
    public void A_coding_of_1_and_2_is_read_on_request_only()
    {
        const string Text = Header + "p1,2,100\np2,1,200\n";
        var error = Assert.Throws<CohortFileException>(() => _files.Load(Text, Days));
        Assert.Contains("--event-values", error.Message, StringComparison.Ordinal);

        var coded = Days with { EventValues = new Dictionary<string, bool> { ["1"] = false, ["2"] = true } };
        Assert.Equal([true, false], _files.Load(Text, coded).Data.GetColumn<bool>("Event"));
        var other = Assert.Throws<CohortFileException>(() => _files.Load(Text + "p3,0,1\n", coded));
        Assert.Contains("'0'", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_of_0_follow_the_policy()
    {
        const string Text = Header + "p1,1,100\np2,0,0\n";
        var error = Assert.Throws<CohortFileException>(() => _files.Load(Text, Days));
        Assert.Contains("--zero-times", error.Message, StringComparison.Ordinal);

        var without = _files.Load(Text, Days with { ZeroTimes = ZeroTimes.LeaveOut });
        Assert.Equal([new LeftOutPatient("p2", "time 0: OS_days is '0'")], without.Report.LeftOut);
        var half = _files.Load(Text, Days with { ZeroTimes = ZeroTimes.HalfUnit });
        Assert.Equal(0.5 / 30.4375, half.Data.GetColumn<float>("Time").Last(), 6);
        Assert.Contains("half a unit", half.Report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "", "OS_days is ''")]
    [InlineData("[Not Available]", "12", "OS is '[Not Available]'")]
    [InlineData("NA", "'--", "OS is 'NA'")]
    public void Unknown_outcomes_follow_the_policy(string @event, string time, string reason)
    {
        var text = $"{Header}p1,1,100\np2,{@event},{time}\n";
        var error = Assert.Throws<CohortFileException>(() => _files.Load(text, Days));
        Assert.Contains("--missing-outcomes", error.Message, StringComparison.Ordinal);

        var cohort = _files.Load(text, Days with { MissingOutcomes = MissingOutcomes.LeaveOut });
        Assert.Equal([new LeftOutPatient("p2", $"no outcome: {reason}")], cohort.Report.LeftOut);
        Assert.Equal(["p1"], cohort.Patients);
    }

    [Fact]
    public void A_row_without_outcome_takes_it_from_another_row_of_the_patient() =>
        Assert.Equal(
            [true],
            _files.Load($"{Header}p1,NA,NA\np1,1,100\n", Days with { MissingOutcomes = MissingOutcomes.LeaveOut })
                .Data.GetColumn<bool>("Event"));

    [Fact]
    public void Entry_is_a_column_in_the_unit_of_the_times()
    {
        var options = Days with { EntryColumnName = "entry" };
        var cohort = _files.Load("id,OS,OS_days,entry\np1,1,100,30.4375\np2,0,50,0\n", options);

        Assert.Equal([1, 0], cohort.Data.GetColumn<float>("EntryMonths"));
        foreach (var entry in new[] { "100", "-1", "", "late" })
        {
            var error = Assert.Throws<CohortFileException>(() => _files.Load($"id,OS,OS_days,entry\np1,1,100,{entry}\n", options));
            Assert.Contains("below OS_days", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Two_hundred_bad_cells_are_said_once_with_the_first_ten()
    {
        var rows = string.Concat(Enumerable.Range(0, 200).Select(i => $"p{i},yes,{(i % 2 == 0 ? "100" : "x")}\n"));
        var error = Assert.Throws<CohortFileException>(() => _files.Load(Header + rows, Days));

        Assert.Contains("has 300 problems", error.Message, StringComparison.Ordinal);
        Assert.Contains("200 of a kind (events)", error.Message, StringComparison.Ordinal);
        Assert.Contains("and 190 more", error.Message, StringComparison.Ordinal);
        Assert.Equal(20, error.Problems.Count);
        Assert.Equal((2, "OS", "p0"), (error.Problems[0].Row, error.Problems[0].Column, error.Problems[0].Patient));
        Assert.InRange(error.Message.Split('\n').Length, 20, 26);
    }

    [Fact]
    public void Rows_of_another_length_are_collected_too()
    {
        var error = Assert.Throws<CohortFileException>(() => _files.Load($"{Header}p1,1\np2,1,5\np3,1,2,3\np4,9,5\n", Days));
        Assert.Equal([2, 4, 5], error.Problems.Select(problem => problem.Row));
    }

    [Fact]
    public void Columns_of_slides_are_left_out_and_outcomes_are_compared_nevertheless()
    {
        const string Text = "id,slide_id,OS,OS_days,mpp,sex\np1,s1,1,10,0.25,F\np1,s2,1,10,0.5,F\np2,s3,0,20,0.25,M\n";
        var options = Days with { SlideIdColumnName = "slide_id" };
        var refused = Assert.Throws<CohortFileException>(() => _files.Load(Text, options));
        Assert.Contains("--rows-differ", refused.Message, StringComparison.Ordinal);

        var left = options with { RowDifferences = new Dictionary<string, RowDifference> { ["mpp"] = RowDifference.LeaveOut } };
        var cohort = _files.Load(Text, left);
        Assert.Equal(["sex"], cohort.Report.Clinical.Select(column => column.Name));
        Assert.Contains("mpp differs between the rows of 1 patients: it is left out", cohort.Report.ToString(), StringComparison.Ordinal);
        Assert.Throws<CohortFileException>(() => _files.Load(Text + "p2,s4,1,24,0.25,M\n", left));
        Assert.Throws<CohortFileException>(() => _files.Load(Text + "p2,s4,0,20,0.25,F\n", left));
    }

    [Fact]
    public void Patients_to_be_scored_need_no_outcome()
    {
        var keep = Days with { MissingOutcomes = MissingOutcomes.Keep };
        var without = _files.Load("id,age\np1,50\n", keep);
        Assert.Equal((1, 0), (without.PatientCount, without.EventCount));
        Assert.Equal([float.NaN], without.Data.GetColumn<float>("Time"));
        Assert.Contains("1 patients have no outcome", without.Report.ToString(), StringComparison.Ordinal);

        var some = _files.Load($"{Header}p1,1,100\np2,1,\n", keep);
        Assert.Equal([true, false], some.Data.GetColumn<bool>("Event"));
        Assert.Throws<Survival.SurvivalDataException>(() => new MLContext().Survival.KaplanMeier(some.Data));
    }

    [Theory]
    [InlineData("id,age\np1,50\n", "MissingOutcomes to Keep")]
    [InlineData("id,OS,OS_days\np1,lebt,100\np2,verstorben,50\n", "--event-values \"lebt=0\"")]
    [InlineData("id,OS,OS_days,Schnitt\np1,1,100,S1\np1,1,100,S2\n", "SlideIdColumnName (--slides)")]
    public void A_refusal_names_its_remedy(string table, string remedy)
    {
        var refused = Assert.Throws<CohortFileException>(() => _files.Load(table, Days));
        Assert.Contains(remedy, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_shows_words_and_numbers_that_became_a_text()
    {
        var options = Days with { Table = new() { Delimiter = ';' } };
        var rows = Enumerable.Range(0, 6)
            .Select(i => $"p{i};1;{100 + i};{(i < 4 ? "II" : "unbekannt")};1,8{i};{(i == 5 ? "alt" : $"{40 + i}")}\n");
        var report = _files.Load($"id;OS;OS_days;Stadium;Groesse;Alter\n{string.Concat(rows)}", options).Report;
        Assert.Contains("Stadium (text: II, unbekannt)", report.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, report.Warnings.Count);
        Assert.StartsWith(
            "Groesse is a text, of which 6 of 6 values look like numbers. Where commas",
            report.Warnings[0], StringComparison.Ordinal);
        Assert.StartsWith(
            "Alter is a text, of which 5 of 6 values look like numbers, except 'alt'. A",
            report.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Patients_to_be_scored_have_the_columns_of_the_training()
    {
        var schema = _files.Load($"{Header[..^1]},stage,size\np1,1,100,II,3\np2,0,50,I,4\n", Days).Data.Schema;
        var options = Days.ForScoring(schema);
        var one = _files.Load("id,stage,size\np3,3,\n", options).Data;
        Assert.Equal(["3"], one.GetColumn<string>("stage"));
        Assert.Equal([float.NaN], one.GetColumn<float>("size"));
        Assert.Equal([""], _files.Load("id,stage,size\np3,NA,2\n", options).Data.GetColumn<string>("stage"));
        var refused = Assert.Throws<CohortFileException>(() => _files.Load("id,stage,size\np3,II,2\np4,II,large\n", options));
        Assert.Contains("row 3: patient p4 has size 'large'; expected a number", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slides_may_be_optional()
    {
        var options = Days with { SlideIdColumnName = "slide_id", SlideIdIsOptional = true };
        var cohort = _files.Load($"{Header}p1,1,100\n", options);
        Assert.Contains("no column is named slide_id", cohort.Report.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _files.Load("id,slide_id,OS,OS_days\np1,s1,1,100\n", options).SlideCount);
    }
}
