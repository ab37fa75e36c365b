using AdaMHF.Networks;
using AdaMHF.PatchBags;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Takes the steps of one epoch after the other, while the bags of the next patients are read.</summary>
internal sealed class EpochTrainer(
    SurvivalTrainerOptions options, TrainingPatients patients, int[] bins, PatientSampler sampler, StepLearner learner, int member)
{
    private readonly int[] _stepSizes = sampler.StepSizes();

    /// <summary>Steps of an epoch.</summary>
    public int Steps => _stepSizes.Length;

    /// <summary>What stands in for linear predictors, of every patient; null for a network without them.</summary>
    public IReadOnlyList<PatientOffsets>? Offsets { get; set; }

    /// <summary>Takes the steps of an epoch.</summary>
    /// <returns>Mean data loss of its patients, each before the step that it is part of.</returns>
    public double Train(TrainingState state, PatientTensorFactory factory, int epoch)
    {
        var (sum, counted, done, all) = (0.0, 0, 0, sampler.TrainingRows.Length);
        // What is random is drawn in the order of the steps, on the thread that reads ahead; the steps themselves draw nothing here.
        var reading = PatchPrefetcher.Read(
            sampler.Epoch(epoch),
            sample => new(sample.Patient.Bag, sample.Rows, InSpatialOrder: true),
            cancellation: options.CancellationToken);
        using var read = reading.GetEnumerator();
        for (var step = 0; step < _stepSizes.Length; step++)
        {
            using var scope = NewDisposeScope();
            var chunks = new StepChunks(state.Network, options.ComparesPatients, _stepSizes[step]);
            while (chunks.Next(read) is { } chunk)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                Learn(state.Network, factory, chunk, epoch, (double)chunk.Count / _stepSizes[step]);
                done += chunk.Count;
                if (chunks.IsDone)
                {
                    counted = done;
                    if (learner.End(epoch) is { } loss)
                    {
                        sum += loss;
                        state.Optimizer.Step(state.Plan.At(epoch, step));
                    }
                }
                options.Progress?.Report(new(epoch, options.Epochs, done, all, sum / counted)
                {
                    Member = member + 1,
                    Members = options.Ensemble,
                });
            }
        }
        return sum / all;
    }

    /// <summary>Adds the share of some patients to the gradients of the step.</summary>
    private void Learn(
        SurvivalNetwork network,
        PatientTensorFactory factory,
        IReadOnlyList<PrefetchedPatches<TrainingSample>> chunk,
        int epoch,
        double share)
    {
        using var scope = NewDisposeScope();
        int[] rows = [.. chunk.Select(read => read.Item.Index)];
        var batch = factory.Create([.. chunk.Select(read => (read.Item.Patient, read.Patches))]) with
        {
            Outcomes = Array.ConvertAll(rows, row => new PatientOutcome(bins[row], patients.Event[row])),
            Offsets = Offsets is { } offsets ? Array.ConvertAll(rows, row => offsets[row]) : null,
        };
        var output = network.PredictBatch(batch);
        learner.Take(output, rows, epoch, share);
        if (!options.ComparesPatients) return;
        // Its graph is needed until the step ends.
        output.Logits.MoveToOuterDisposeScope();
        output.AuxiliaryLoss?.MoveToOuterDisposeScope();
    }
}
