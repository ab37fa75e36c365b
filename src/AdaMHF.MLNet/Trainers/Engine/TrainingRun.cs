using System.Diagnostics;
using AdaMHF.Networks;
using AdaMHF.PatchBags;
using AdaMHF.Survival;
using Microsoft.ML.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains a survival network step by step. The network draws its own random numbers; order, samples and modality dropout come from the
/// seed, so that equal seeds give equal models on one machine, whether or not the run was interrupted.
/// </summary>
internal sealed class TrainingRun
{
    // Enough to see whether a network tells patients apart.
    private const int PatientsLookedAt = 32;

    // Far apart, so that ensembles with seeds 0, 1, 2 ... share no member.
    private const int SeedsBetweenMembers = 1_000_003;

    private readonly IHostEnvironment _environment;
    private readonly IChannel _channel;
    private readonly SurvivalTrainerOptions _options;
    private readonly TrainingPatients _patients;
    private readonly TimeBins? _timeBins;
    private readonly int _member;
    private readonly Lazy<string> _dataHash;
    private readonly PatientSampler _sampler;
    private readonly StepLearner _learner;
    private readonly EpochTrainer _epochs;

    /// <param name="environment">Gives the device, and the seed where the options have none.</param>
    /// <param name="channel">Receives the log.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="patients">On whom.</param>
    /// <param name="bins">Time bins; null for a loss that needs none.</param>
    /// <param name="member">Number of the ensemble's member, from 0.</param>
    /// <param name="dataHash">What <see cref="TrainingDataHash"/> gave for an earlier member; null computes it when it is needed.</param>
    public TrainingRun(
        IHostEnvironment environment,
        IChannel channel,
        SurvivalTrainerOptions options,
        TrainingPatients patients,
        TimeBins? bins,
        int member = 0,
        Lazy<string>? dataHash = null)
    {
        _dataHash = dataHash ?? new(() => TrainingDataHash.Of(patients, channel, options.CancellationToken));
        _environment = environment;
        _channel = channel;
        _options = options;
        _patients = patients;
        _timeBins = bins;
        _member = member;
        Bins = Array.ConvertAll(patients.Time, time => bins?.IndexOf(time) ?? 0);
        Seed = unchecked((options.Seed ?? ContextSettings.SeedOf(environment) ?? 0) + (member * SeedsBetweenMembers));
        PatchWidth = patients.Modalities.Select(patient => patient.Bag).FirstOrDefault(bag => !bag.IsEmpty)?.Width;
        _sampler = new PatientSampler(options, patients, Seed);
        _learner = StepLearner.Of(options, patients, Bins);
        _epochs = new EpochTrainer(options, patients, Bins, _sampler, _learner, member);
    }

    /// <summary>The runs of the ensemble's members over the same patients; the first is this one.</summary>
    public IEnumerable<TrainingRun> Members => Enumerable.Range(0, _options.Ensemble)
        .Select(member => member == 0 ? this : new(_environment, _channel, _options, _patients, _timeBins, member, _dataHash));

    public int Seed { get; }

    /// <summary>What the user is told on.</summary>
    public IChannel Channel => _channel;

    public TrainingPatients Patients => _patients;

    /// <summary>Numbers of the training patients: those held out to choose the epoch are not among them.</summary>
    public IReadOnlyList<int> TrainingRows => _sampler.TrainingRows;

    /// <summary>Steps of an epoch.</summary>
    public int StepsPerEpoch => _epochs.Steps;

    /// <summary>Time bin of each patient; 0 for a loss that needs none.</summary>
    public int[] Bins { get; }

    /// <summary>Width of the training patients' patch features; null when none has any.</summary>
    public int? PatchWidth { get; }

    /// <summary>Logs a warning.</summary>
    public void Warn(string message) => _channel.Warning(message);

    /// <summary>Trains a network and leaves it in evaluation mode, on the device of the context.</summary>
    /// <param name="network">The network; the caller disposes it.</param>
    /// <param name="configuration">What its shape and losses are told by; two runs that differ in it never share a checkpoint.</param>
    /// <param name="offsets">What stands in for linear predictors, of every patient; null for a network without them.</param>
    public TrainedNetwork Train(SurvivalNetwork network, object configuration, IReadOnlyList<PatientOffsets>? offsets = null)
    {
        _epochs.Offsets = offsets;
        var device = TorchDevice.Select(_environment);
        network.to(device);
        if (_options.Ensemble > 1) _channel.Info($"Member {_member + 1} of {_options.Ensemble}, seed {Seed}.");
        // The others train on the same patients.
        if (_member == 0) Announce(network, device);
        using var optimizer = StepOptimizer.Create(
            network.named_parameters().Select(entry => (entry.parameter, _options.DecayOf(entry.name))),
            _options.Optimizer, _options.Momentum, _options.MaxGradientNorm);
        var state = new TrainingState(
            network,
            optimizer,
            new LearningRatePlan(_options.Schedule, _options.LearningRate, _options.Epochs, _epochs.Steps)
            {
                DecayFactor = _options.DecayFactor,
                DecayEpochs = _options.DecayEpochs,
                WarmUpSteps = _options.WarmUpSteps,
            },
            _options.EarlyStopping is { } stopping ? new BestEpoch(stopping) : null);
        var factory = new PatientTensorFactory(device, PatchWidth);
        // Before the first step: afterwards it would cost the model where a file is gone.
        var dataHash = _dataHash.Value;
        var checkpoint = _options.CheckpointFolder is { } folder
            ? new TrainingCheckpoint(folder, RunIdentity.Of(_options, dataHash, Seed, network, configuration))
            : null;
        if (checkpoint?.Resume(state, device, _channel) is true)
            _channel.Info($"Going on after epoch {state.Epoch} of {_options.Epochs}, from {checkpoint.File}.");
        TrainEpochs(state, factory, checkpoint);
        network.eval();
        var baseline = network.PredictsRisk ? Baseline(network, factory) : null;
        WarnIfConstant(network, factory);
        // An ensemble that is interrupted in a later member must not train this one again.
        if (_options.Ensemble == 1) checkpoint?.Remove();
        return new(network, Record(device, state), baseline, state.Epochs, checkpoint);
    }

