using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>Tells runs apart: two with the same identity take the same steps from the same weights over the same patients.</summary>
internal static class RunIdentity
{
    /// <summary>SHA-256 in hexadecimal digits.</summary>
    /// <param name="options">How it is trained.</param>
    /// <param name="dataHash">On whom: <see cref="TrainingDataHash"/>.</param>
    /// <param name="seed">Of what is random.</param>
    /// <param name="network">Before the first step.</param>
    /// <param name="configuration">Of the network: it holds the weights of losses, too.</param>
    public static string Of(
        SurvivalTrainerOptions options, string dataHash, int seed, SurvivalNetwork network, object configuration)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        object[] said =
        [
            LibraryVersions.Library, LibraryVersions.TorchSharp, seed, dataHash, network.GetType().Name,
            // The number of epochs belongs to it: schedules depend on it.
            options.Epochs, options.Loss, options.LossAlpha, options.CoxWeight, options.Optimizer, options.Momentum, options.BatchSize,
            options.MaxGradientNorm ?? 0, options.BalancedSampling, Text(options.EarlyStopping),
            options.LearningRate, options.Schedule, options.DecayFactor, options.DecayEpochs, options.WarmUpSteps, options.WeightDecay,
            options.ModalityDropout, options.PatchesPerPatient, options.TimeBins, string.Join(' ', options.TimeBinEdges ?? []),
            // Two runs from the same weights may differ in what they train of them, and in how it decays.
            string.Join(',', network.named_parameters()
                .Where(entry => entry.parameter.requires_grad)
                .Select(entry => FormattableString.Invariant($"{entry.name} {options.DecayOf(entry.name)}"))),
        ];
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', said.Select(value => FormattableString.Invariant($"{value}")))));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(configuration, ModelZipJson.Options));
        using var weights = new MemoryStream();
        NetworkWeights.Save(network, weights);
        hash.AppendData(weights.GetBuffer().AsSpan(0, (int)weights.Length));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A record writes its numbers as the culture of the thread does.
    private static string Text(EarlyStopping? stopping) => stopping is null
        ? ""
        : FormattableString.Invariant($"{stopping.ValidationShare:R} {stopping.Patience} {stopping.Measure}");
}
