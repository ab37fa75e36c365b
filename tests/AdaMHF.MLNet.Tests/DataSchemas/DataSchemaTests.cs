using System.Text.Json;
using System.Text.RegularExpressions;
using AdaMHF.PatchBags;
using Microsoft.ML.Data;
using PureHDF;

namespace AdaMHF.MLNet.Tests;

/// <summary>The descriptions in data-schemas/ agree with the code.</summary>
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
    public void The_schema_lists_every_word_for_a_missing_value() => Assert.Equal(
        ["", "NaN", .. TableOptions.DefaultMissingWords],
        Schema("cohort-table.json").GetProperty("missingValues").EnumerateArray().Select(word => word.GetString()));

    [Fact]
    public void Every_layout_has_a_page_that_names_its_columns()
    {
        if (Checkout.Folder is null) Assert.Skip("The tests do not run inside a checkout.");
        foreach (var layout in SurvivalLayout.All)
        {
            var page = File.ReadAllText(Path.Combine(Checkout.Folder, "data-schemas", "layouts", $"{layout.Name}.md"));
            foreach (var options in layout.Endpoints.Select(layout.Options))
            {
                string?[] columns =
                [
                    options.CaseIdColumnName, options.SlideIdColumnName, options.TimeColumnName, options.FollowUpColumnName,
                    options.EventColumnName ?? options.CensorshipColumnName ?? "censorship",
                ];
                Assert.All(columns.OfType<string>(), column => Assert.Contains($"`{column}`", page, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Columns_of_a_split_are_demanded()
    {
        var fields = Fields("split.json");
        string[] names = [.. fields.Select(field => field.Name)];
        Assert.Equal(["train"], fields.Where(field => field.Required).Select(field => field.Name));

        var split = SurvivalSplit.FromCsv(_files.Write($"{string.Join(',', names)}\np1,p2,p3\n"));
        Assert.Equal(["p1", "p2", "p3"], [split.Train.Single(), split.Validation.Single(), split.Test.Single()]);
        Assert.All(names[1..], name => Assert.NotEmpty(SurvivalSplit.FromCsv(_files.Write($"train,{name}\np1,p2\n")).HoldOut));
        foreach (var columns in new[] { $"else,{names[1]},{names[2]}", $"{names[0]},else,other" })
            Assert.Throws<CohortFileException>(() => SurvivalSplit.FromCsv(_files.Write($"{columns}\np1,p2,p3\n")));
    }

    [Fact]
    public void A_written_patch_bag_holds_what_the_schema_lists()
    {
        var path = _files.PathOf("slide.h5");
        var patches = new PatchFeatures(new float[6], 3, [new(0, 256), new(256, 256)]);
        ClamH5Writer.Write(path, patches, patchSize: 256, patchLevel: 0, encoder: "UNI", micronsPerPixel: 0.5);

        using var file = H5File.OpenRead(path);
        foreach (var dataset in Schema("patch-bag.json").GetProperty("datasets").EnumerateArray())
        {
            var written = file.Dataset(dataset.GetProperty("name").GetString()!);
            var listed = dataset.GetProperty("attributes").EnumerateArray().Select(attribute => attribute.GetProperty("name").GetString());
            Assert.Equal(listed, written.Attributes().Select(attribute => attribute.Name));
            Assert.Equal(dataset.GetProperty("shape").GetArrayLength(), written.Space.Rank);
        }
    }

    [Fact]
    public void Formats_and_extensions_of_patch_bags_are_those_that_the_schema_lists()
    {
        var formats = Schema("patch-bag.json").GetProperty("formats").EnumerateArray().ToArray();
        var other = _files.PathOf("other.h5");
        File.WriteAllText(other, "of another kind");
        var refusal = Assert.Throws<PatchBagException>(() => PatchBag.Open(other).PatchCount);
        const string Expected = "Expected: ";
        var expected = refusal.Message[(refusal.Message.IndexOf(Expected, StringComparison.Ordinal) + Expected.Length)..^1].Split(", ");
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            formats.SelectMany(format => format.GetProperty("name").GetString()!.Split(", ")).Order(StringComparer.Ordinal));
        Assert.All(
            formats.SelectMany(format => format.GetProperty("extensions").EnumerateArray()),
            extension => Assert.Equal("slide", SlideFolder.WithoutExtension("slide" + extension.GetString())));
    }

    [Fact]
    public void Other_names_that_the_schema_lists_are_read()
    {
        foreach (var dataset in Schema("patch-bag.json").GetProperty("datasets").EnumerateArray())
        {
            foreach (var name in Names(dataset))
            {
                foreach (var attribute in dataset.GetProperty("attributes").EnumerateArray().SelectMany(Names))
                {
                    var path = _files.PathOf("slide.h5");
                    var features = new H5Dataset(new float[3, 4]);
                    var coordinates = new H5Dataset(new long[3, 2]);
                    var described = dataset.GetProperty("name").GetString() == "features" ? features : coordinates;
                    var isEncoder = attribute.Contains("encoder", StringComparison.Ordinal) || attribute == "model_name";
                    described.Attributes[attribute] = isEncoder ? "UNI" : 2;
                    new H5File
                    {
                        [described == features ? name : "features"] = features,
                        [described == coordinates ? name : "coords"] = coordinates,
                    }.Write(path);

                    var bag = PatchBag.Open(path);

                    Assert.True(bag.HasCoordinates);
                    Assert.Single(new object?[] { bag.Encoder, bag.MicronsPerPixel, bag.PatchSize, bag.Level }, value => value is not null);
                }
            }
        }

        static IEnumerable<string> Names(JsonElement one)
        {
            var others = one.TryGetProperty("otherNames", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
            return others.Prepend(one.GetProperty("name").GetString()!);
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
