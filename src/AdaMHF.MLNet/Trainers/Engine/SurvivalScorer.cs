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
    private readonly PrognosisSettings _prognosis;
    private readonly CoxPredictor? _baseline;
    private readonly PatientTensorFactory _factory;
    private int _disposed;

    public SurvivalScorer(SurvivalNetwork network, Device device, ModelColumns columns, PrognosisSettings prognosis, CoxPredictor? baseline)
    {
        _network = network;
        _columns = columns;
        _prognosis = prognosis;
        _baseline = baseline;
        network.to(device);
        network.eval();
        _factory = new PatientTensorFactory(device, columns.PatchWidth);
    }

    public long ParameterCount => _network.parameters().Sum(parameter => parameter.numel());

    public PatientPrognosis Score(PatientModalities patient)
    {
        RefuseIfDisposed();
        if (patient.Bag.IsEmpty && patient.Genomics is null) return PatientPrognosis.Unknown(_prognosis);

        var prediction = NetworkPrediction.Of(_network, _factory, patient, _columns.PatchesPerPatient);
        return _baseline is null
            ? PatientPrognosis.FromHazards(prediction.Outputs, (float)prediction.Risk, _prognosis, prediction.ModalityWeights)
            : PatientPrognosis.FromLogHazard(_baseline, prediction.Risk, _prognosis, prediction.ModalityWeights);
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
}
