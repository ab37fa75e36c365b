using System.Globalization;
using System.IO.Compression;
using AdaMHF.PatchBags;

namespace AdaMHF.Simulation.Tests;

public sealed class WrittenCohortTests : IDisposable
{
    private static readonly SimulatedCohort Cohort =
        SimulatedCohort.Create(new(60, [3, 14, 5, 2, 4, 6], 5, 40), 1, 2, new(genomics: 0.2, pathology: 0.2));

    private readonly string _folder = Directory.CreateTempSubdirectory("adamhf-simulation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_table_holds_what_was_simulated_one_row_per_slide()
    {
        var (header, rows) = ReadCsv(Cohort.WriteTo(_folder, TestContext.Current.CancellationToken).Table);

        string[] clinical =
            ["", "case_id", "slide_id", "age", "site", "survival_months", "censorship", "is_female", "oncotree_code", "train"];
        Assert.Equal(clinical, header[..10]);
        Assert.Equal(Cohort.World.GeneGroups.SelectMany(group => group.Genes).Select(gene => gene + "_rnaseq"), header[10..]);
        Assert.Equal(Enumerable.Range(0, rows.Length).Select(row => $"{row}"), rows.Select(row => row[0]));
        Assert.Equal(Cohort.Patients.Sum(patient => Math.Max(1, patient.SlideIds.Count)), rows.Length);

        foreach (var patient in Cohort.Patients)
        {
            var own = rows.Where(row => row[1] == patient.CaseId).ToArray();
            Assert.Equal(patient.PathologyMissing ? [""] : patient.SlideIds, own.Select(row => row[2]));
            foreach (var row in own)
            {
                Assert.Equal(patient.TimeMonths, Number(row[5]));
                Assert.Equal(patient.Event ? "0" : "1", row[6]);
                Assert.Equal($"SUB{patient.Subtype}", row[8]);
                var genes = patient.Expression?.SelectMany(values => values).Select(value => (float?)value)
                    ?? Enumerable.Repeat<float?>(null, row.Length - 10);
                Assert.Equal(genes, row[10..].Select(cell => cell.Length == 0 ? null : (float?)Number(cell)));
            }
        }
        Assert.Contains(Cohort.Patients, patient => patient.GenomicsMissing);
        Assert.Contains(Cohort.Patients, patient => patient.PathologyMissing);
    }

    [Fact]
    public void The_bags_hold_what_was_simulated_one_file_per_slide()
    {
        var files = Cohort.WriteTo(_folder, TestContext.Current.CancellationToken);
        var folder = new SlideFolder(files.Bags);
        foreach (var patient in Cohort.Patients)
        {
            var bag = PatchBag.Open(patient.SlideIds.Select(slide => folder.Find(slide)!));
            var expected = Cohort.SimulateBag(patient).ReadAll();
            Assert.Equal(patient.PathologyMissing, bag.IsEmpty);
            Assert.Equal(expected.Values, bag.ReadAll().Values);
            Assert.Equal(expected.Coordinates, bag.ReadAll().Coordinates);
            if (!bag.IsEmpty) Assert.Equal((256, 0, 5), (bag.PatchSize, bag.Level, bag.Width));
        }
        var written = Directory.GetFiles(Path.Combine(files.Bags, "h5_files"));
        Assert.Equal(Cohort.Patients.Sum(patient => patient.SlideIds.Count), written.Length);
    }

    [Fact]
    public void The_signatures_hold_the_groups_padded_with_empty_cells()
    {
        var (header, rows) = ReadCsv(Cohort.WriteTo(_folder, TestContext.Current.CancellationToken).Signatures);

        Assert.Equal(Cohort.World.GeneGroups.Select(group => group.Name), header);
        Assert.Equal(14, rows.Length);
        for (var group = 0; group < 6; group++)
            Assert.Equal(Cohort.World.GeneGroups[group].Genes, rows.Select(row => row[group]).Where(gene => gene.Length > 0));
    }

    [Fact]
    public void A_quarter_is_held_out_with_a_similar_share_of_events()
    {
        var (train, validation) = ReadSplit(Cohort.WriteTo(_folder, TestContext.Current.CancellationToken).HoldOutSplit);

        Assert.Equal(15, validation.Length);
        Assert.Equal(Cohort.Patients.Select(patient => patient.CaseId).Order(), train.Concat(validation).Order());
        Assert.InRange(ShareOfEvents(validation) - ShareOfEvents(train), -0.1, 0.1);
        var flags = ReadCsv(Path.Combine(_folder, "simulated.csv.gz")).Rows.ToLookup(row => row[9], row => row[1]);
        Assert.Equal(validation.Order(), flags["0.0"].Distinct().Order());
    }

    [Fact]
    public void Five_folds_partition_the_patients_with_similar_shares_of_events()
    {
        var files = Cohort.WriteTo(_folder, TestContext.Current.CancellationToken);
        var folds = Enumerable.Range(0, 5).Select(fold => ReadSplit(Path.Combine(files.FiveFoldSplits, $"splits_{fold}.csv"))).ToArray();

        Assert.Equal(Cohort.Patients.Select(patient => patient.CaseId).Order(), folds.SelectMany(fold => fold.Validation).Order());
        Assert.All(folds, fold =>
        {
            Assert.Empty(fold.Train.Intersect(fold.Validation));
            Assert.Equal(60, fold.Train.Length + fold.Validation.Length);
            Assert.InRange(ShareOfEvents(fold.Validation) - ShareOfEvents(fold.Train), -0.2, 0.2);
        });
    }

    [Fact]
    public void The_truth_is_written_beside_the_data()
    {
        var (header, rows) = ReadCsv(Cohort.WriteTo(_folder, TestContext.Current.CancellationToken).Truth);

        Assert.Equal("risk", header[4]);
        Assert.Equal(Cohort.Patients.Select(patient => patient.Risk), rows.Select(row => Number(row[4])));
    }

    [Fact]
    public void The_patches_of_the_tumour_front_are_written_beside_the_data()
    {
        var varied = SimulatedCohort.Create(Cohort.Preset, 1, 2, new(genomics: 0.2, pathology: 0.2), FrontShare.Varied);
        var files = varied.WriteTo(_folder, TestContext.Current.CancellationToken);
        var (header, rows) = ReadCsv(files.Front);

        Assert.Equal(["case_id", "slide_id", "front_share", "patches", "front_patches", "front"], header);
        var slides = varied.Patients.SelectMany(patient => varied.SimulateSlides(patient).Select(slide => (patient, slide))).ToArray();
        Assert.Equal(slides.Length, rows.Length);
        var folder = new SlideFolder(files.Bags);
        foreach (var ((patient, slide), row) in slides.Zip(rows))
        {
            Assert.Equal((patient.CaseId, slide.SlideId, patient.FrontShare), (row[0], row[1], Number(row[2])));
            Assert.Equal(PatchBag.Open([folder.Find(slide.SlideId)!]).PatchCount, Number(row[3]));
            int[] front = [.. row[5].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(cell => (int)Number(cell))];
            Assert.Equal(Number(row[4]), front.Length);
            Assert.Equal(slide.IsTumourFront, Enumerable.Range(0, slide.Patches.Count).Select(patch => front.Contains(patch)));
        }
    }

    [Fact]
    public void The_same_cohort_gives_the_same_bytes_under_any_culture_at_any_time()
    {
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        commas.NumberFormat.NegativeSign = "~";
        var (first, second) = (Path.Combine(_folder, "first"), Path.Combine(_folder, "second"));
        Cohort.WriteTo(first, TestContext.Current.CancellationToken);
        Thread.Sleep(1100); // gzip and HDF5 store times in seconds.
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = commas;
        try
        {
            var again = SimulatedCohort.Create(Cohort.Preset, 1, 2, new(genomics: 0.2, pathology: 0.2));
            again.WriteTo(second, TestContext.Current.CancellationToken);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        var names = Names(first);
        Assert.Equal(names, Names(second));
        foreach (var name in names)
            Assert.Equal(File.ReadAllBytes(Path.Combine(first, name)), File.ReadAllBytes(Path.Combine(second, name)));
    }

    [Fact]
    public void Writing_can_be_cancelled() =>
        Assert.ThrowsAny<OperationCanceledException>(() => Cohort.WriteTo(_folder, new CancellationToken(canceled: true)));

    [Fact]
    public void A_failure_to_write_a_bag_is_the_plain_exception()
    {
        File.WriteAllText(Path.Combine(_folder, "features"), "in the way");

        Assert.ThrowsAny<IOException>(() => Cohort.WriteTo(_folder, TestContext.Current.CancellationToken));
    }

    private static string[] Names(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order()];

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static double ShareOfEvents(string[] caseIds) =>
        Cohort.Patients.Where(patient => caseIds.Contains(patient.CaseId)).Average(patient => patient.Event ? 1.0 : 0);

    private static (string[] Train, string[] Validation) ReadSplit(string path)
    {
        var (header, rows) = ReadCsv(path);
        Assert.Equal(["", "train", "val"], header);
        return ([.. rows.Select(row => row[1]).Where(id => id.Length > 0)], [.. rows.Select(row => row[2]).Where(id => id.Length > 0)]);
    }

    private static (string[] Header, string[][] Rows) ReadCsv(string path)
    {
        var isZipped = path.EndsWith(".gz", StringComparison.Ordinal);
        using var file = File.OpenRead(path);
        using var reader = new StreamReader(isZipped ? new GZipStream(file, CompressionMode.Decompress) : file);
        var lines = reader.ReadToEnd().TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToArray();
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        return (lines[0], lines[1..]);
    }
}
