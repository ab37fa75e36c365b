using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>The risk that a simulated cohort was drawn with: what nobody can beat.</summary>
internal static class TrueRisk
{
    public static BenchmarkSystem Whole { get; } = Of("truth", "The true risk itself", truth => truth.Number("risk"));

    public static BenchmarkSystem WithoutClinic { get; } = Of(
        "truth-without-clinic", "The true risk but the clinic's part", truth => truth.Number("risk") - truth.Number("clinical_risk")) with
    {
        ReadsClinic = true,
    };

    private static BenchmarkSystem Of(string key, string name, Func<CsvFile, double> risk) =>
        new(key, name, SurvivalModalities.Both, (request, _) => new Fitted(Read(request.Cohort.Truth!, risk)))
        {
            UsesSeed = false,
            KnowsTruth = true,
        };

    private static Dictionary<string, double> Read(string path, Func<CsvFile, double> risk)
    {
        using var truth = CsvFile.Open(path);
        var risks = new Dictionary<string, double>(StringComparer.Ordinal);
        while (truth.Read()) risks.Add(truth.Text("case_id"), risk(truth));
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
