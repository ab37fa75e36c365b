using System.Globalization;
using MathNet.Numerics.Statistics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>
/// The official loaders of MCAT-derived code take all columns after the first twelve for genes. In the published LUAD table this makes the
/// censorship a gene of every model without groups, in other tables the old split. Here neither may become a feature, wherever a table has
/// it.
/// </summary>
public sealed class LabelLeakTests : IDisposable
{
    private const int ColumnsBeforeOfficialGenes = 12;
    private const int Patients = 48;

    private static readonly string[] Genes = [.. Enumerable.Range(0, 16).Select(i => $"G{i:00}{GeneGroups.DefaultSuffixes[i % 3]}")];

    private static readonly string[] Others =
    [
        "Unnamed: 0", "case_id", "slide_id", "site", "is_female", "oncotree_code", "age", "survival_months",
    ];

    private static readonly string[] Harmless = ["", .. Others, "censorship", "train", .. Genes];

    private readonly CohortFiles _files = new();

    public static TheoryData<string> Traps =>
    [
        string.Join(',', ["", .. Others, .. Genes, "censorship", "train"]),
        string.Join(',', ["", "train", .. Others, .. Genes[..5], "censorship", .. Genes[5..]]),
        string.Join(',', ["", .. Genes[..12], "censorship", .. Others, "train", .. Genes[12..]]),
    ];

    [Theory, MemberData(nameof(Traps))]
    public void Outcome_and_split_are_never_features_wherever_the_table_has_them(string header)
    {
        var columns = header.Split(',');
        Assert.Contains("censorship", columns.Skip(ColumnsBeforeOfficialGenes));

        var cohort = _files.Load(Table(columns));
        var features = AllGenes(cohort);

        Assert.Equal(Genes, cohort.GeneColumns);
        Assert.Equal(Genes.Order(StringComparer.Ordinal), Names(features));
        Assert.Equal(AllGenes(_files.Load(Table(Harmless))).GetColumn<float[]>("AllGenes"), features.GetColumn<float[]>("AllGenes"));
    }

    [Theory, MemberData(nameof(Traps))]
    public void A_model_of_all_genes_predicts_the_same_whatever_outcome_and_split_the_table_has(string header)
    {
        var columns = header.Split(',');
        var ml = new MLContext(seed: 1);
        var cohort = _files.Load(Table(columns));
        using var model = ml.Transforms.GroupGenomics(GeneGroups.OfAllGenes(cohort.GeneColumns))
            .Append(ml.Survival.Trainers.Snn(SmallSystems.Options<SnnTrainer.Options>()))
            .Fit(cohort.Data);

        var scores = SmallStudy.Scores(model.Transform(cohort.Data));
        var inverted = _files.Load(Table(columns, invertOutcome: true)).Data;

        Assert.Equal(Patients, scores.Distinct().Count());
        Assert.Equal(SmallStudy.Bits(scores), SmallStudy.ScoreBits(model, inverted));
    }

    [Fact]
    public void A_suffix_that_outcome_and_split_share_does_not_make_them_genes()
    {
        var cohort = _files.Load(Table(Harmless), new() { GeneSuffixes = [.. GeneGroups.DefaultSuffixes, "ship", "ain", ": 0"] });

        Assert.Equal(Genes, cohort.GeneColumns);
    }

    [Theory]
    [Trait("Category", "RealData")]
    [InlineData("luad", 2936)]
    [InlineData("luad_sig", 3096)]
    public void No_feature_of_the_real_table_leaks_the_outcome(string table, int genes)
    {
        var cohort = new MLContext().Data.LoadSurvivalCohort(RealTables.PathOf($"tcga_{table}.csv.gz"));
        double[] died = [.. cohort.Data.GetColumn<bool>("Event").Select(Convert.ToDouble)];

        var features = AllGenes(cohort);
        float[][] rows = [.. features.GetColumn<float[]>("AllGenes")];

        var names = Names(features);
        Assert.Equal(genes, names.Length);
        Assert.All(names, name => Assert.Contains(GeneGroups.DefaultSuffixes, suffix => name.EndsWith(suffix, StringComparison.Ordinal)));
        for (var slot = 0; slot < genes; slot++)
        {
            // The correlation of a constant column is NaN.
            var correlation = Correlation.Pearson(rows.Select(row => (double)row[slot]), died);
            Assert.False(Math.Abs(correlation) > 0.5, $"{names[slot]} correlates with the event by {correlation}.");
        }
    }

    public void Dispose() => _files.Dispose();

    private static IDataView AllGenes(SurvivalCohort cohort) =>
        new MLContext().Transforms.GroupGenomics(GeneGroups.OfAllGenes(cohort.GeneColumns)).Fit(cohort.Data).Transform(cohort.Data);

    private static string[] Names(IDataView features) => SlotNames.Of(features.Schema["AllGenes"]);

    private static string Table(string[] columns, bool invertOutcome = false)
    {
        var random = new Random(7);
        var genes = Enumerable.Range(0, Patients).Select(_ => Genes.ToDictionary(gene => gene, _ => random.NextDouble())).ToArray();
        var lines = genes.Select((own, patient) => string.Join(',', columns.Select(column => column switch
        {
            "" or "Unnamed: 0" => $"{patient}",
            "case_id" => $"P{patient:00}",
            "slide_id" => $"P{patient:00}-slide.svs",
            "survival_months" => $"{patient + 1}",
            "censorship" or "train" => (patient % 3 == 0) ^ invertOutcome ? "1" : "0",
            "site" or "oncotree_code" => "A",
            "age" => $"{40 + patient}",
            "is_female" => "1",
            _ => own[column].ToString(CultureInfo.InvariantCulture),
        })));
        return string.Join('\n', lines.Prepend(string.Join(',', columns)));
    }
}
