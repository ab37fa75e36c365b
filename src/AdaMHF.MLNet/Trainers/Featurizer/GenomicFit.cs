using AdaMHF.Networks;
using AdaMHF.Survival;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Trains a genomic network on the engine of all networks.</summary>
internal static class GenomicFit
{
    /// <summary>A trained network, in evaluation mode; the caller disposes it. Patients without genomics are left out.</summary>
    public static GenomicSurvivalNetwork Run(
        IHostEnvironment environment,
        IChannel channel,
        GenomicFeaturizerOptions options,
        TrainingPatients patients,
        IReadOnlyList<int> groupSizes)
    {
        var known = patients.Where(modalities => modalities.Genomics is not null);
        if (known.Ids.Length < 2 || !known.Event.Contains(true))
        {
            throw new SurvivalDataException($"Of {patients.Ids.Length} training patients {known.Ids.Length} have genomics and "
                + $"{known.Event.Count(died => died)} of them died; at least two patients and one death are needed.");
        }
        using var threads = new TorchThreads(options.CpuThreads);
        var bins = options.Loss.ComparesPatients() ? null : TrainingBins.OfNetwork(options, known.Time, known.Event, channel);
        if (bins is not null) options = options.With<GenomicFeaturizerOptions>(bins);
        var run = new TrainingRun(environment, channel, options, known, bins);
        var configuration = options.Network(groupSizes);
        var network = new GenomicSurvivalNetwork(
            GenomicNetwork.Create(configuration, run.Seed), options.Loss.ComparesPatients(), options.L1Penalty);
        return network.GivenTo(owned =>
        {
            run.Train(owned, configuration);
            return owned;
        });
    }
}
