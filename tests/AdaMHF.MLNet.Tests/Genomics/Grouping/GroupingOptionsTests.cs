using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

public class GroupingOptionsTests
{
    private static readonly string[] Two = ["A_rnaseq", "B_mut"];
    private static readonly GeneGroups Both = new(new GeneGroup("Both", ["A", "B"]));

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_gap_takes_the_training_median_where_told()
    {
        // A: 0, 0, 3: mean 1, deviation sqrt 2, median 0.
        var train = GenePatients.Values(_ml, Two, [0, 1], [0, 0], [3, 0]);
        var test = GenePatients.Values(_ml, Two, [float.NaN, 0]);
        var options = new GenomicGroupingOptions { MissingValues = GenomicMissingValues.TrainingMedian };
        var model = _ml.Transforms.GroupGenomics(Both, options).Fit(train);
        Assert.Equal(-1 / Math.Sqrt(2), Rows(model, test)[0][0], 1e-6);
    }

    [Fact]
    public void A_gap_is_refused_where_told_in_training_and_in_prediction()
    {
        var options = new GenomicGroupingOptions { MissingValues = GenomicMissingValues.Refuse };
        var broken = GenePatients.Values(_ml, Two, [0, 1], [2, float.NaN]);
        var error = Assert.Throws<InvalidOperationException>(() => _ml.Transforms.GroupGenomics(Both, options).Fit(broken));
        Assert.Contains("Patient p2 lacks B_mut", error.Message, StringComparison.Ordinal);

        // A patient without genomics is not a gap.
        var complete = GenePatients.Values(_ml, Two, [0, 1], [2, 0], [float.NaN, float.NaN]);
        var model = _ml.Transforms.GroupGenomics(Both, options).Fit(complete);
        var inner = Assert.Throws<InvalidOperationException>(() => Rows(model, broken)).GetBaseException();
        Assert.Contains("Patient p2 lacks B_mut", inner.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gene_that_no_training_patient_has_is_zero_in_prediction()
    {
        var model = _ml.Transforms.GroupGenomics(Both).Fit(GenePatients.Values(_ml, Two, [float.NaN, 1], [float.NaN, 0]));
        Assert.Equal(0, Rows(model, GenePatients.Values(_ml, Two, [5000, 1]))[0][0]);
    }

    [Fact]
    public void Abundances_become_logarithms_first_and_negative_ones_are_refused()
    {
        var options = new GenomicGroupingOptions { Log2Suffixes = ["_rnaseq"], LargestDeviation = float.PositiveInfinity };
        // log2(1 + x) of 0 and 3 is 0 and 2: mean 1, deviation 1. The mutation column keeps its scale.
        var model = _ml.Transforms.GroupGenomics(Both, options).Fit(GenePatients.Values(_ml, Two, [0, 0], [3, 2]));
        Assert.Equal([4 - 1, 2], Rows(model, GenePatients.Values(_ml, Two, [15, 3]))[0]);

        var negative = GenePatients.Values(_ml, Two, [0, 0], [-0.5f, 1]);
        var training = Assert.Throws<InvalidOperationException>(() => _ml.Transforms.GroupGenomics(Both, options).Fit(negative));
        Assert.Contains("Patient p2 has A_rnaseq -0.5", training.Message, StringComparison.Ordinal);
        var prediction = Assert.Throws<InvalidOperationException>(() => Rows(model, negative));
        Assert.Contains("A_rnaseq -0.5", prediction.GetBaseException().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_cohort_replaces_the_training_statistics_of_the_genes_it_has()
    {
        // The reference has its columns in another order, and no B.
        var reference = GenePatients.Values(_ml, ["C_rnaseq", "A_rnaseq"], [0, 10], [0, 14]);
        var train = GenePatients.Values(_ml, Two, [16, 0], [20, 2]);
        var model = _ml.Transforms.GroupGenomics(Both, new GenomicGroupingOptions { ReferenceCohort = reference }).Fit(train);
        // A: (16 - 12) / 2 and (20 - 12) / 2; B by the training rows.
        Assert.Equal([[2, -1], [4, 1]], Rows(model, train));
        // A gap takes the training mean, 18, standardised by the reference.
        Assert.Equal([3, 1], Rows(model, GenePatients.Values(_ml, Two, [float.NaN, 2]))[0]);
    }

    [Fact]
    public void Filters_remove_what_is_constant_rarely_mutated_or_not_associated_with_survival()
    {
        // 40 genes: the first two carry the hazard. Six mutation columns: one constant, one rare, the others frequent.
        var patients = GenePatients.Simulate(3, 400, 46, (0, 1.0), (1, -0.8));
        foreach (var (patient, i) in patients.Select((patient, i) => (patient, i)))
        {
            patient.Genes[40] = 0;
            patient.Genes[41] = i < 4 ? 1 : 0;
            for (var gene = 42; gene < 46; gene++) patient.Genes[gene] = patient.Genes[gene] > 0 ? 1 : 0;
        }
        string[] names = [.. GenePatients.Names(40), .. GenePatients.Names(46, "_mut").Skip(40)];
        var data = GenePatients.View(_ml, names, patients);
        var groups = new GeneGroups(
            new GeneGroup("Expression", GenePatients.Names(40, "")), new GeneGroup("Mutations", GenePatients.Names(46, "").Skip(40)));

        var counting = new GenomicGroupingOptions { MinimumVariance = 0, MinimumMutationFrequency = 0.05 };
        var byCount = _ml.Transforms.GroupGenomics(groups, counting).Fit(data);
        Assert.Equal(
            [("G040_mut", GenomicFilter.Variance, 0), ("G041_mut", GenomicFilter.MutationFrequency, 0.01)],
            byCount.FilteredGenes.Select(gene => (gene.Column, gene.Filter, gene.Value)));
        Assert.Equal([40, 4], byCount.GroupColumns.Select(group => group.Count));

        var options = new GenomicGroupingOptions { LargestFalseDiscoveryRate = 0.05, EmptyGroups = EmptyGeneGroups.LeaveOut };
        var bySurvival = _ml.Transforms.GroupGenomics(groups, options).Fit(data);
        Assert.Equal("Expression", bySurvival.GroupNames[0]);
        Assert.Contains("G000_rnaseq", bySurvival.GroupColumns[0]);
        Assert.Contains("G001_rnaseq", bySurvival.GroupColumns[0]);
        // At a false discovery rate of 5 % the 44 columns without effect add few to the two with one.
        Assert.InRange(bySurvival.GroupColumns.Sum(group => group.Count), 2, 4);
        Assert.All(bySurvival.FilteredGenes, gene => Assert.False(gene.Value <= 0.05));
    }

    [Fact]
    public void A_group_that_the_filters_empty_is_refused_or_left_out()
    {
        var groups = new GeneGroups(new GeneGroup("A", ["A"]), new GeneGroup("B", ["B"]), new GeneGroup("Nowhere", ["C"]));
        var data = GenePatients.Values(_ml, Two, [1, 5], [2, 5]);
        var error = Assert.Throws<InvalidOperationException>(() =>
            _ml.Transforms.GroupGenomics(new GeneGroups(groups.Take(2)), new GenomicGroupingOptions { MinimumVariance = 0 }).Fit(data));
        Assert.Contains("'B' has lost all its 1 columns to the filters", error.Message, StringComparison.Ordinal);

        var leavingOut = new GenomicGroupingOptions { MinimumVariance = 0, EmptyGroups = EmptyGeneGroups.LeaveOut };
        var model = _ml.Transforms.GroupGenomics(groups, leavingOut).Fit(data);
        Assert.Equal(["A"], model.GroupNames);
    }

    [Theory]
    [InlineData(3.0, true)]
    [InlineData(0.0, false)]
    public void A_site_that_explains_the_first_components_is_warned_of(double shift, bool strong)
    {
        var patients = GenePatients.Simulate(5, 150, 30).Select((patient, i) => new GenePatient
        {
            PatientId = patient.PatientId,
            Genes = [.. patient.Genes.Select((gene, g) => (float)(gene + (shift * (i % 3) * (g % 2 == 0 ? 1 : -1))))],
            Site = $"{i % 3}",
        });
        var warnings = new List<string>();
        _ml.Log += (_, message) =>
        {
            if (message.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning) warnings.Add(message.Message);
        };
        var data = GenePatients.View(_ml, GenePatients.Names(30), patients);
        var effect = _ml.Transforms.GroupGenomics(GenePatients.Groups(30)).Fit(data).SiteEffect!;

        Assert.Equal((3, 150, strong), (effect.Sites, effect.Patients, effect.IsStrong));
        Assert.Equal(strong, warnings.Any(message => message.Contains("'site' explains", StringComparison.Ordinal)));
        // Without a shift the share is chance, which the adjustment removes; with one, the first component is nearly all site.
        if (!strong) Assert.Equal(0, effect.AdjustedShare, 0.05);
        else Assert.InRange(effect.Share, 0.75, 1);
    }

    [Fact]
    public void The_share_of_the_site_is_that_of_an_exact_decomposition()
    {
        // Two genes that are independent and standardised have themselves as components, so the share follows from the genes.
        var patients = GenePatients.Simulate(9, 300, 2).Select((patient, i) => new GenePatient
        {
            Genes = [patient.Genes[0] + (i % 2), patient.Genes[1]],
            Site = i % 2 == 0 ? "a" : "b",
        }).ToArray();
        var model = _ml.Transforms.GroupGenomics(GenePatients.Groups(2)).Fit(GenePatients.View(_ml, GenePatients.Names(2), patients));

        double between = 0, all = 0;
        for (var gene = 0; gene < 2; gene++)
        {
            var statistics = GeneStatistics.Of(patients.Select(patient => (double)patient.Genes[gene]));
            all += patients.Length;
            foreach (var site in patients.GroupBy(patient => patient.Site))
            {
                var difference = site.Average(patient => (double)patient.Genes[gene]) - statistics.Mean;
                between += site.Count() * Math.Pow(difference / statistics.Deviation, 2);
            }
        }
        // All components together hold all variance, however they are rotated.
        Assert.Equal(between / all, model.SiteEffect!.Share, 1e-4);
    }

    [Fact]
    public void All_fitted_values_survive_the_zip()
    {
        var patients = GenePatients.Simulate(4, 80, 6, (0, 1.5)).Select((patient, i) => new GenePatient
        {
            PatientId = patient.PatientId,
            Genes = [.. patient.Genes.Select(MathF.Exp)],
            Time = patient.Time,
            Event = patient.Event,
            Site = $"{i % 4}",
        }).ToArray();
        patients[3].Genes[2] = float.NaN;
        var data = GenePatients.View(_ml, GenePatients.Names(6), patients);
        var model = _ml.Transforms.GroupGenomics(GenePatients.Groups(3, 3), new GenomicGroupingOptions
        {
            Log2Suffixes = ["_rnaseq"],
            MissingValues = GenomicMissingValues.TrainingMedian,
            LargestFalseDiscoveryRate = 0.2,
            EmptyGroups = EmptyGeneGroups.LeaveOut,
        }).Fit(data);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var loaded = Assert.IsType<GenomicGroupingTransformer>(new MLContext().Model.Load(stream, out _));

        Assert.Equal(Rows(model, data), Rows(loaded, data));
        Assert.Equal(model.FilteredGenes, loaded.FilteredGenes);
        Assert.Equal(model.SiteEffect, loaded.SiteEffect);
        Assert.NotEmpty(model.FilteredGenes);
    }

    [Fact]
    public void Options_out_of_range_are_refused_at_once()
    {
        Refused(new() { LargestDeviation = 0 });
        Refused(new() { MinimumVariance = -1 });
        Refused(new() { MinimumMutationFrequency = 2 });
        Refused(new() { LargestFalseDiscoveryRate = 0 });

        void Refused(GenomicGroupingOptions options) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.GroupGenomics(Both, options));
    }

    private static float[][] Rows(GenomicGroupingTransformer model, IDataView data) =>
        [.. model.Transform(data).GetColumn<float[]>(model.GroupNames[0])];
}
