using System.Text.Json;
using System.Text.RegularExpressions;
using AdaMHF.PatchBags;
using Microsoft.ML.Data;
using PureHDF;

namespace AdaMHF.MLNet.Tests;

/// <summary>data-schemas/ says what the code does.</summary>
public sealed class DataSchemaTests : IDisposable
{
    private readonly CohortFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Columns_of_a_cohort_table_are_demanded_where_the_schema_says_so()
    {
        var fields = Fields("cohort-table.json");

        Assert.Equal(1, _files.Load(Table(fields)).PatientCount);
        foreach (var field in fields)
        {
            var without = Table(fields.Where(other => other != field));
            if (field.Required)
            {
                var error = Assert.Throws<CohortFileException>(() => _files.Load(without));
                Assert.Contains($"no column '{field.Name}'", error.Message, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(1, _files.Load(without).PatientCount);
            }
        }
    }

    [Fact]
    public void Gene_columns_of_a_cohort_table_are_those_that_the_schema_describes()
    {
        string[] names = ["TP53_mut", "TP53_cnv", "TP53_rnaseq", "TP53", "_mut", "TP53_mutation"];
        var columns = Schema("cohort-table.json").GetProperty("columns").EnumerateArray();
        var described = names.Where(name => columns.Any(column => Regex.IsMatch(name, column.GetProperty("pattern").GetString()!)));

        var cohort = _files.Load($"case_id,slide_id,survival_months,censorship,{string.Join(',', names)}\np,s,1,0,1,1,1,1,1,1\n");

        Assert.Equal(described, cohort.GeneColumns);
    }

    [Fact]
    public void Cells_that_the_schema_calls_missing_are_missing()
    {
        foreach (var missing in Schema("cohort-table.json").GetProperty("missingValues").EnumerateArray())
        {
            var data = _files.Load($"case_id,slide_id,survival_months,censorship,age,TP53_mut\np,s,1,0,{missing},{missing}\n").Data;

            Assert.Equal([float.NaN], data.GetColumn<float>("age"));
            Assert.Equal([[float.NaN]], data.GetColumn<float[]>("Genes"));
        }
    }

    [Fact]
    public void Columns_of_a_split_are_demanded()
    {
        var fields = Fields("split.json");
        Assert.All(fields, field => Assert.True(field.Required));

        var split = SurvivalSplit.FromCsv(_files.Write($"{string.Join(',', fields.Select(field => field.Name))}\np1,p2\n"));

        Assert.Equal(["p1"], split.Train);
        Assert.Equal(["p2"], split.Validation);
        Assert.All(fields, field => Assert.Throws<CohortFileException>(() => SurvivalSplit.FromCsv(
            _files.Write(string.Join(',', fields.Select(other => other == field ? "else" : other.Name)) + "\np1,p2\n"))));
    }

    [Fact]
    public void A_written_patch_bag_holds_what_the_schema_lists()
    {
        var path = _files.PathOf("slide.h5");
        var patches = new PatchFeatures(new float[6], 3, [new(0, 256), new(256, 256)]);
        ClamH5Writer.Write(path, patches, patchSize: 256, patchLevel: 0, encoder: "UNI");

        using var file = H5File.OpenRead(path);
        foreach (var dataset in Schema("patch-bag.json").GetProperty("datasets").EnumerateArray())
        {
            var written = file.Dataset(dataset.GetProperty("name").GetString()!);
            var listed = dataset.GetProperty("attributes").EnumerateArray().Select(attribute => attribute.GetProperty("name").GetString());
            Assert.Equal(listed, written.Attributes().Select(attribute => attribute.Name));
            Assert.Equal(dataset.GetProperty("shape").GetArrayLength(), written.Space.Rank);
        }
    }

    private static string Table(IEnumerable<Field> fields) =>
        $"{string.Join(',', fields.Select(field => field.Name))}\n{string.Join(',', fields.Select(_ => "1"))}\n";

    private static Field[] Fields(string schema) =>
    [
        .. Schema(schema).GetProperty("fields").EnumerateArray()
            .Select(field => new Field(field.GetProperty("name").GetString()!, field.GetProperty("presence").GetString() == "required")),
    ];

    private static JsonElement Schema(string name)
    {
        if (Checkout.Folder is null) Assert.Skip("The tests do not run inside a checkout.");
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Folder, "data-schemas", name))).RootElement;
    }

    private sealed record Field(string Name, bool Required);
}
