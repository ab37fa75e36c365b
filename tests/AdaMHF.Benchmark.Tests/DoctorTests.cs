
namespace AdaMHF.Benchmark.Tests;

/// <summary>A sound cohort, broken in one place after the other.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CohortFiles _files;

    public DoctorTests()
    {
        var simulated = CohortFiles.Of(
            new() { Name = "sound", Simulated = "quick", Seed = 5, Patients = 100 }, _folder.Path, TestContext.Current.CancellationToken);
        // Plain text can be edited.
        var table = _folder.Sub("table.csv");
        using (var reader = new StreamReader(
            new System.IO.Compression.GZipStream(
                File.OpenRead(simulated.Table), System.IO.Compression.CompressionMode.Decompress))) File.WriteAllText(
                    table, reader.ReadToEnd());
        _files = simulated with { Table = table };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_cohort_passes() =>
        Assert.All(Examine(), finding => Assert.True(finding.Status == CheckStatus.Pass, finding.ToString()));

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("soon")]
    public void A_time_that_is_none(string time)
    {
        EditTable("survival_months", (row, value) => row == 4 ? time : value);
        Fails("times", time);
    }

    [Fact]
    public void An_event_that_is_neither_seen_nor_not()
    {
        EditTable("censorship", (row, value) => row == 2 ? "7" : value);
        Fails("events", "7");
    }

    [Fact]
    public void Exchanged_events()
    {
        // Alive at the end: followed for 40 to 60 months. Dead: within 30. Then the meaning is turned round.
        EditTable("survival_months", (row, _) => (row % 3 == 0 ? 5 + (row % 25) : 40 + (row % 20))
            .ToString(System.Globalization.CultureInfo.InvariantCulture));
        EditTable("censorship", (row, _) => row % 3 == 0 ? "1" : "0");
        OneRowPerPatient();
        Warns("event rate", "exchanged");
        EditTable("censorship", (_, value) => value == "1" ? "0" : "1");
        Assert.Equal(CheckStatus.Pass, Examine().Single(finding => finding.Check == "event rate").Status);
    }

    [Fact]
    public void A_split_patient_who_is_not_in_the_table()
    {
        EditSplit(0, text => text.Replace("SIM-00000001", "SIM-99999999", StringComparison.Ordinal));
        Fails("split patients", "SIM-99999999");
    }

    [Fact]
    public void A_patient_held_out_in_two_folds()
    {
        var first = File.ReadLines(Split(0)).ElementAt(1).Split(',')[2];
        var second = File.ReadLines(Split(1)).ElementAt(1).Split(',')[2];
        EditSplit(1, text => text.Replace(first, "swap", StringComparison.Ordinal).Replace(second, first, StringComparison.Ordinal)
            .Replace("swap", second, StringComparison.Ordinal));
        Fails("held out once", first);
        Warns("held out at all", second);
    }

    [Fact]
    public void A_patient_in_training_and_held_out()
    {
        var lines = File.ReadAllLines(Split(0));
        var cells = lines[1].Split(',');
        lines[1] = $"{cells[0]},{cells[2]},{cells[2]}";
        File.WriteAllLines(Split(0), lines);
        Fails("split files", cells[2]);
    }

    [Fact]
    public void A_slide_without_a_bag_and_a_bag_without_a_slide()
    {
        var bag = Bags().First();
        File.Move(bag, Path.Combine(Path.GetDirectoryName(bag)!, "STRAY.h5"));
        Warns("slides without bags", Path.GetFileNameWithoutExtension(bag));
        Warns("bags without slides", "STRAY.h5");
    }

    [Fact]
    public void A_bag_of_another_width_and_one_with_a_feature_that_is_no_number()
    {
        var bags = Bags().ToArray();
        PatchBags.ClamH5Writer.Write(
            bags[0], new PatchBags.PatchFeatures(new float[2 * 7].Select((_, i) => (float)i).ToArray(), 7, [new(0, 0), new(256, 0)]), 256,
                patchLevel: 0, encoder: "other");
        Fails("widths", Path.GetFileNameWithoutExtension(bags[0]));
        var features = new float[2 * 128];
        features[5] = float.NaN;
        features[200] = 1;
        PatchBags.ClamH5Writer.Write(
            bags[1], new PatchBags.PatchFeatures(features, 128, [new(0, 0), new(256, 0)]), 256, patchLevel: 0, encoder: "simulated");
        Fails("finite features", Path.GetFileNameWithoutExtension(bags[1]));
    }

    [Fact]
    public void A_gene_that_nobody_has_and_a_group_without_genes()
    {
        var gene = File.ReadLines(_files.Table).First().Split(',').First(column => column.EndsWith("_rnaseq", StringComparison.Ordinal));
        EditTable(gene, (_, _) => "");
        Fails("empty genes", gene);
        var lines = File.ReadAllLines(_files.Signatures!);
        File.WriteAllLines(_files.Signatures!,
            [lines[0] + ",Nothing Here", .. lines.Skip(1).Select((line, row) => $"{line},{(row == 0 ? "NOTAGENE" : "")}")]);
        Fails("gene groups", "Nothing Here");
    }

    [Fact]
    public void Folds_that_are_sites()
    {
        var fold = Enumerable.Range(0, 5)
            .SelectMany(number => File.ReadLines(Split(number)).Skip(1).Select(line => line.Split(',')[2])
                .Where(patient => patient.Length > 0).Select(patient => (patient, number)))
            .ToDictionary(held => held.patient, held => held.number);
        var patient = Column("case_id");
        EditTable("site", (row, _) => row % 10 == 0 ? "S9" : $"S{fold[patient[row]]}");
        Warns("sites and folds", "Cramer's V");
    }

    private IReadOnlyList<Finding> Examine() => CohortDoctor.Examine(_files, readsFeatures: true, patchesPerPatient: 64);

    private void Fails(string check, string names) => Has(CheckStatus.Fail, check, names);

    private void Warns(string check, string names) => Has(CheckStatus.Warn, check, names);

    private void Has(CheckStatus status, string check, string names)
    {
        var finding = Examine().First(finding => finding.Check == check);
        Assert.Equal(status, finding.Status);
        Assert.Contains(names, finding.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Fix);
    }

    private string Split(int fold) => Path.Combine(_files.Splits!, $"splits_{fold}.csv");

    private IEnumerable<string> Bags() => Directory.EnumerateFiles(Path.Combine(_files.Bags!, "h5_files")).Order(StringComparer.Ordinal);

    private void EditSplit(int fold, Func<string, string> edit) => File.WriteAllText(Split(fold), edit(File.ReadAllText(Split(fold))));

    private string[] Column(string name)
    {
        var lines = File.ReadAllLines(_files.Table);
        var place = Array.IndexOf(lines[0].Split(','), name);
        return [.. lines.Skip(1).Select(line => line.Split(',')[place])];
    }

    private void EditTable(string name, Func<int, string, string> edit)
    {
        var lines = File.ReadAllLines(_files.Table);
        var place = Array.IndexOf(lines[0].Split(','), name);
        for (var row = 1; row < lines.Length; row++)
        {
            var cells = lines[row].Split(',');
            cells[place] = edit(row - 1, cells[place]);
            lines[row] = string.Join(',', cells);
        }
        File.WriteAllLines(_files.Table, lines);
    }

    private void OneRowPerPatient()
    {
        var lines = File.ReadAllLines(_files.Table);
        File.WriteAllLines(_files.Table, [lines[0], .. lines.Skip(1).DistinctBy(line => line.Split(',')[1])]);
    }
}
