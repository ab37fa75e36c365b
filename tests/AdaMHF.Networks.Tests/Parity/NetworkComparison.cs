using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>
/// Compares a whole system on one patient: hazards, survival, risk, loss, and the gradients of the loss by inputs and parameters.
/// </summary>
internal static class NetworkComparison
{
    /// <summary>Compares outputs and gradients of a network that gives logits alone.</summary>
    public static void Compare(ParityFixture fixture, SurvivalNetwork network, IReadOnlyDictionary<string, string> ourKeys) =>
        Compare<Tensor?>(fixture, network, ourKeys, patient => (network.call(patient).Logits, null));

    /// <summary>
    /// Compares outputs and gradients. The caller compares further outputs, which <paramref name="forward"/>
    /// returns besides the logits [K].
    /// </summary>
    public static void Compare<T>(
        ParityFixture fixture,
        nn.Module network,
        IReadOnlyDictionary<string, string> ourKeys,
        Func<PatientTensors, (Tensor Logits, T Further)> forward,
        Action<T>? further = null)
    {
        if (fixture.HasProceduralWeights) ProceduralWeights.Fill(fixture, network, ourKeys);
        else BlockComparison.Filled(fixture, network, ourKeys);

        var inputs = fixture.NamesAfter("grad.").ToDictionary(name => name, name => fixture.Tensor($"input.{name}").requires_grad_(true));
        var (logits, others) = forward(PatientOf(inputs));
        var loss = ExpectPrediction(fixture, logits);
        further?.Invoke(others);

        var parameters = network.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        string[] theirs = [.. fixture.NamesAfter("pgrad_norm.")];
        Assert.Equal(parameters.Count, theirs.Length);
        var gradients = Gradients.Of(loss, [.. inputs.Values]);
        foreach (var (name, gradient) in inputs.Keys.Zip(gradients)) fixture.Expect($"grad.{name}", gradient);
        // A norm of zero marks a weight that the loss does not depend on.
        foreach (var key in theirs)
            fixture.Expect($"pgrad_norm.{key}", parameters[ourKeys[key]].grad?.norm() ?? zeros(Array.Empty<long>()));
    }

    /// <summary>A patient of the inputs x_path and x_omic, or x_omic1, x_omic2 and so on.</summary>
    public static PatientTensors PatientOf(IReadOnlyDictionary<string, Tensor> inputs) => new(
        inputs.GetValueOrDefault("x_path")?.flatten(0, -2),
        [
            .. inputs
                .Where(input => input.Key.StartsWith("x_omic", StringComparison.Ordinal))
                .OrderBy(input => input.Key, StringComparer.Ordinal)
                .Select(input => input.Value.flatten()),
        ]);

    /// <summary>Likelihood of the outcome whose names have this prefix.</summary>
    public static Tensor Loss(ParityFixture fixture, Tensor logits, string prefix = "input.") => DiscreteSurvivalLoss.NegativeLogLikelihood(
        logits, (int)fixture.Integers($"{prefix}label")[0], observed: fixture.Tensor($"{prefix}censorship").Singles()[0] == 0);

    private static Tensor ExpectPrediction(ParityFixture fixture, Tensor logits)
    {
        var hazards = logits.sigmoid();
        var survival = hazards.From(1).cumprod(0);
        var loss = Loss(fixture, logits);
        fixture.Expect("output.logits", logits.unsqueeze(0));
        fixture.Expect("output.hazards", hazards.unsqueeze(0));
        fixture.Expect("output.S", survival.unsqueeze(0));
        fixture.Expect("output.risk", -survival.sum().unsqueeze(0));
        fixture.Expect("output.loss", loss.reshape([]));
        return loss;
    }
}
