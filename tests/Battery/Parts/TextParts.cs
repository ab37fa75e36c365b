using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Battery.Parts;

/// <summary>Tables, gene sets and splits. The other reader finds patients with outcome and slides, sets of genes, parts.</summary>
internal static class TextParts
{
    private const string Table = """
        case_id,slide_id,age,survival_months,censorship,TP53_mut,MYC_rnaseq
        P-001,P-001-a.svs,63,24.5,0,1,0.25
        P-002,P-002-a.svs,71.5,3.25,1,,
        P-001,P-001-b.svs,63,24.5,0,1,0.25
        "P, 003",,,0.5,0,0,1e-3
        Mueller-4,x.tif,"50",12,1,0,-2.5
        """;

    private const string Sets = "ONE\thttp://a\tTP53\tMYC\tBRCA1\nTWO\tna\tKRAS\tTP53\n\nTHREE\t\tA\tB\tC\tD\tA\n";

    public static IReadOnlyList<FormatPart> All { get; } =
    [
        Part("csv", ".csv", Cohort, Table, Table.Replace("\n", "\r\n", StringComparison.Ordinal)),
        Part("gmt", ".gmt", GeneSets, Sets),
        Part("split", ".split", Split, ",train,val\n0,P1,P3\n1,P2,\n", "train,val,test\nP1,P2,P3\nP4,,\n",
            "id,train,val,test\nP1,True,False,False\nP2,False,True,False\nP3,False,False,True\n"),
    ];

    private static FormatPart Part(string name, string ending, Func<string, byte[]> read, params string[] texts) => new(
        name,
        "tables",
        ending,
        () => [.. texts.SelectMany((text, i) => new[] { ($"{name}-{i}", Encoding.UTF8.GetBytes(text)), ($"{name}-{i}-gzip", Gzip(text)) })],
        read,
        error => error is CohortFileException);

    private static byte[] Cohort(string path)
    {
        var cohort = new MLContext().Data.LoadSurvivalCohort(path);
        var slides = cohort.Data.GetColumn<string[]>("SlideIds");
        var outcomes = cohort.Data.GetColumn<float>("Time").Zip(cohort.Data.GetColumn<bool>("Event"), slides);
        return JsonSerializer.SerializeToUtf8Bytes(cohort.Patients.Zip(outcomes).Select(
            row => new object[] { row.First, BitConverter.SingleToUInt32Bits(row.Second.First), row.Second.Second, row.Second.Third }));
    }

    private static byte[] GeneSets(string path) =>
        JsonSerializer.SerializeToUtf8Bytes(GeneGroups.FromGmt(path).Select(group => new object[] { group.Name, group.Genes }));

    private static byte[] Split(string path)
    {
        var split = SurvivalSplit.FromCsv(path);
        return JsonSerializer.SerializeToUtf8Bytes(new[] { split.Train, split.Validation, split.Test });
    }

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
