using System.Net;
using System.Text.Json;
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Tool.Tests;

/// <summary>From a raw table to an evaluated and saved model: in twelve lines of C#, and in one command.</summary>
public class NewUserTests
{
    [Fact]
    public void Twelve_lines_lead_from_a_raw_table_to_a_saved_model()
    {
        using var data = new HospitalData();
        var (table, groups, bags, zip) = (data.Table, data.Groups, data.Bags, data.Sub("model.zip"));

        // Eleven lines.
        var ml = new MLContext(seed: 1);
        var own = new SurvivalCohortOptions { CaseIdColumnName = "Patient", TimeColumnName = "OS_days", EventColumnName = "Vital status" };
        var options = own with { Table = new() { Encoding = "windows-1252" }, GeneGroups = GeneGroups.FromCsv(groups) };
        var cohort = ml.Data.LoadSurvivalCohort(table, options);
        var split = ml.Survival.TrainTestSplit(cohort.Data);
        var pipeline = ml.Transforms.LoadWsiBags("Bag", "SlideIds", bags)
            .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups))
            .Append(ml.Survival.Trainers.AdaMhf(epochs: 2));
        var model = pipeline.Fit(split.TrainSet);
        var metrics = ml.Survival.Evaluate(model.Transform(split.TestSet));
        ml.Model.Save(model, cohort.Data.Schema, zip);

        Assert.Equal((60, 60, 4), (cohort.PatientCount, cohort.SlideCount, cohort.GeneColumns.Count));
        Assert.Contains("Müller-00", cohort.Patients);
        // The first gene is the risk, and the linear start finds it.
        Assert.True(metrics.ConcordanceIndex > 0.65, metrics.ToString());
        Assert.True(new FileInfo(zip).Length > 0);
        Assert.All(
            new[] { "OS_days is in days, by the name", "'Dead' = death observed", "semicolons", "windows-1252", "as in TP53_rnaseq" },
            said => Assert.Contains(said, cohort.Report.ToString(), StringComparison.Ordinal));
        Assert.Equal(9, cohort.Report.Clinical.Single(column => column.Name == "Stage").Missing);
    }

    [Fact]
    public async Task One_command_trains_and_others_score_merge_and_evaluate()
    {
        using var data = new HospitalData();
        var (zip, cancellation) = (data.Sub("model.zip"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            data.Sub("config.json"), """{ "training": { "epochs": 9, "network": { "tokenWidth": 16 } } }""", cancellation);
        File.Delete(Path.Combine(data.Bags, "slide59.npy"));
        var train = await ToolRun.Of(
        [
            "train", .. data.Options, "--bags", data.Bags, "--output", zip, "--config", data.Sub("config.json"), "--epochs", "1", "--json",
            "--absent-bags", "missing", "--scale-bags", "log",
        ]);
        var trained = Documents.Valid(train, 0, "train.json");
        Assert.True(trained.GetProperty("heldOut").GetProperty("concordance").GetProperty("pairs").GetInt32() > 0);
        Assert.Contains("OS_days is in days", train.Errors, StringComparison.Ordinal);
        Assert.Contains("Calibration: slope", train.Errors, StringComparison.Ordinal);
        using (var model = (TransformerChain<ITransformer>)new MLContext().Model.LoadSurvivalModel(zip, out _))
            Assert.Contains(Steps(model), step => step is BagStandardizingTransformer);
        // The command line counts more than the file.
        Assert.DoesNotContain("/9", train.Errors, StringComparison.Ordinal);

        string[] table = [.. data.Options];
        foreach (var part in new[] { "0/2", "1/2" })
        {
            var score = await ToolRun.Of(
                ["score", zip, .. table, "--bags", data.Bags, "--output", data.Sub($"part{part[0]}.csv"), "--shard", part, "--json"]);
            Assert.Equal(30, Documents.Valid(score, 0, "score.json").GetProperty("patients").GetInt32());
        }
        await ExplainsAPatient(data, zip);
        var merge = await ToolRun.Of("merge", data.Sub("part0.csv"), data.Sub("part1.csv"), "--output", data.Sub("all.csv"));
        Assert.Equal(0, merge.ExitCode);
        await ToolRun.Of(["score", zip, .. table, "--bags", data.Bags, "--output", data.Sub("whole.csv")]);
        var whole = await File.ReadAllBytesAsync(data.Sub("whole.csv"), cancellation);
        Assert.Equal(whole, await File.ReadAllBytesAsync(data.Sub("all.csv"), cancellation));
        var lines = await File.ReadAllLinesAsync(data.Sub("all.csv"), cancellation);
        Assert.Equal(
            "patient_id,risk,expected_months,median_months,survival_at_12,survival_at_36,survival_at_60,time_months,event", lines[0]);
        Assert.Equal(61, lines.Length);
        Assert.StartsWith("Müller-00,", lines[1], StringComparison.Ordinal);

        string[] measured =
            ["evaluate", data.Sub("all.csv"), "--compare", data.Sub("all.csv"), "--by", "part", "--at", "12", "24", "--bootstrap", "50",
                "--cluster", "part", "--json"];
        await File.WriteAllLinesAsync(
            data.Sub("all.csv"), lines.Select((line, row) => $"{line},{(row == 0 ? "part" : row % 2 == 0 ? "a" : "b")}"), cancellation);
        var evaluate = Documents.Valid(await ToolRun.Of(measured), 0, "evaluate.json");
        Assert.Equal(60, evaluate.GetProperty("patients").GetInt32());
        Assert.Equal(0, evaluate.GetProperty("comparison").GetProperty("difference").GetDouble());
        Assert.Equal(2, evaluate.GetProperty("groups").GetArrayLength());
        Assert.True(evaluate.GetProperty("bootstrap").GetProperty("brier").GetProperty("standardError").GetDouble() > 0);
        Assert.Equal(0, evaluate.GetProperty("comparison").GetProperty("bootstrap").GetProperty("value").GetDouble());
        Assert.InRange(evaluate.GetProperty("groupTest").GetProperty("heterogeneityP").GetDouble(), 0, 1);
        var twice = await ToolRun.Of("merge", data.Sub("part0.csv"), data.Sub("part0.csv"), "--output", data.Sub("twice.csv"));
        Assert.Equal((1, false), (twice.ExitCode, File.Exists(data.Sub("twice.csv"))));
    }

    [Fact]
    public async Task New_patients_are_read_as_the_training_was_and_a_split_gives_its_held_out_ones()
    {
        using var data = new HospitalData();
        var (zip, cancellation) = (data.Sub("cox.zip"), TestContext.Current.CancellationToken);
        string[] clinic = [.. data.Options, "--clinical", "Stage,Age"];
        var train = await ToolRun.Of(["train", .. clinic, "--trainer", "cox", "--output", zip]);
        Assert.True(train.ExitCode == 0, train.Errors);

        // Alone, an empty text looks like a number, and so does 3.
        await File.WriteAllTextAsync(data.Sub("new.csv"), "Patient;Stage;Age\na;;50\n", cancellation);
        await File.WriteAllTextAsync(data.Sub("three.csv"), "Patient;Stage;Age\na;3;50\n", cancellation);
        foreach (var table in new[] { "new.csv", "three.csv" })
        {
            string[] own = ["--table", data.Sub(table), "--patient", "Patient", "--clinical", "Stage,Age"];
            var score = await ToolRun.Of(["score", zip, .. own, "--output", data.Sub("one.csv")]);
            Assert.True(score.ExitCode == 0, score.Errors);
            Assert.Equal(2, File.ReadLines(data.Sub("one.csv")).Count());
        }

        await File.WriteAllTextAsync(data.Sub("split.csv"), "train,test\nMüller-00,Müller-07\nMüller-01,Müller-09\n", cancellation);
        await ToolRun.Of(["score", zip, .. clinic, "--splits", data.Sub("split.csv"), "--output", data.Sub("held-out.csv")]);
        var lines = await File.ReadAllLinesAsync(data.Sub("held-out.csv"), cancellation);
        Assert.Equal(["patient_id", "Müller-07", "Müller-09"], lines.Select(line => line.Split(',')[0]));
    }

    private static IEnumerable<ITransformer> Steps(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Steps) : [model];

    private static async Task ExplainsAPatient(HospitalData data, string zip)
    {
        // --patient names the patient here, and the column has an option of its own.
        string[] table = [.. data.Options.Select(option => option == "--patient" ? "--patient-column" : option)];
        async Task<ToolRun> Explain(string patient) => await ToolRun.Of(
            ["explain", zip, .. table, "--bags", data.Bags, "--patient", patient, "--output", data.Sub("why"), "--json"]);
        var written = Documents.Valid(await Explain("Müller-07"), 0, "explain.json");
        Assert.Equal(
            ["explanation.json", "patches.csv", "shapley.csv", "patient.html"],
            written.GetProperty("files").EnumerateArray().Select(file => Path.GetFileName(file.GetString())));
        var cancellation = TestContext.Current.CancellationToken;
        using var document =
            JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(data.Sub("why"), "explanation.json"), cancellation));
        Documents.Validate(document.RootElement, "explanation.json");
        var one = document.RootElement;
        Assert.Equal(written.GetProperty("risk").GetDouble(), one.GetProperty("risk").GetDouble());
        // The bag has no coordinates: its patches are numbers of the .npy file.
        var patches = one.GetProperty("patches").EnumerateArray().ToArray();
        Assert.Equal(Enumerable.Range(0, 12), patches.Select(patch => patch.GetProperty("number").GetInt32()));
        Assert.All(patches, patch => Assert.Equal("slide07.svs", patch.GetProperty("slide").GetString()));
        var players = one.GetProperty("shapley").GetProperty("players").EnumerateArray().ToArray();
        Assert.Equal(["Pathology", "Suppressors", "Oncogenes"], players.Select(player => player.GetProperty("name").GetString()));
        Assert.Equal(
            one.GetProperty("risk").GetDouble() - one.GetProperty("shapley").GetProperty("baseRisk").GetDouble(),
            players.Sum(player => player.GetProperty("risk").GetDouble()), 1e-5);
        Assert.Equal(4, one.GetProperty("gradients").GetProperty("genes").GetArrayLength());
        Assert.Equal(13, (await File.ReadAllLinesAsync(Path.Combine(data.Sub("why"), "patches.csv"), cancellation)).Length);
        var page = await File.ReadAllTextAsync(Path.Combine(data.Sub("why"), "patient.html"), cancellation);
        Assert.Contains("Patient Müller-07", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("Suppressors", page, StringComparison.Ordinal);
        var nobody = await Explain("Maier");
        Documents.Valid(nobody, 1, "explain.json");
        Assert.Contains("has no patient 'Maier'", nobody.Errors, StringComparison.Ordinal);
    }
}
