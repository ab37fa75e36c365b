using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.PatchBags;
using AdaMHF.Simulation;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace AdaMHF.Speed.Explanations;

/// <summary>Compares explanations of held-out patients with what a simulated cohort planted, and prints the figures.</summary>
internal sealed class ReasonsCheck(MLContext ml, SimulatedCohort truth, ITransformer model, IDataView patients)
{
    // 1 in 120 is below 0.01.
    private const int Randomisations = 119, PatientsOfRandomised = 8;

    private readonly Dictionary<string, SimulatedPatient> _patients = truth.Patients.ToDictionary(patient => patient.CaseId);
    private ReasonsFigures? _trained;

    public void Print()
    {
        PatientExplanation[] explained = [.. ml.Survival.Explain(model, patients)];
        ShapleyAttribution[] shapley = [.. ml.Survival.ShapleyValues(model, patients)];
        GradientAttribution[] gradients = [.. ml.Survival.IntegratedGradients(model, patients)];
        Console.WriteLine($"  {explained.Length} held-out patients");

        double[] fronts = [.. explained.Select(FrontAuc)];
        Say($"front patches by score: mean AUC {fronts.Average():F3}, least {fronts.Min():F3}");
        double[] byGradient =
        [
            .. gradients.Select(one => ReasonsStatistics.Auc(
                one.Patches.Select(patch => (Math.Abs(patch.Attribution), IsFront(one.PatientId, patch))))),
        ];
        Say($"front patches by |integrated gradient|: mean AUC {byGradient.Average():F3}");

        var efficiency = shapley.Max(one => Math.Abs(one.BaseRisk + one.Players.Sum(player => player.Risk) - one.Risk));
        Say($"Shapley: largest error of efficiency {efficiency:E1}");
        foreach (var player in MeanShapley(shapley)) Say($"Shapley: mean |value| of {player.Name}: {player.Value:F4}");

        double[] errors = [.. gradients.Select(one => Math.Abs(1 - one.Completeness))];
        Say($"integrated gradients: largest error of completeness {errors.Max():P2}, beyond 2 %: {errors.Count(error => error > 0.02)}");
        Say($"integrated gradients: {gradients.Average(one => one.Steps):F0} points on average, {gradients.Max(one => one.Steps)} at most");
        for (var group = 0; group < truth.World.GeneGroups.Count; group++)
            Say($"genes of group {group + 1}, with a loading against without: AUC {LoadingAuc(gradients, group):F3}");
        var (subtype, subtypeP) = SubtypeGenes(gradients);
        Say($"group 2, shifted by subtype against the others: AUC {subtype:F3}, p (one-sided) {subtypeP:F3}");

        var (top, random, p) = Deletion(explained);
        Say($"deleting 5 % of the patches moves the risk by {top:F4} (top), {random:F4} (random); paired p {p:E1}");
        _trained = new(fronts.Take(PatientsOfRandomised).Average(), GroupLead(shapley.Take(PatientsOfRandomised)),
            GenesAuc(gradients.Take(PatientsOfRandomised)));
    }

    /// <summary>The same with permuted weights, many times.</summary>
    public void PrintRandomised(TransformerChain<ITransformer> random)
    {
        var network = (SurvivalNetworkTransformer)random.Last();
        var few = ml.Data.TakeRows(patients, PatientsOfRandomised);
        var atLeast = new int[3];
        var means = new double[3];
        for (var draw = 0; draw < Randomisations; draw++)
        {
            network.Scorer.With(0, (shuffled, _) => Shuffle(shuffled, draw));
            // The means of the training patients belong to the trained weights; those of these patients stand for nobody.
            double[] own =
            [
                ml.Survival.Explain(random, few).Average(FrontAuc),
                GroupLead(ml.Survival.ShapleyValues(random, few, background: few)),
                GenesAuc(ml.Survival.IntegratedGradients(random, few)),
            ];
            for (var i = 0; i < own.Length; i++)
            {
                means[i] += own[i] / Randomisations;
                if (own[i] >= _trained!.Values[i]) atLeast[i]++;
            }
        }
        string[] names = ["front AUC", "groups 1 and 3 over the others", "AUC of loadings in groups 1 and 3"];
        for (var i = 0; i < names.Length; i++)
        {
            var p = (atLeast[i] + 1.0) / (Randomisations + 1);
            Say($"{Randomisations} weight permutations: {names[i]} {means[i]:F3}, trained {_trained!.Values[i]:F3}, p {p:F4}");
        }
    }

