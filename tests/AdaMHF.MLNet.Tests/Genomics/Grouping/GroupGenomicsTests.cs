using AdaMHF.TensorFiles;
using AdaMHF.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class GroupGenomicsTests(SmallStudy study)
{
    [Fact]
    public void Training_rows_become_mean_zero_and_variance_one()
    {
        var grouped = study.ML.Transforms.GroupGenomics(study.Cohort.GeneGroups).Fit(study.Split.TrainSet).Transform(study.Split.TrainSet);
        foreach (var group in study.Cohort.GeneGroups)
        {
            var rows = grouped.GetColumn<float[]>(group.Name).Where(row => !float.IsNaN(row[0])).ToArray();
            for (var gene = 0; gene < rows[0].Length; gene++)
            {
                var mean = rows.Average(row => (double)row[gene]);
                Assert.Equal(0, mean, 1e-5);
                Assert.Equal(1, rows.Average(row => Math.Pow(row[gene] - mean, 2)), 1e-4);
            }
        }
    }

    [Fact]
    public void A_row_with_another_number_of_genes_is_named_with_both_numbers()
    {
        var ml = study.ML;
        var rows = GenePatients.Simulate(seed: 1, patients: 8, genes: 6);
        GenePatient[] shorter = [rows[0], new() { PatientId = "P2", Genes = [1, 2, 3, 4, 5], Time = 1 }];
        // A vector of a class has no known size.
        var model = ml.Transforms.GroupGenomics(GenePatients.Groups(3, 3)).Fit(GenePatients.View(ml, GenePatients.Names(6), rows));
        var error = Assert.ThrowsAny<Exception>(
            () => model.Transform(ml.Data.LoadFromEnumerable(shorter)).GetColumn<float[]>("Group1").ToArray());
        Assert.Contains("Row 2 has 5 genes", error.GetBaseException().Message, StringComparison.Ordinal);
        Assert.Contains("expected 6", error.GetBaseException().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Genes_are_found_by_their_names_in_any_order_and_among_others()
    {
        var ml = study.ML;
        var rows = GenePatients.Simulate(seed: 1, patients: 8, genes: 6);
        var names = GenePatients.Names(6);
        var model = ml.Transforms.GroupGenomics(GenePatients.Groups(3, 3)).Fit(GenePatients.View(ml, names, rows));
        var expected = model.Transform(GenePatients.View(ml, names, rows)).GetColumn<float[]>("Group1").ToArray();

        // A stranger stands first, the others the other way round.
        string[] turned = ["FOREIGN_rnaseq", .. names.Reverse()];
        GenePatient[] other = [.. rows.Select(row => new GenePatient
        {
            PatientId = row.PatientId, Genes = [99, .. row.Genes.Reverse()], Time = row.Time, Event = row.Event,
        })];
        Assert.Equal(expected, model.Transform(GenePatients.View(ml, turned, other)).GetColumn<float[]>("Group1").ToArray());

        string[] renamed = [.. names.Skip(1), "FOREIGN_rnaseq"];
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => model.Transform(GenePatients.View(ml, renamed, rows)));
        Assert.Contains($"lacks 1 of the 6 genes that the grouping was fitted with: {names[0]}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_held_out_rows_hold_the_model_has_the_same_bytes()
    {
        // All fitted options are on, and held-out patients change in genes, outcome and site.
        var options = new GenomicGroupingOptions
        {
            MissingValues = GenomicMissingValues.TrainingMedian,
            MinimumVariance = 0,
            LargestFalseDiscoveryRate = 0.9,
            ShrinkageFactor = 0.3,
            EmptyGroups = EmptyGeneGroups.LeaveOut,
        };
        var held = study.Split.TestSet.GetColumn<string>("PatientId").ToHashSet();
        byte[] Saved(Func<Patient, Patient> change)
        {
            var patients = Patients().Select(patient => held.Contains(patient.PatientId) ? change(patient) : patient).ToArray();
            var data = study.ML.Data.LoadFromEnumerable(patients, Definition([.. study.Cohort.GeneColumns], typeof(Patient)));
            var train = new SelectedRowsDataView(data, [.. patients.Select(patient => !held.Contains(patient.PatientId))]);
            return SavedSettings(study.ML.Transforms.GroupGenomics(study.Cohort.GeneGroups, options).Fit(train));
        }

        var bytes = Saved(patient => patient);
        Assert.Equal(bytes, Saved(patient => patient with
        {
            Genes = [.. patient.Genes.Select(gene => (gene * -3) + 100)],
            Time = 1,
            Event = !patient.Event,
            Site = "elsewhere",
        }));
        // Without one training patient the bytes differ.
        held = [study.Split.TrainSet.GetColumn<string>("PatientId").First()];
        Assert.NotEqual(bytes, Saved(patient => patient));
    }

    [Fact]
    public void Slots_are_the_groups_genes_in_ordinal_order()
    {
        var grouped = study.ML.Transforms.GroupGenomics(study.Cohort.GeneGroups).Fit(study.Split.TrainSet).Transform(study.Split.TrainSet);
        var expected = study.Cohort.GeneGroups.ColumnsIn(study.Cohort.GeneColumns);
        for (var i = 0; i < expected.Count; i++)
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            grouped.Schema[study.Cohort.GeneGroups[i].Name].GetSlotNames(ref names);
            Assert.Equal(expected[i], names.DenseValues().Select(name => name.ToString()));
        }
    }

    [Fact]
    public void A_gap_becomes_the_training_mean_and_a_patient_without_genes_stays_missing()
    {
        var ml = study.ML;
        var data = Toy(ml, [1, 5], [3, 5], [float.NaN, 5], [float.NaN, float.NaN]);
        var rows = ml.Transforms.GroupGenomics(ToyGroups).Fit(data).Transform(data).GetColumn<float[]>("Both").ToArray();
        Assert.Equal([-1, 0], rows[0]);
        Assert.Equal([1, 0], rows[1]);
        Assert.Equal([0, 0], rows[2]);
        Assert.All(rows[3], value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void Extreme_values_are_clipped_where_told()
    {
        var ml = study.ML;
        var train = Toy(ml, [0, 0], [2, 1]);
        var test = Toy(ml, [14_070.8f, 0], [-9000, 0]);
        Assert.Equal([10, -10], FirstGenes(ml.Transforms.GroupGenomics(ToyGroups)));
        Assert.Equal([14_069.8f, -9001], FirstGenes(ml.Transforms.GroupGenomics(ToyGroups, largestDeviation: float.PositiveInfinity)));

        IEnumerable<float> FirstGenes(GenomicGroupingEstimator grouping) =>
            grouping.Fit(train).Transform(test).GetColumn<float[]>("Both").Select(row => row[0]);
    }

    [Fact]
    public void A_group_without_a_gene_in_the_data_is_refused_by_name()
    {
        var groups = new GeneGroups(new GeneGroup("Elsewhere", ["XYZ1"]));
        var error = Assert.Throws<InvalidOperationException>(() => study.ML.Transforms.GroupGenomics(groups).Fit(study.Split.TrainSet));
        Assert.Contains("'Elsewhere'", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> ScalerFixtures() => [.. FixtureFolder.Files("parity", "standard_scaler*.safetensors")];

    [Theory, MemberData(nameof(ScalerFixtures)), Trait("Category", "Fixtures")]
    public void Standardisation_equals_that_of_scikit_learn(string file)
    {
        var fixture = SafeTensorsFile.Read(FixtureFolder.PathOf("parity", file));
        float[][] Rows(string name)
        {
            var stored = fixture[name];
            var values = stored.ToSingles();
            return [.. values.Chunk((int)stored.Shape[1])];
        }

        var genes = Enumerable.Range(0, (int)fixture["input.train"].Shape[1]).Select(i => $"G{i}_rnaseq").ToArray();
        var groups = new GeneGroups(new GeneGroup("All", genes.Select(gene => gene[..^7])));
        var (train, validation) = (Toy(study.ML, genes, Rows("input.train")), Toy(study.ML, genes, Rows("input.validation")));
        var model = study.ML.Transforms.GroupGenomics(groups, largestDeviation: float.PositiveInfinity).Fit(train);
        Check(Rows("output.train"), model.Transform(train));
        Check(Rows("output.validation"), model.Transform(validation));

        static void Check(float[][] expected, IDataView found)
        {
            var rows = found.GetColumn<float[]>("All").ToArray();
            for (var i = 0; i < expected.Length; i++)
            {
                for (var j = 0; j < expected[i].Length; j++) Assert.Equal(expected[i][j], rows[i][j], 1e-6);
            }
        }
    }

    private static readonly GeneGroups ToyGroups = new(new GeneGroup("Both", ["A", "B"]));

    private static IDataView Toy(MLContext ml, params float[][] rows) => Toy(ml, ["A_rnaseq", "B_rnaseq"], rows);

    private static IDataView Toy(MLContext ml, string[] genes, float[][] rows) =>
        ml.Data.LoadFromEnumerable(rows.Select(row => new Row("", row)), Definition(genes));

    private IEnumerable<Patient> Patients()
    {
        var data = study.Cohort.Data;
        return data.GetColumn<string>("PatientId").Zip(data.GetColumn<float[]>("Genes"))
            .Zip(data.GetColumn<float>("Time"), data.GetColumn<bool>("Event"))
            .Select((row, i) => new Patient(row.First.First, row.First.Second, row.Second, row.Third, $"site{i % 3}"));
    }

    private static SchemaDefinition Definition(string[] genes, Type? row = null)
    {
        var definition = SchemaDefinition.Create(row ?? typeof(Row));
        definition["Genes"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, genes.Length);
        definition["Genes"].AddAnnotation(
            "SlotNames",
            new VBuffer<ReadOnlyMemory<char>>(genes.Length, [.. genes.Select(gene => gene.AsMemory())]),
            new VectorDataViewType(TextDataViewType.Instance, genes.Length));
        return definition;
    }

    private byte[] SavedSettings(ITransformer model)
    {
        using var stream = new MemoryStream();
        study.ML.Model.Save(model, null, stream);
        using var archive = new System.IO.Compression.ZipArchive(stream);
        using var settings = archive.Entries.Single(entry => entry.FullName.EndsWith("Settings.json", StringComparison.Ordinal)).Open();
        using var content = new MemoryStream();
        settings.CopyTo(content);
        return content.ToArray();
    }

    private sealed record Row(string PatientId, float[] Genes);

    private sealed record Patient(string PatientId, float[] Genes, float Time, bool Event, string Site);
}
