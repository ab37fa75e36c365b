namespace AdaMHF.MLNet;

/// <summary>Computes exact Shapley values of the parts of a patient's data; see <see cref="ShapleyAttribution"/>.</summary>
internal sealed class ShapleyExplainer(SurvivalNetworkTransformer model, PrognosisBackground background)
{
    // Selected tokens of so many coalitions fit in the memory of a batch of whole bags.
    private const int MaxCoalitions = 64;

    private readonly NetworkModelSettings _settings = model.NetworkSettings;

    public ShapleyAttribution Of(ExplainedPatient patient)
    {
        var players = PlayersOf(patient);
        var baseline = PatientExplainer.CurveOf(background.Survival, _settings.Prognosis);
        double[] nobody = [background.Risk, .. baseline.Survival];
        var worth = Worth(patient.Modalities, players, nobody);
        var values = Coalitions.ShapleyValues(players.Length, worth);
        return new(
            patient.Id,
            [.. players.Select((player, place) => new ShapleyPlayer(player.Kind, player.Name, values[place][0], values[place][1..]))],
            background.Risk,
            worth[^1][0],
            baseline,
            baseline with { Survival = worth[^1][1..] });
    }

    private Player[] PlayersOf(ExplainedPatient patient)
    {
        var (bag, genomics, clinical) = (patient.Modalities.Bag, patient.Modalities.Genomics, patient.Modalities.Clinical);
        // Clinical values alone predict nothing.
        if (bag.IsEmpty && genomics is null) return [];
        Player[] players =
        [
            .. bag.IsEmpty ? [] : new[] { new Player(ShapleyPlayerKind.Pathology, nameof(ShapleyPlayerKind.Pathology), -1) },
            .. genomics is null
                ? []
                : _settings.Columns.GenomicColumnNames.Select((name, group) => new Player(ShapleyPlayerKind.GenomicGroup, name, group)),
            .. clinical is null ? [] : new[] { new Player(ShapleyPlayerKind.Clinical, nameof(ShapleyPlayerKind.Clinical), -1) },
        ];
        if (players.Length <= Coalitions.MaxPlayers) return players;
        throw new InvalidOperationException(
            $"Patient {patient.Id} has {players.Length} parts (pathology, genomic groups, clinical values): exact Shapley values take all "
            + $"2^{players.Length} coalitions, and at most {Coalitions.MaxPlayers} parts are computed. Train with fewer genomic groups, or "
            + "use integrated gradients.");
    }

    /// <summary>Risk and survival curve of every coalition.</summary>
    private double[][] Worth(PatientModalities patient, Player[] players, double[] nobody)
    {
        var worth = new double[1 << players.Length][];
        var predicted = new List<(int Coalition, PatientVariant Variant)>();
        for (var coalition = 0; coalition < worth.Length; coalition++)
        {
            var variant = VariantOf(patient, players, coalition);
            if (variant.HasPatches || variant.Genomics is not null) predicted.Add((coalition, variant));
            else worth[coalition] = nobody;
        }
        var patches = NetworkPrediction.Patches(patient, _settings.Columns.PatchesPerPatient);
        var together = model.Scorer.SharesBags || patches is null
            ? MaxCoalitions
            : (int)Math.Clamp(PatchBudgetOfBatch.MaxPatches / patches.Count, 1, MaxCoalitions);
        foreach (var chunk in predicted.Chunk(together))
        {
            var prognoses = model.Scorer.ScoreVariants(patient, patches, Array.ConvertAll(chunk, one => one.Variant));
            foreach (var ((coalition, _), prognosis) in chunk.Zip(prognoses))
                worth[coalition] = [prognosis.Score, 1, .. prognosis.Survival.Select(value => (double)value)];
        }
        return worth;
    }

    private PatientVariant VariantOf(PatientModalities patient, Player[] players, int coalition)
    {
        Player[] present = [.. players.Where((_, place) => (coalition >> place & 1) != 0)];
        bool Has(ShapleyPlayerKind kind) => Array.Exists(present, player => player.Kind == kind);
        int[] groups = [.. present.Where(player => player.Kind == ShapleyPlayerKind.GenomicGroup).Select(player => player.Group)];
        return new(
            Has(ShapleyPlayerKind.Pathology),
            groups.Length == 0
                ? null
                : [.. patient.Genomics!.Select((genes, group) => groups.Contains(group) ? genes : background.GenomicMeans[group])],
            Has(ShapleyPlayerKind.Clinical) ? patient.Clinical : null);
    }

    /// <param name="Kind">What it stands for.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Group">Number of the genomic group; -1 for other parts.</param>
    private sealed record Player(ShapleyPlayerKind Kind, string Name, int Group);
}
