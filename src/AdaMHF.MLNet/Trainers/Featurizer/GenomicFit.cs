using System.Diagnostics;
using AdaMHF.Networks;
using AdaMHF.Survival;
using Microsoft.ML.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// Trains a genomic network on mini-batches of table rows. The engine for bags takes one patient at a time, because bags differ in length; genes do not, and the
/// Cox loss needs a batch. Equal seeds give equal weights on one machine.
/// </summary>
internal sealed class GenomicFit
{
    private readonly IHostEnvironment _environment;
    private readonly IChannel _channel;
    private readonly GenomicFeaturizerOptions _options;
    private readonly TrainingPatients _patients;
    private readonly int[] _known;
    private readonly int[] _bins;
    private readonly int _seed;

    public GenomicFit(IHostEnvironment environment, IChannel channel, GenomicFeaturizerOptions options, TrainingPatients patients)
    {
        _environment = environment;
        _channel = channel;
        _options = options;
        _patients = patients;
        _seed = options.Seed ?? ContextSettings.SeedOf(environment) ?? 0;
        _known = [.. Enumerable.Range(0, patients.Ids.Length).Where(i => patients.Modalities[i].Genomics is not null)];
        if (_known.Length < 2 || !_known.Any(i => patients.Event[i]))
            throw new SurvivalDataException($"Of {patients.Ids.Length} training patients {_known.Length} have genomics and {_known.Count(i => patients.Event[i])} of them died; at least two patients and one death are needed.");
        _bins = options.Supervision == GenomicSupervision.Cox ? [] : Bins();
    }

    /// <summary>A trained network, in evaluation mode on the CPU; the caller disposes it.</summary>
    public GenomicNetwork Run(IReadOnlyList<int> groupSizes)
    {
        var network = GenomicNetwork.Create(_options.Network(groupSizes), _seed);
        var threads = get_num_threads();
        if (_options.CpuThreads is { } wanted) set_num_threads(wanted);
        try
        {
            Train(network);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private int[] Bins()
    {
        var bins = TimeBins.FromEventQuantiles([.. _known.Select(i => _patients.Time[i])], [.. _known.Select(i => _patients.Event[i])], _options.TimeBins);
        return Array.ConvertAll(_patients.Time, bins.IndexOf);
    }

    private void Train(GenomicNetwork network)
    {
        var device = TorchDevice.Select(_environment);
        network.to(device);
        network.train();
        _channel.Info($"Training genomic networks on {device} with {_known.Length} patients, {_known.Count(i => _patients.Event[i])} deaths, "
            + $"{network.parameters().Sum(parameter => parameter.numel()):N0} parameters.");
        using var optimizer = StepOptimizer.Create(
            network.parameters().Select(parameter => (parameter, _options.WeightDecay)), SurvivalOptimizer.AdamW, _options.LearningRate);
        using var scope = NewDisposeScope();
        Tensor[] genes = [.. Enumerable.Range(0, network.Configuration.GroupSizes.Count).Select(group => Matrix(group, device))];
        var batchesPerEpoch = Batches([.. Enumerable.Range(0, _known.Length)]).Count;
        var plan = new LearningRatePlan(_options.Schedule, _options.LearningRate, _options.Epochs, batchesPerEpoch);
        for (var epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            var clock = Stopwatch.StartNew();
            int[] order = [.. Enumerable.Range(0, _known.Length)];
            new Random(unchecked((_seed * 1_000_003) ^ (epoch * 69_069))).Shuffle(order);
            var (sum, done) = (0.0, 0);
            foreach (var batch in Batches(order))
            {
                _options.CancellationToken.ThrowIfCancellationRequested();
                sum += Step(network, optimizer, genes, batch, epoch, plan.At(epoch, done));
                done++;
                _options.Progress?.Report(new TrainingProgress(epoch, _options.Epochs, done, batchesPerEpoch, sum / done));
            }
            plan.EndEpoch(sum / done);
            _channel.Info(FormattableString.Invariant($"Epoch {epoch}/{_options.Epochs}: loss {sum / done:F4}, {clock.Elapsed.TotalSeconds:F1} s"));
        }
        network.eval();
        network.cpu();
    }

    // A short rest goes to the batch before it: a Cox batch of a few patients tells little.
    private List<int[]> Batches(int[] order)
    {
        List<int[]> batches = [.. order.Chunk(_options.BatchSize)];
        if (batches.Count < 2 || batches[^1].Length * 2 > _options.BatchSize) return batches;
        batches[^2] = [.. batches[^2], .. batches[^1]];
        batches.RemoveAt(batches.Count - 1);
        return batches;
    }

    private Tensor Matrix(int group, Device device)
    {
        float[][] rows = [.. _known.Select(i => _patients.Modalities[i].Genomics![group])];
        return DeviceTensor.Of([.. rows.SelectMany(row => row)], device, rows.Length, rows[0].Length);
    }

    private double Step(GenomicNetwork network, StepOptimizer optimizer, Tensor[] genes, int[] batch, int epoch, double rate)
    {
        int[] patients = Array.ConvertAll(batch, i => _known[i]);
        bool[] died = Array.ConvertAll(patients, i => _patients.Event[i]);
        // A Cox batch without a death has no loss; decay and momentum alone must not move the weights.
        if (_options.Supervision == GenomicSupervision.Cox && !died.Contains(true)) return 0;

        using var pause = FinalizerPause.Begin();
        using var scope = NewDisposeScope();
        var rows = tensor(Array.ConvertAll(batch, i => (long)i), device: genes[0].device);
        var output = network.call(Array.ConvertAll(genes, group => group.index_select(0, rows)));
        var loss = _options.Supervision == GenomicSupervision.Cox
            ? CoxLoss.Efron(output.squeeze(1), Array.ConvertAll(patients, i => (float)_patients.Time[i]), died)
            : DiscreteSurvivalBatchLoss.NegativeLogLikelihood(output, Array.ConvertAll(patients, i => _bins[i]), died);
        var value = loss.item<float>();
        if (!float.IsFinite(value))
        {
            throw new InvalidOperationException(
                $"The loss of patients {string.Join(", ", patients.Take(3).Select(i => _patients.Ids[i]))} ... in epoch {epoch} is {value}. Look for NaN or huge values in their genes, or lower LearningRate.");
        }
        if (_options.L1Penalty > 0) loss = loss + (stack([.. network.parameters().Select(parameter => parameter.abs().sum())]).sum() * _options.L1Penalty);
        loss.backward();
        optimizer.Step(rate);
        return value;
    }
}