    private static bool Shuffle(SurvivalNetwork network, int seed)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var random = new Random(seed);
        foreach (var (_, weights) in network.state_dict().Where(entry => entry.Value.is_floating_point()))
        {
            float[] values = [.. weights.cpu().contiguous().data<float>()];
            random.Shuffle(values);
            weights.copy_(torch.tensor(values).reshape(weights.shape));
        }
        return true;
    }

    private double FrontAuc(PatientExplanation patient) =>
        ReasonsStatistics.Auc(patient.Patches.Select(patch => (patch.Score, IsFront(patient.PatientId, patch))));

    private bool IsFront(string patient, PatchPlace patch) => Fronts(patient)[patch.Slide][patch.Number];

    private readonly Dictionary<string, IReadOnlyList<bool>[]> _fronts = [];

    private IReadOnlyList<bool>[] Fronts(string patient)
    {
        if (_fronts.TryGetValue(patient, out var known)) return known;
        return _fronts[patient] = [.. truth.SimulateSlides(_patients[patient]).Select(slide => slide.IsTumourFront)];
    }

    private static (string Name, double Value)[] MeanShapley(IEnumerable<ShapleyAttribution> patients) =>
    [
        .. patients.SelectMany(patient => patient.Players).GroupBy(player => player.Name)
            .Select(player => (player.Key, player.Average(one => Math.Abs(one.Risk)))),
    ];

    /// <summary>How far the lesser of groups 1 and 3 leads the best of the other groups.</summary>
    private double GroupLead(IEnumerable<ShapleyAttribution> patients)
    {
        var values = MeanShapley(patients).ToDictionary(player => player.Name, player => player.Value);
        double[] groups = [.. truth.World.GeneGroups.Select(group => values[group.Name])];
        return Math.Min(groups[0], groups[2]) / new[] { groups[1], groups[3], groups[4], groups[5] }.Max();
    }

    private double GenesAuc(IEnumerable<GradientAttribution> patients)
    {
        GradientAttribution[] all = [.. patients];
        return (LoadingAuc(all, 0) + LoadingAuc(all, 2)) / 2;
    }

    private double LoadingAuc(GradientAttribution[] patients, int group)
    {
        var importance = MeanGenes(patients, group);
        var loadings = truth.World.Loadings(group).ToArray();
        return ReasonsStatistics.Auc(importance.Select((value, gene) => (value, loadings[gene] != 0)));
    }

    private (double Auc, double P) SubtypeGenes(GradientAttribution[] patients)
    {
        (double, bool)[] genes = [.. MeanGenes(patients, 1).Select((value, gene) => (value, gene < 12))];
        return (ReasonsStatistics.Auc(genes), ReasonsStatistics.AucP(genes));
    }

    /// <summary>Mean |attribution| of each gene of a group, in the world's order.</summary>
    private double[] MeanGenes(GradientAttribution[] patients, int group)
    {
        var (name, genes) = (truth.World.GeneGroups[group].Name, truth.World.GeneGroups[group].Genes);
        var sums = patients.SelectMany(patient => patient.Genes).Where(gene => gene.Group == name)
            .GroupBy(gene => gene.Gene.Replace("_rnaseq", "", StringComparison.Ordinal))
            .ToDictionary(gene => gene.Key, gene => gene.Average(one => Math.Abs(one.Attribution)));
        return [.. genes.Select(gene => sums.GetValueOrDefault(gene))];
    }

    private (double Top, double Random, double P) Deletion(PatientExplanation[] explained)
    {
        var (network, data) = ExplainedPipeline.Find(model, patients);
        var random = new Random(0);
        var moves = new List<(double Top, double Random)>();
        foreach (var (patient, row) in explained.Zip(ExplainedPatient.Read(network, data, null)))
        {
            var bag = row.Modalities.Bag;
            var starts = new int[bag.Slides.Count];
            for (var slide = 1; slide < starts.Length; slide++) starts[slide] = starts[slide - 1] + bag.Slides[slide - 1].PatchCount;
            int[] byScore =
                [.. patient.Patches.OrderByDescending(patch => patch.Score).Select(patch => starts[patch.Slide] + patch.Number)];
            var deleted = Math.Max(1, (int)Math.Round(0.05 * byScore.Length));
            double Move(IEnumerable<int> gone) =>
                Math.Abs(network.Scorer.Score(row.Modalities with { Bag = Without(bag, [.. gone]) }).Score - patient.Risk);
            var draws = Enumerable.Range(0, 5).Select(_ =>
            {
                int[] drawn = [.. byScore];
                random.Shuffle(drawn);
                return Move(drawn.Take(deleted));
            });
            moves.Add((Move(byScore.Take(deleted)), draws.Average()));
        }
        return (moves.Average(move => move.Top), moves.Average(move => move.Random),
            ReasonsStatistics.PairedP([.. moves.Select(move => move.Top - move.Random)]));
    }

    private static PatchBag Without(PatchBag bag, HashSet<int> gone)
    {
        var (slides, first) = (new List<PatchFeatures>(), 0);
        foreach (var slide in bag.Slides)
        {
            int[] left = [.. Enumerable.Range(first, slide.PatchCount).Where(row => !gone.Contains(row))];
            if (left.Length > 0) slides.Add(bag.Read(left));
            first += slide.PatchCount;
        }
        return PatchBag.FromMemory(slides);
    }

    private static void Say(FormattableString line) => Console.WriteLine("  " + FormattableString.Invariant(line));
}
