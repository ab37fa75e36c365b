using System.IO.Compression;
using System.Text;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>Small cohort tables, written to a folder that is deleted with the test.</summary>
internal sealed class CohortFiles : IDisposable
{
    /// <summary>Two patients with slides (one with two), one without; p2 lacks its genes, p3 one gene and its age.</summary>
    public const string Table = """
        ,case_id,slide_id,age,site,survival_months,censorship,oncotree_code,train,TP53_mut,MYC_cnv,MYC_rnaseq
        0,p1,p1-a.svs,63,02,24.5,0,LUAD,1.0,1,-2,0.25
        1,p2,p2-a.svs,71.5,05,3.25,1,LUAD,1.0,,,
        2,p1,p1-b.svs,63.0,02,24.50,0.0,LUAD,1.0,1,-2.0,0.25
        3,p3,,,2,0.5,0,LUSC,1.0,0,1,
        """;

    /// <summary>Header of a table with one gene.</summary>
    public const string Header = "case_id,slide_id,survival_months,censorship,TP53_mut\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cohort-tests-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string text, string name = "table.csv") => Write(Encoding.UTF8.GetBytes(text), name);

    public string Write(byte[] content, string name)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    public SurvivalCohort Load(string text = Table, SurvivalCohortOptions? options = null) =>
        new MLContext().Data.LoadSurvivalCohort(Write(text), options);

    /// <summary>Requires that a table is refused with a message that names its path and these parts; returns the message.</summary>
    public string Refused(string table, params string[] parts) => RefusedFile(Write(table), parts);

    /// <inheritdoc cref="Refused"/>
    public static string RefusedFile(string path, params string[] parts)
    {
        var error = Assert.Throws<CohortFileException>(() => new MLContext().Data.LoadSurvivalCohort(path));
        Assert.All(parts.Append(path), part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        return error.Message;
    }

    public static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
