using AdaMHF.MLNet;
using AdaMHF.Simulation;
using Microsoft.ML;

namespace Systems;

/// <summary>A simulated cohort, written to disk and read back, with a quarter of its patients held out.</summary>
/// <param name="ML">Context of the cohort's seed.</param>
/// <param name="Files">Where it lies.</param>
/// <param name="Cohort">What was read back.</param>
/// <param name="Train">Patients to learn from.</param>
/// <param name="Test">Patients held out.</param>
/// <param name="TrueRisks">The held-out patients' true risks.</param>
internal sealed record SimulatedSplit(MLContext ML, SimulatedCohortFiles Files, SurvivalCohort Cohort, IDataView Train, IDataView Test, double[] TrueRisks)
{
    public static SimulatedSplit Create(SimulatedCohort truth, string folder)
    {
        var files = truth.WriteTo(folder);
        var ml = new MLContext(truth.CohortSeed);
        var cohort = ml.Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = GeneGroups.FromCsv(files.Signatures) });
        var division = SurvivalSplit.FromCsv(files.HoldOutSplit);
        var parts = cohort.Split(division);
        var risks = truth.Patients.ToDictionary(patient => patient.CaseId, patient => patient.Risk);
        var held = division.Validation.ToHashSet();
        return new(ml, files, cohort, parts.TrainSet, parts.TestSet, [.. cohort.Patients.Where(held.Contains).Select(patient => risks[patient])]);
    }
}
