using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Systems;

/// <summary>A row of the paired table's folds.csv.</summary>
internal sealed class PairedFold
{
    [LoadColumn(0)]
    public string PatientId { get; set; } = "";

    [LoadColumn(1)]
    public int Fold { get; set; }

    [LoadColumn(2)]
    public string Part { get; set; } = "";

    /// <summary>The published folds in order.</summary>
    public static SurvivalSplit[] Read(MLContext ml, string path)
    {
        var rows = ml.Data.CreateEnumerable<PairedFold>(ml.Data.LoadFromTextFile<PairedFold>(path, separatorChar: ',', hasHeader: true), reuseRowObject: false);
        return
        [
            .. rows.GroupBy(row => row.Fold).OrderBy(fold => fold.Key).Select(fold => new SurvivalSplit(
                fold.Where(row => row.Part == "train").Select(row => row.PatientId), fold.Where(row => row.Part == "test").Select(row => row.PatientId))),
        ];
    }
}
