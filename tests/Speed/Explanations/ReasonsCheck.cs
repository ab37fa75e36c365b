using AdaMHF.MLNet;
using AdaMHF.Simulation;
using Microsoft.ML;

namespace AdaMHF.Speed.Explanations;

/// <summary>Compares explanations of held-out patients with what a simulated cohort planted, and prints the figures.</summary>
internal sealed class ReasonsCheck(MLContext ml, SimulatedCohort truth, ITransformer model, IDataView patients)
{
    private readonly ReasonsMeasures _measures = new(truth);

    public void Print()
    {
        PatientExplanation[] explained = [.. ml.Survival.Explain(model, patients)];
        ShapleyAttribution[] shapley = [.. ml.Survival.ShapleyValues(model, patients)];
        GradientAttribution[] gradients = [.. ml.Survival.IntegratedGradients(model, patients)];
        Console.WriteLine($"  {explained.Length} held-out patients");

        double[] fronts = [.. explained.Select(_measures.FrontAuc)];
        Say($"front patches by score: mean AUC {fronts.Average():F3}, least {fronts.Min():F3}");
        double[] byGradient =
        [
            .. gradients.Select(one => ReasonsStatistics.Auc(
                one.Patches.Select(patch => (Math.Abs(patch.Attribution), _measures.IsFront(one.PatientId, patch))))),
        ];
        Say($"front patches by |integrated gradient|: mean AUC {byGradient.Average():F3}");

        var efficiency = shapley.Max(one => Math.Abs(one.BaseRisk + one.Players.Sum(player => player.Risk) - one.Risk));
        Say($"Shapley: largest error of efficiency {efficiency:E1}");
        foreach (var player in ReasonsMeasures.MeanShapley(shapley)) Say($"Shapley: mean |value| of {player.Name}: {player.Value:F4}");

        double[] errors = [.. gradients.Select(one => Math.Abs(1 - one.Completeness))];
        Say($"integrated gradients: largest error of completeness {errors.Max():P2}, beyond 2 %: {errors.Count(error => error > 0.02)}");
        Say($"integrated gradients: {gradients.Average(one => one.Steps):F0} points on average, {gradients.Max(one => one.Steps)} at most");
        for (var group = 0; group < truth.World.GeneGroups.Count; group++)
            Say($"genes of group {group + 1}, with a loading against without: AUC {_measures.LoadingAuc(gradients, group):F3}");
        var (subtype, subtypeP) = SubtypeGenes(gradients);
        Say($"group 2, shifted by subtype against the others: AUC {subtype:F3}, p (one-sided) {subtypeP:F3}");

        var (top, random, p) = ReasonsMeasures.Deletion(model, patients, explained);
        Say($"deleting 5 % of the patches moves the risk by {top:F4} (top), {random:F4} (random); paired p {p:E1}");
    }

    private (double Auc, double P) SubtypeGenes(GradientAttribution[] patients)
    {
        (double, bool)[] genes = [.. _measures.MeanGenes(patients, 1).Select((value, gene) => (value, gene < 12))];
        return (ReasonsStatistics.Auc(genes), ReasonsStatistics.AucP(genes));
    }

    private static void Say(FormattableString line) => Console.WriteLine("  " + FormattableString.Invariant(line));
}