    private void TrainEpochs(TrainingState state, PatientTensorFactory factory, TrainingCheckpoint? checkpoint)
    {
        while (state.Epoch < _options.Epochs && !state.Ended)
        {
            var (epoch, clock) = (state.Epoch + 1, Stopwatch.StartNew());
            state.Network.train();
            var loss = _epochs.Train(state, factory, epoch);
            var validation = state.Best is null ? null : Evaluate(state.Network, factory);
            state.End(loss, validation);
            if (_options.KeepEpochWeights) state.Epochs.Add(NetworkWeights.Copy(state.Network));
            var said = validation is null ? "" : Text(validation);
            _channel.Info(FormattableString.Invariant(
                $"Epoch {epoch}/{_options.Epochs}: loss {loss:F4}{said}, {clock.Elapsed.TotalSeconds:F1} s"));
            if (state.Ended)
                _channel.Info($"No better epoch than {state.Best!.Number} for {_options.EarlyStopping!.Patience} epochs: training ends.");
            var isLast = state.Ended || (_options.Ensemble > 1 && epoch == _options.Epochs);
            if (epoch % _options.CheckpointEpochs == 0 || isLast) checkpoint?.Save(state);
        }
        state.Best?.Restore(state.Network);
    }

    private static string Text(ValidationResult validation)
    {
        var concordance = validation.Concordance;
        return FormattableString.Invariant($", validation loss {validation.Loss:F4}, validation C {concordance.ConcordanceIndex:F3} ")
            + FormattableString.Invariant($"({concordance.Events} events, {concordance.ComparablePairs:N0} comparable pairs)");
    }

    private ValidationResult Evaluate(SurvivalNetwork network, PatientTensorFactory factory)
    {
        network.eval();
        var validation = _sampler.ValidationRows;
        var predictions = Array.ConvertAll(validation, index => Predict(network, factory, index));
        var concordance = Concordance.Harrell(
            Array.ConvertAll(validation, index => _patients.Time[index]),
            Array.ConvertAll(validation, index => _patients.Event[index]),
            Array.ConvertAll(predictions, prediction => prediction.Risk));
        return new(_learner.Evaluate(validation, predictions), concordance);
    }

    private CoxPredictor Baseline(SurvivalNetwork network, PatientTensorFactory factory)
    {
        var training = _sampler.TrainingRows;
        return CoxPredictor.FromLogHazards(
            Array.ConvertAll(training, index => _patients.Time[index]),
            Array.ConvertAll(training, index => _patients.Event[index]),
            Array.ConvertAll(training, index => Predict(network, factory, index).Risk));
    }

    private NetworkPrediction Predict(SurvivalNetwork network, PatientTensorFactory factory, int index)
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        return NetworkPrediction.Of(network, factory, _patients.Modalities[index], _options.PatchesPerPatient);
    }

    private void WarnIfConstant(SurvivalNetwork network, PatientTensorFactory factory)
    {
        double[] risks = [.. _sampler.TrainingRows.Take(PatientsLookedAt).Select(index => Predict(network, factory, index).Risk)];
        if (risks.Length > 1 && risks.Max() - risks.Min() < 1e-6)
        {
            _channel.Warning($"The network gives the same risk to the first {risks.Length} training patients: it has learned nothing. "
                + "Lower LearningRate or WeightDecay, or train longer.");
        }
    }

    private void Announce(SurvivalNetwork network, Device device)
    {
        var (training, validation) = (_sampler.TrainingRows, _sampler.ValidationRows.Length);
        var choosing = validation > 0 ? $" and {validation} validation patients to choose the epoch" : "";
        var deaths = training.Count(index => _patients.Event[index]);
        var trainable = network.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel());
        _channel.Info($"Training on {device} with {training.Length} patients, {deaths} deaths{choosing}, "
            + $"{trainable:N0} trainable parameters.");
        var estimate = PatchBagEstimate.Of(_patients.Modalities.Select(patient => patient.Bag), _options.PatchesPerPatient);
        _channel.Info(
            FormattableString.Invariant($"{estimate.Bags} bags of {estimate.Patches:N0} patches: ")
            + FormattableString.Invariant($"{estimate.BytesPerPass / 1e6:N1} MB are read per epoch, ")
            + FormattableString.Invariant($"at most {estimate.MostBytesAtOnce / 1e6:N1} MB are in memory at once."));
        var without = _patients.Ids.Length - training.Length - validation;
        if (without > 0)
            _channel.Warning($"{without} patients have no modality that this network reads and are left out of training.");
    }

    private TrainingRecord Record(Device device, TrainingState state) => new()
    {
        LibraryVersion = LibraryVersions.Library,
        TorchSharpVersion = LibraryVersions.TorchSharp,
        MLNetVersion = LibraryVersions.MLNet,
        Seed = Seed,
        Device = device.ToString(),
        DataHash = _dataHash.Value,
        Patients = _sampler.TrainingRows.Length,
        Events = _sampler.TrainingRows.Count(index => _patients.Event[index]),
        ValidationPatients = _sampler.ValidationRows.Length,
        Selection = _options.EarlyStopping is { } stopping
            ? $"best validation {stopping.Measure.ToString().ToLowerInvariant()}"
            : "last epoch",
        SelectedEpoch = state.Best?.Number ?? state.Epoch,
        Curve = state.Curve,
    };
}
