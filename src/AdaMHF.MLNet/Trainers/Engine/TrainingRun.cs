using System.Diagnostics;
using AdaMHF.Networks;
using AdaMHF.PatchBags;
using AdaMHF.Survival;
using Microsoft.ML.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains a survival network one patient at a time. The network draws its own random numbers; order, samples and modality dropout come from the seed, so that
/// equal seeds give equal models on one machine.
/// </summary>
internal sealed class TrainingRun
{
    private readonly IHostEnvironment _environment;
    private readonly IChannel _channel;
    private readonly SurvivalTrainerOptions _options;
    private readonly TrainingPatients _patients;
    private readonly int[] _bins;
    private readonly int[] _usable;

    public TrainingRun(IHostEnvironment environment, IChannel channel, SurvivalTrainerOptions options, TrainingPatients patients, TimeBins bins)
    {
        _environment = environment;
        _channel = channel;
        _options = options;
        _patients = patients;
        _bins = Array.ConvertAll(patients.Time, bins.IndexOf);
        Seed = options.Seed ?? ContextSettings.SeedOf(environment) ?? 0;
        PatchWidth = patients.Modalities.Select(patient => patient.Bag).FirstOrDefault(bag => !bag.IsEmpty)?.Width;
        _usable = [.. Enumerable.Range(0, patients.Ids.Length).Where(i => !patients.Modalities[i].Bag.IsEmpty || patients.Modalities[i].Genomics is not null)];
    }

    public int Seed { get; }

    /// <summary>Width of the training patients' patch features; null when none has any.</summary>
    public int? PatchWidth { get; }

    public void Train(SurvivalNetwork network)
    {
        var device = TorchDevice.Select(_environment);
        network.to(device);
        _channel.Info($"Training on {device} with {_usable.Length} patients, {_patients.Event.Count(died => died)} deaths, "
            + $"{network.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel()):N0} trainable parameters.");
        var estimate = PatchBagEstimate.Of(_patients.Modalities.Select(patient => patient.Bag), _options.PatchesPerPatient);
        _channel.Info(FormattableString.Invariant(
            $"{estimate.Bags} bags of {estimate.Patches:N0} patches: {estimate.BytesPerPass / 1e6:N1} MB are read per epoch, at most {estimate.MostBytesAtOnce / 1e6:N1} MB are in memory at once."));
        if (_usable.Length < _patients.Ids.Length)
            _channel.Warning($"{_patients.Ids.Length - _usable.Length} patients have neither modality and are left out of training.");

        using var optimizer = Optimizer(network);
        var factory = new PatientTensorFactory(device, PatchWidth);
        var threads = get_num_threads();
        if (_options.CpuThreads is { } wanted) set_num_threads(wanted);
        try
        {
            network.train();
            for (var epoch = 1; epoch <= _options.Epochs; epoch++) TrainEpoch(network, optimizer, factory, epoch);
            network.eval();
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private void TrainEpoch(SurvivalNetwork network, AdamW optimizer, PatientTensorFactory factory, int epoch)
    {
        var clock = Stopwatch.StartNew();
        var random = new Random(HashCode(Seed, epoch));
        int[] order = [.. _usable];
        random.Shuffle(order);
        var (sum, done) = (0.0, 0);
        // What is random is drawn in the order of the steps, on the thread that reads ahead; the steps themselves draw nothing here.
        var samples = order.Select(index => Sample(index, epoch, random));
        foreach (var read in PatchPrefetcher.Read(samples, sample => new(sample.Patient.Bag, sample.Rows, InSpatialOrder: true), cancellation: _options.CancellationToken))
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            SetLearningRate(optimizer, ((epoch - 1) * order.Length) + done, _options.Epochs * order.Length);
            sum += Step(network, optimizer, factory, read.Item, read.Patches, epoch);
            done++;
            _options.Progress?.Report(new TrainingProgress(epoch, _options.Epochs, done, order.Length, sum / done));
        }
        _channel.Info(FormattableString.Invariant($"Epoch {epoch}/{_options.Epochs}: loss {sum / order.Length:F4}, {clock.Elapsed.TotalSeconds:F1} s"));
    }

    private TrainingSample Sample(int index, int epoch, Random random)
    {
        var patient = Dropped(_patients.Modalities[index], random);
        return new(index, patient, PatchSampling.Random(patient.Bag.PatchCount, _options.PatchesPerPatient, Seed, epoch, index));
    }

    private double Step(SurvivalNetwork network, AdamW optimizer, PatientTensorFactory factory, TrainingSample sample, PatchFeatures patches, int epoch)
    {
        using var pause = FinalizerPause.Begin();
        using var scope = NewDisposeScope();
        var index = sample.Index;
        var output = network.call(factory.Create(sample.Patient, patches));
        var loss = DiscreteSurvivalLoss.NegativeLogLikelihood(output.Logits, _bins[index], _patients.Event[index]);
        (output.AuxiliaryLoss is null ? loss : loss + output.AuxiliaryLoss).backward();

        var value = loss.item<float>();
        if (!float.IsFinite(value))
        {
            throw new InvalidOperationException(
                $"The loss of patient {_patients.Ids[index]} in epoch {epoch} is {value}. Look for NaN or huge values in the patient's features, or lower LearningRate.");
        }
        optimizer.step();
        // Null rather than zero: the momentum of experts that did not run must not move them.
        foreach (var parameter in network.parameters()) parameter.grad = null;
        return value;
    }

    private PatientModalities Dropped(PatientModalities patient, Random random)
    {
        var (drops, pathology) = (random.NextDouble() < _options.ModalityDropout, random.Next(2) == 0);
        if (!drops || patient.Genomics is null || patient.Bag.IsEmpty) return patient;
        return pathology ? patient with { Bag = PatchBag.Empty } : patient with { Genomics = null };
    }

    private void SetLearningRate(AdamW optimizer, int step, int steps)
    {
        if (_options.Schedule == LearningRateSchedule.Constant) return;
        var rate = _options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / steps));
        foreach (var group in optimizer.ParamGroups) group.LearningRate = rate;
    }

    private AdamW Optimizer(SurvivalNetwork network)
    {
        var trainable = network.parameters().Where(parameter => parameter.requires_grad).ToLookup(parameter => parameter.shape.Length > 1);
        return optim.AdamW(
            [Group(trainable[true], _options.WeightDecay), Group(trainable[false], 0)], _options.LearningRate, weight_decay: _options.WeightDecay);
    }

    private AdamW.ParamGroup Group(IEnumerable<Parameter> parameters, double weightDecay) => new(
        parameters, new AdamW.Options { LearningRate = _options.LearningRate, InitialLearningRate = _options.LearningRate, weight_decay = weightDecay });

    // System.HashCode is salted per process; this is not.
    private static int HashCode(int seed, int epoch) => unchecked((seed * 1_000_003) ^ (epoch * 69_069));
}
