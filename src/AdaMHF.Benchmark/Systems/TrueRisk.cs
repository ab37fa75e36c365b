using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>The risk that a simulated cohort was drawn with: what nobody can beat.</summary>
internal static class TrueRisk
{
    public static BenchmarkSystem Of(string key, string name) =>
        new(key, name, SurvivalModalities.Both, (request, _) => new Fitted(Read(request.Cohort.Truth!)))
        {
            UsesSeed = false,
            KnowsTruth = true,
        };

    private static Dictionary<string, double> Read(string path)
    {
        using var truth = CsvFile.Open(path);
        var risks = new Dictionary<string, double>(StringComparer.Ordinal);
        while (truth.Read()) risks.Add(truth.Text("case_id"), truth.Number("risk"));
        return risks;
    }

    private sealed class Fitted(Dictionary<string, double> risks) : FittedSystem
    {
        public override long Parameters => 0;

        public override IReadOnlyList<ScoredPatient> Score(IDataView patients, Condition condition) =>
            [.. patients.GetColumn<string>(SurvivalColumns.PatientId).Select(patient => new ScoredPatient(patient, risks[patient], []))];

        public override void Dispose()
        {
        }
    }
}
