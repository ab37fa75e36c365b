using System.Diagnostics;
using System.Reflection;
using AdaMHF.Networks;
using AdaMHF.PatchBags;
using AdaMHF.Survival;
using Microsoft.ML.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains a survival network one patient at a time. The network draws its own random numbers; order, samples and modality dropout come from the seed, so that
/// equal seeds give equal models on one machine.
/// </summary>
internal sealed class TrainingRun
{
    // Enough to see whether a network tells patients apart.
    private const int PatientsLookedAt = 32;

    private readonly IHostEnvironment _environment;
    private readonly IChannel _channel;
    private readonly SurvivalTrainerOptions _options;
    private readonly TrainingPatients _patients;
    private readonly int[] _bins;
    private readonly int[] _learned;
    private readonly int[] _spared;

    public TrainingRun(IHostEnvironment environment, IChannel channel, SurvivalTrainerOptions options, TrainingPatients patients, TimeBins bins)
    {
        _environment = environment;
        _channel = channel;
        _options = options;
        _patients = patients;
        _bins = Array.ConvertAll(patients.Time, bins.IndexOf);
        Seed = options.Seed ?? ContextSettings.SeedOf(environment) ?? 0;
        PatchWidth = patients.Modalities.Select(patient => patient.Bag).FirstOrDefault(bag => !bag.IsEmpty)?.Width;
        int[] usable = [.. Enumerable.Range(0, patients.Ids.Length).Where(i => !patients.Modalities[i].Bag.IsEmpty || patients.Modalities[i].Genomics is not null)];
        (_learned, _spared) = Divide(usable);
    }

    public int Seed { get; }

    public TrainingPatients Patients => _patients;

    /// <summary>Width of the training patients' patch features; null when none has any.</summary>
    public int? PatchWidth { get; }

