using AdaMHF.PatchBags;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Who is in which step, in which order, and what is shown of each: a function of the seed and the epoch alone.</summary>
internal sealed class PatientSampler
{
    private readonly SurvivalTrainerOptions _options;
    private readonly TrainingPatients _patients;
    private readonly int _seed;

    public PatientSampler(SurvivalTrainerOptions options, TrainingPatients patients, int seed)
    {
        _options = options;
        _patients = patients;
        _seed = seed;
        int[] usable = [.. Enumerable.Range(0, patients.Ids.Length)
            .Where(i => !patients.Modalities[i].Bag.IsEmpty || patients.Modalities[i].Genomics is not null)];
        if (usable.Length == 0)
        {
            throw new SurvivalDataException($"None of {patients.Ids.Length} training patients has a modality to learn from: "
                + "all bags are empty and all genes are NaN. Check folder, identifiers and columns.");
        }
        (TrainingRows, ValidationRows) = Divide(usable);
    }

    /// <summary>Numbers of the training patients.</summary>
    public int[] TrainingRows { get; }

    /// <summary>Numbers of the patients who are held out to choose the epoch.</summary>
    public int[] ValidationRows { get; }

    /// <summary>Number of patients in each step of an epoch.</summary>
    public int[] StepSizes()
    {
        var sizes = TrainingRows.Chunk(_options.BatchSize).Select(step => step.Length).ToArray();
        // A few have few to be compared with: a short rest joins the step before.
        return sizes is [.., var before, var rest] && _options.ComparesPatients && rest * 2 <= before
            ? [.. sizes[..^2], before + rest]
            : sizes;
    }

    /// <summary>What the steps of an epoch see, in order. To be enumerated once, by one thread.</summary>
    public IEnumerable<TrainingSample> Epoch(int epoch)
    {
        var random = new Random(HashCode(_seed, epoch));
        return Order(random).Select(index =>
        {
            var patient = Dropped(_patients.Modalities[index], random);
            var rows = PatchSampling.Random(patient.Bag.PatchCount, _options.PatchesPerPatient, _seed, epoch, index);
            return new TrainingSample(index, patient, rows);
        });
    }

    /// <summary>The patients of an epoch: each once, or as many, drawn so that deaths and survivors come equally often.</summary>
    private int[] Order(Random random)
    {
        int[] order = [.. TrainingRows];
        if (!_options.BalancedSampling)
        {
            random.Shuffle(order);
            return order;
        }
        var strata = order.GroupBy(index => _patients.Event[index]).Select(stratum => stratum.ToArray()).ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            var stratum = strata[random.Next(strata.Length)];
            order[i] = stratum[random.Next(stratum.Length)];
        }
        return order;
    }

    private PatientModalities Dropped(PatientModalities patient, Random random)
    {
        var (drops, pathology) = (random.NextDouble() < _options.ModalityDropout, random.Next(2) == 0);
        if (!drops || patient.Genomics is null || patient.Bag.IsEmpty) return patient;
        return pathology ? patient with { Bag = PatchBag.Empty } : patient with { Genomics = null };
    }

    private (int[] TrainingRows, int[] ValidationRows) Divide(int[] usable)
    {
        if (_options.EarlyStopping is not { } stopping) return (usable, []);
        var held = StratifiedSplit.Assign(
            Array.ConvertAll(usable, index => (float)_patients.Time[index]),
            Array.ConvertAll(usable, index => _patients.Event[index]),
            stopping.ValidationShare,
            _seed);
        return ([.. usable.Where((_, place) => !held[place])], [.. usable.Where((_, place) => held[place])]);
    }

    // System.HashCode is salted per process; this is not.
    private static int HashCode(int seed, int epoch) => unchecked((seed * 1_000_003) ^ (epoch * 69_069));
}
