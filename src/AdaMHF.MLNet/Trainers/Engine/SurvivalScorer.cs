using AdaMHF.Networks;
using AdaMHF.Survival;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Scores patients with a trained network, from any number of threads.</summary>
internal sealed class SurvivalScorer : IDisposable
{
    private readonly SurvivalNetwork _network;
    private readonly ModelColumns _columns;
    private readonly PatientTensorFactory _factory;
    private int _disposed;

    public SurvivalScorer(SurvivalNetwork network, Device device, ModelColumns columns)
    {
        _network = network;
        _columns = columns;
        network.to(device);
        network.eval();
        _factory = new PatientTensorFactory(device, columns.PatchWidth);
    }

    public long ParameterCount => _network.parameters().Sum(parameter => parameter.numel());

    public PatientPrognosis Score(PatientModalities patient)
    {
        RefuseIfDisposed();
        var bins = _columns.TimeBinEdges.Length - 1;
        if (patient.Bag.IsEmpty && patient.Genomics is null) return Unknown(bins);

        // Dispose scopes belong to a thread, so threads do not meet here; in evaluation the network draws no random numbers.
        using var pause = FinalizerPause.Begin();
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var rows = PredictionSample.Of(patient.Bag, _columns.PatchesPerPatient);
        var output = _network.call(_factory.Create(patient, rows));
        double[] hazards = [.. output.Logits.sigmoid().cpu().data<float>().Select(hazard => (double)hazard)];
        return new PatientPrognosis(
            (float)DiscreteHazards.Risk(hazards),
            Singles(hazards),
            Singles(DiscreteHazards.Survival(hazards)),
            output.ModalityWeights.cpu().data<float>().ToArray());
    }

    public void SaveWeights(Stream stream)
    {
        RefuseIfDisposed();
        NetworkWeights.Save(_network, stream);
    }

    public void RefuseIfDisposed() => ObjectDisposedException.ThrowIf(_disposed != 0, typeof(SurvivalNetworkTransformer));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) _network.Dispose();
    }

    private static PatientPrognosis Unknown(int bins) => new(float.NaN, Nothing(bins), Nothing(bins), Nothing(2));

    private static float[] Nothing(int length) => [.. Enumerable.Repeat(float.NaN, length)];

    private static float[] Singles(double[] values) => Array.ConvertAll(values, value => (float)value);
}
