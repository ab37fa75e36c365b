using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using AdaMHF.Simulation;
using Microsoft.ML;

namespace AdaMHF.Speed.Explanations;

/// <summary>How well explanations find what a simulated cohort planted.</summary>
internal sealed class ReasonsMeasures(SimulatedCohort truth)
{
    private readonly Dictionary<string, SimulatedPatient> _patients = truth.Patients.ToDictionary(patient => patient.CaseId);
    private readonly Dictionary<string, IReadOnlyList<bool>[]> _fronts = [];

    public double FrontAuc(PatientExplanation patient) =>
        ReasonsStatistics.Auc(patient.Patches.Select(patch => (patch.Score, IsFront(patient.PatientId, patch))));

    public bool IsFront(string patient, PatchPlace patch)
    {
        if (!_fronts.TryGetValue(patient, out var known))
            _fronts[patient] = known = [.. truth.SimulateSlides(_patients[patient]).Select(slide => slide.IsTumourFront)];
        return known[patch.Slide][patch.Number];
    }

    public static (string Name, double Value)[] MeanShapley(IEnumerable<ShapleyAttribution> patients) =>
    [
        .. patients.SelectMany(patient => patient.Players).GroupBy(player => player.Name)
            .Select(player => (player.Key, player.Average(one => Math.Abs(one.Risk)))),
    ];

    /// <summary>How often the lesser of groups 1 and 3 is as large as the best of the other groups.</summary>
    public double GroupLead(IEnumerable<ShapleyAttribution> patients)
    {
        var values = MeanShapley(patients).ToDictionary(player => player.Name, player => player.Value);
        double[] groups = [.. truth.World.GeneGroups.Select(group => values[group.Name])];
        return Math.Min(groups[0], groups[2]) / new[] { groups[1], groups[3], groups[4], groups[5] }.Max();
    }

    /// <summary>Genes with a loading against those without, mean of groups 1 and 3.</summary>
    public double GenesAuc(GradientAttribution[] patients) => (LoadingAuc(patients, 0) + LoadingAuc(patients, 2)) / 2;

    public double LoadingAuc(GradientAttribution[] patients, int group)
    {
        var importance = MeanGenes(patients, group);
        var loadings = truth.World.Loadings(group).ToArray();
        return ReasonsStatistics.Auc(importance.Select((value, gene) => (value, loadings[gene] != 0)));
    }

    /// <summary>Mean |attribution| of each gene of a group, in the world's order.</summary>
    public double[] MeanGenes(GradientAttribution[] patients, int group)
    {
        var (name, genes) = (truth.World.GeneGroups[group].Name, truth.World.GeneGroups[group].Genes);
        var sums = patients.SelectMany(patient => patient.Genes).Where(gene => gene.Group == name)
            .GroupBy(gene => gene.Gene.Replace("_rnaseq", "", StringComparison.Ordinal))
            .ToDictionary(gene => gene.Key, gene => gene.Average(one => Math.Abs(one.Attribution)));
        return [.. genes.Select(gene => sums.GetValueOrDefault(gene))];
    }

    /// <summary>How far the risk moves without the 5 % of patches with the highest scores, and without a random 5 %.</summary>
    public static (double Top, double Random, double P) Deletion(ITransformer model, IDataView patients, PatientExplanation[] explained)
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
}
