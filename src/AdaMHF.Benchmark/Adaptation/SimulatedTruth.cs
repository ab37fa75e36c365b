using System.Globalization;
using AdaMHF.Simulation;

namespace AdaMHF.Benchmark;

/// <summary>What only a simulation knows of its patients: subtypes, and which patches are tumour front.</summary>
internal sealed class SimulatedTruth
{
    private readonly Dictionary<string, int> _subtypes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TumourFront> _fronts = new(StringComparer.Ordinal);

    private SimulatedTruth()
    {
    }

    /// <summary>Reads the files of truth, which lie side by side; cohorts of earlier versions say nothing of the front.</summary>
    /// <param name="path">Path of the true risks.</param>
    public static SimulatedTruth Read(string path)
    {
        var read = new SimulatedTruth();
        using var truth = CsvFile.Open(path);
        while (truth.Read()) read._subtypes.Add(truth.Text("case_id"), truth.Whole("subtype"));
        var front = new SimulatedCohortFiles(Path.GetDirectoryName(path)!).Front;
        if (File.Exists(front)) read.ReadFront(front);
        return read;
    }

    public int SubtypeOf(string patient) => _subtypes[patient];

    /// <summary>Null for a patient without slides.</summary>
    public TumourFront? FrontOf(string patient) => _fronts.GetValueOrDefault(patient);

    private void ReadFront(string path)
    {
        using var slides = CsvFile.Open(path);
        var patches = new Dictionary<string, int>(StringComparer.Ordinal);
        while (slides.Read())
        {
            var patient = slides.Text("case_id");
            var first = patches.GetValueOrDefault(patient);
            var rows = slides.Text("front").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(row => first + int.Parse(row, CultureInfo.InvariantCulture));
            _fronts[patient] = new(slides.Number("front_share"), [.. FrontOf(patient)?.Rows ?? [], .. rows]);
            patches[patient] = first + slides.Whole("patches");
        }
    }
}