    public TrainingRecord Train(SurvivalNetwork network)
    {
        var device = TorchDevice.Select(_environment);
        network.to(device);
        Announce(network, device);
        var stepsPerEpoch = (_learned.Length + _options.PatientsPerStep - 1) / _options.PatientsPerStep;
        var plan = new LearningRatePlan(_options.Schedule, _options.LearningRate, _options.Epochs, stepsPerEpoch)
        {
            DecayFactor = _options.DecayFactor,
            DecayEpochs = _options.DecayEpochs,
            WarmUpSteps = _options.WarmUpSteps,
        };
        using var optimizer = StepOptimizer.Create(
            network.parameters(), _options.Method, _options.LearningRate, _options.WeightDecay, _options.Momentum, _options.LongestGradient);
        var factory = new PatientTensorFactory(device, PatchWidth);
        var threads = get_num_threads();
        if (_options.CpuThreads is { } wanted) set_num_threads(wanted);
        try
        {
            var (curve, selected) = TrainEpochs(network, optimizer, plan, factory);
            network.eval();
            WarnIfConstant(network, factory);
            return Record(device, curve, selected);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private (List<TrainingEpoch> Curve, int Selected) TrainEpochs(SurvivalNetwork network, StepOptimizer optimizer, LearningRatePlan plan, PatientTensorFactory factory)
    {
        var curve = new List<TrainingEpoch>();
        var best = _options.EarlyStopping is { } stopping ? new BestEpoch(stopping) : null;
        for (var epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            var clock = Stopwatch.StartNew();
            network.train();
            var loss = TrainEpoch(network, optimizer, plan, factory, epoch);
            var inner = best is null ? null : Judge(network, factory);
            curve.Add(new(
                epoch, plan.At(epoch, plan.StepsPerEpoch - 1), loss, inner?.Loss, inner?.Concordance.ConcordanceIndex, inner?.Concordance.ComparablePairs));
            var said = inner is null ? "" : FormattableString.Invariant($", inner loss {inner.Loss:F4}, inner C {inner.Concordance.ConcordanceIndex:F3} ({inner.Concordance.Events} events, {inner.Concordance.ComparablePairs:N0} comparable pairs)");
            _channel.Info(FormattableString.Invariant($"Epoch {epoch}/{_options.Epochs}: loss {loss:F4}{said}, {clock.Elapsed.TotalSeconds:F1} s"));
            plan.EndEpoch(inner?.Loss ?? loss);
            if (best is null || !best.End(epoch, inner!, network)) continue;
            _channel.Info($"No better epoch than {best.Number} for {_options.EarlyStopping!.Patience} epochs: training ends.");
            break;
        }
        best?.Restore(network);
        return (curve, best?.Number ?? _options.Epochs);
    }

    private double TrainEpoch(SurvivalNetwork network, StepOptimizer optimizer, LearningRatePlan plan, PatientTensorFactory factory, int epoch)
    {
        var random = new Random(HashCode(Seed, epoch));
        var order = Order(random);
        var (sum, done) = (0.0, 0);
        // What is random is drawn in the order of the steps, on the thread that reads ahead; the steps themselves draw nothing here.
        var samples = order.Select(index => Sample(index, epoch, random));
        foreach (var read in PatchPrefetcher.Read(samples, sample => new(sample.Patient.Bag, sample.Rows, InSpatialOrder: true), cancellation: _options.CancellationToken))
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            var (step, place) = (done / _options.PatientsPerStep, done % _options.PatientsPerStep);
            // The last step of an epoch may have fewer patients.
            var ofStep = Math.Min(_options.PatientsPerStep, order.Length - (step * _options.PatientsPerStep));
            using (FinalizerPause.Begin())
            {
                sum += Learn(network, factory, read.Item, read.Patches, epoch, 1.0 / ofStep);
                if (place == ofStep - 1) optimizer.Step(plan.At(epoch, step));
            }
            done++;
            _options.Progress?.Report(new TrainingProgress(epoch, _options.Epochs, done, order.Length, sum / done));
        }
        return sum / order.Length;
    }

    /// <summary>The patients of an epoch: each once, or as many, drawn so that deaths and survivors come equally often.</summary>
    private int[] Order(Random random)
    {
        int[] order = [.. _learned];
        if (!_options.BalancesEvents)
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

    private TrainingSample Sample(int index, int epoch, Random random)
    {
        var patient = Dropped(_patients.Modalities[index], random);
        return new(index, patient, PatchSampling.Random(patient.Bag.PatchCount, _options.PatchesPerPatient, Seed, epoch, index));
    }

    /// <summary>Adds a patient's share to the gradients of the step.</summary>
    private double Learn(SurvivalNetwork network, PatientTensorFactory factory, TrainingSample sample, PatchFeatures patches, int epoch, double share)
    {
        using var scope = NewDisposeScope();
        var index = sample.Index;
        var output = network.call(factory.Create(sample.Patient, patches) with { Outcome = new(_bins[index], _patients.Event[index]) });
        var loss = _options.Loss == SurvivalLoss.CrossEntropy
            ? DiscreteSurvivalLoss.CrossEntropy(output.Logits, _bins[index], _patients.Event[index], _options.LossAlpha)
            : DiscreteSurvivalLoss.NegativeLogLikelihood(output.Logits, _bins[index], _patients.Event[index], _options.LossAlpha);
        var weighted = output.DataLossWeight == 1 ? loss : loss * output.DataLossWeight;
        var whole = output.AuxiliaryLoss is null ? weighted : weighted + output.AuxiliaryLoss;
        (share == 1 ? whole : whole * share).backward();

        var value = loss.item<float>();
        if (float.IsFinite(value)) return value;
        throw new InvalidOperationException(
            $"The loss of patient {_patients.Ids[index]} in epoch {epoch} is {value}. Look for NaN or huge values in the patient's features, or lower LearningRate.");
    }

    private PatientModalities Dropped(PatientModalities patient, Random random)
    {
        var (drops, pathology) = (random.NextDouble() < _options.ModalityDropout, random.Next(2) == 0);
        if (!drops || patient.Genomics is null || patient.Bag.IsEmpty) return patient;
        return pathology ? patient with { Bag = PatchBag.Empty } : patient with { Genomics = null };
    }

    private (int[] Learned, int[] Spared) Divide(int[] usable)
    {
        if (_options.EarlyStopping is not { } stopping) return (usable, []);
        var held = StratifiedSplit.Assign(
            Array.ConvertAll(usable, index => (float)_patients.Time[index]), Array.ConvertAll(usable, index => _patients.Event[index]), stopping.HeldOutShare, Seed);
        return ([.. usable.Where((_, place) => !held[place])], [.. usable.Where((_, place) => held[place])]);
    }

    private InnerResult Judge(SurvivalNetwork network, PatientTensorFactory factory)
    {
        network.eval();
        double[][] hazards = Array.ConvertAll(_spared, index => Predict(network, factory, index));
        var loss = _spared.Select((index, place) => -DiscreteHazards.LogLikelihood(hazards[place], _bins[index], _patients.Event[index])).Average();
        var concordance = Concordance.Harrell(
            Array.ConvertAll(_spared, index => _patients.Time[index]),
            Array.ConvertAll(_spared, index => _patients.Event[index]),
            Array.ConvertAll(hazards, patient => DiscreteHazards.Risk(patient)));
        return new(loss, concordance);
    }

    private double[] Predict(SurvivalNetwork network, PatientTensorFactory factory, int index)
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        return NetworkPrediction.Of(network, factory, _patients.Modalities[index], _options.PatchesPerPatient).Hazards;
    }

    private void WarnIfConstant(SurvivalNetwork network, PatientTensorFactory factory)
    {
        double[] risks = [.. _learned.Take(PatientsLookedAt).Select(index => DiscreteHazards.Risk(Predict(network, factory, index)))];
        if (risks.Length > 1 && risks.Max() - risks.Min() < 1e-6)
            _channel.Warning($"The network gives the same risk to the first {risks.Length} training patients: it has learned nothing. Lower LearningRate or WeightDecay, or train longer.");
    }

    private void Announce(SurvivalNetwork network, Device device)
    {
        var spared = _spared.Length > 0 ? $" and {_spared.Length} spared to choose the epoch" : "";
        _channel.Info($"Training on {device} with {_learned.Length} patients, {_learned.Count(index => _patients.Event[index])} deaths{spared}, "
            + $"{network.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel()):N0} trainable parameters.");
        var estimate = PatchBagEstimate.Of(_patients.Modalities.Select(patient => patient.Bag), _options.PatchesPerPatient);
        _channel.Info(FormattableString.Invariant(
            $"{estimate.Bags} bags of {estimate.Patches:N0} patches: {estimate.BytesPerPass / 1e6:N1} MB are read per epoch, at most {estimate.MostBytesAtOnce / 1e6:N1} MB are in memory at once."));
        var without = _patients.Ids.Length - _learned.Length - _spared.Length;
        if (without > 0) _channel.Warning($"{without} patients have neither modality and are left out of training.");
    }

    private TrainingRecord Record(Device device, List<TrainingEpoch> curve, int selected) => new()
    {
        LibraryVersion = VersionOf(typeof(TrainingRun)),
        TorchSharpVersion = VersionOf(typeof(torch)),
        MLNetVersion = VersionOf(typeof(Microsoft.ML.MLContext)),
        Seed = Seed,
        Device = device.ToString(),
        DataHash = TrainingDataHash.Of(_patients),
        Patients = _learned.Length,
        Events = _learned.Count(index => _patients.Event[index]),
        InnerPatients = _spared.Length,
        Selection = _options.EarlyStopping is { } stopping ? $"best inner {stopping.Measure.ToString().ToLowerInvariant()}" : "last epoch",
        SelectedEpoch = selected,
        Curve = curve,
    };

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? type.Assembly.GetName().Version?.ToString() ?? "unknown";

    // System.HashCode is salted per process; this is not.
    private static int HashCode(int seed, int epoch) => unchecked((seed * 1_000_003) ^ (epoch * 69_069));
}
