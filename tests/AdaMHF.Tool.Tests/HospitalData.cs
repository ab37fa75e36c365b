using System.Globalization;
using System.Text;

namespace AdaMHF.Tool.Tests;

/// <summary>
/// A table as a hospital exports it: semicolons, windows-1252, days, Alive and Dead, stages with gaps, genes by symbol; and a folder of
/// .npy bags. Patients with much of the first gene die early.
/// </summary>
internal sealed class HospitalData : IDisposable
{
    private const int Patients = 60;
    private const int Patches = 12;
    private const int Width = 8;

    private readonly TemporaryFolder _folder = new();

    public HospitalData()
    {
        var random = new Random(5);
        Directory.CreateDirectory(Bags);
        var text = new StringBuilder("Patient;Vital status;OS_days;Stage;Age;slide_id;TP53;KRAS;MYC;EGFR\r\n");
        for (var i = 0; i < Patients; i++)
        {
            double[] genes = [.. Enumerable.Range(0, 4).Select(_ => (random.NextDouble() * 4) - 2)];
            var days = Math.Ceiling(-Math.Log(random.NextDouble()) * 1500 * Math.Exp(-1.5 * genes[0]));
            var followUp = 400 + random.Next(2000);
            var stage = i % 7 == 3 ? "[Not Available]" : i % 2 == 0 ? "II" : "III";
            string[] cells =
            [
                $"Müller-{i:00}", days <= followUp ? "Dead" : "Alive", Text(Math.Min(days, followUp)), stage, Text(40 + (i % 40)),
                $"slide{i:00}.svs", .. genes.Select(gene => Text(Math.Round(gene, 3))),
            ];
            text.Append(CultureInfo.InvariantCulture, $"{string.Join(';', cells)}\r\n");
            WriteNpy(Path.Combine(Bags, $"slide{i:00}.npy"), random);
        }
        text.Append(";;;;;;;;;\r\n");
        File.WriteAllBytes(Table, Encoding.Latin1.GetBytes(text.ToString()));
        File.WriteAllText(Groups, "Suppressors,Oncogenes\nTP53,KRAS\n,MYC\n,EGFR\n");
    }

    public string Table => _folder.Sub("patients.csv");

    public string Groups => _folder.Sub("groups.csv");

    public string Bags => _folder.Sub("bags");

    public string Sub(string name) => _folder.Sub(name);

    /// <summary>The options that the table needs on the command line.</summary>
    public string[] Options =>
    [
        "--table", Table, "--encoding", "windows-1252", "--patient", "Patient", "--time", "OS_days", "--event", "Vital status", "--groups",
        Groups,
    ];

    public void Dispose() => _folder.Dispose();

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static void WriteNpy(string path, Random random)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({Patches}, {Width}), }}";
        header = header.PadRight(118 - 1) + "\n";
        using var file = new BinaryWriter(File.Create(path));
        file.Write([0x93, .. "NUMPY"u8, 1, 0]);
        file.Write((ushort)header.Length);
        file.Write(Encoding.ASCII.GetBytes(header));
        for (var i = 0; i < Patches * Width; i++) file.Write((float)random.NextDouble());
    }
}
