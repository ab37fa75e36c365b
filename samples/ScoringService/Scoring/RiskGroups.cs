using AdaMHF.Survival;

namespace ScoringService;

/// <summary>Divides the patients of a request by their median risk, as survival plots of this field do.</summary>
internal static class RiskGroups
{
    public static IReadOnlyList<PatientResult> Of(IReadOnlyList<PatientResult> patients)
    {
        double[] risks = [.. patients.Select(patient => patient.Risk).OfType<float>().Select(risk => (double)risk)];
        if (risks.Length < 2) return patients;
        var groups = new Queue<int>(MedianSplit.HighRisk(risks));
        return [.. patients.Select(patient =>
            patient.Risk is null ? patient : patient with { Group = groups.Dequeue() == 1 ? "high" : "low" })];
    }
}
