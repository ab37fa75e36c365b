using AdaMHF.Networks;
using AdaMHF.PatchBags;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Takes the steps of one epoch after the other, while the bags of the next patients are read.</summary>
internal sealed class EpochTrainer(SurvivalTrainerOptions options, TrainingPatients patients, int[] bins, PatientSampler sampler, StepLearner learner)
{
    private readonly int[] _stepSizes = sampler.StepSizes();

    /// <summary>Steps of an epoch.</summary>
    public int Steps => _stepSizes.Length;

    /// <summary>Takes the steps of an epoch.</summary>
    /// <returns>Mean data loss of its patients, while they were learned from.</returns>
    public double Train(TrainingState state, PatientTensorFactory factory, int epoch)
    {
        var (sum, judged, done, all) = (0.0, 0, 0, sampler.TrainingRows.Length);
        var joint = options.Loss.ComparesPatients() ? state.Network as IJointPredictor : null;
        var waiting = new List<PrefetchedPatches<TrainingSample>>();
        // What is random is drawn in the order of the steps, on the thread that reads ahead; the steps themselves draw nothing here.
        var reading = PatchPrefetcher.Read(sampler.Epoch(epoch), sample => new(sample.Patient.Bag, sample.Rows, InSpatialOrder: true), cancellation: options.CancellationToken);
        using var read = reading.GetEnumerator();
        for (var step = 0; step < _stepSizes.Length; step++)
        {
            using var scope = NewDisposeScope();
            for (var place = 0; place < _stepSizes[step] && read.MoveNext(); place++)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                var last = place == _stepSizes[step] - 1;
                if (joint is not null) waiting.Add(read.Current);
                if (joint is null || last)
                {
                    using var pause = FinalizerPause.Begin();
                    if (joint is null) Learn(state.Network, factory, read.Current.Item, read.Current.Patches, epoch, 1.0 / _stepSizes[step]);
                    else LearnJointly(joint, factory, waiting, epoch);
                    if (last)
                    {
                        sum += learner.End(epoch);
                        judged += _stepSizes[step];
                        state.Optimizer.Step(state.Plan.At(epoch, step));
                    }
                }
                done++;
                options.Progress?.Report(new TrainingProgress(epoch, options.Epochs, done, all, sum / judged));
            }
        }
        return sum / all;
    }

    /// <summary>Adds a patient's share to the gradients of the step.</summary>
    private void Learn(SurvivalNetwork network, PatientTensorFactory factory, TrainingSample sample, PatchFeatures patches, int epoch, double share)
    {
        using var scope = NewDisposeScope();
        var output = network.call(Tensors(factory, sample, patches));
        learner.Take(output, sample.Index, epoch, share);
        if (!options.Loss.ComparesPatients()) return;
        // Its graph is needed until the step ends.
        output.Logits.MoveToOuterDisposeScope();
        output.AuxiliaryLoss?.MoveToOuterDisposeScope();
    }

    /// <summary>Takes all patients of a step at once; they wait no longer.</summary>
    private void LearnJointly(IJointPredictor network, PatientTensorFactory factory, List<PrefetchedPatches<TrainingSample>> waiting, int epoch)
    {
        var outputs = network.PredictJointly(waiting.ConvertAll(read => Tensors(factory, read.Item, read.Patches)));
        foreach (var (output, read) in outputs.Zip(waiting)) learner.Take(output, read.Item.Index, epoch, 1.0 / outputs.Count);
        waiting.Clear();
    }

    private PatientTensors Tensors(PatientTensorFactory factory, TrainingSample sample, PatchFeatures patches) =>
        factory.Create(sample.Patient, patches) with { Outcome = new(bins[sample.Index], patients.Event[sample.Index]) };
}
