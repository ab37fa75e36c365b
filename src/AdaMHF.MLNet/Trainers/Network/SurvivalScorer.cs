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

    /// <summary>Whether patients are computed together; explanations are made one by one.</summary>
    public bool ScoresTogether => _network.ComputesBatches && _prognosis.ExplainedGroups is null;

    /// <summary>Patches by which a patient is predicted.</summary>
    public int PatchesOf(PatientModalities patient) => Math.Min(patient.Bag.PatchCount, _columns.PatchesPerPatient);

    public PatientPrognosis Score(PatientModalities patient)
    {
        RefuseIfDisposed();
        if (IsUnknown(patient)) return PatientPrognosis.Unknown(_prognosis);
        var explains = _prognosis.ExplainedGroups is not null;
        return Prognosis(NetworkPrediction.Of(_network, _factory, patient, _columns.PatchesPerPatient, explains));
    }

    /// <summary>Scores patients in one computation.</summary>
    public PatientPrognosis[] ScoreTogether(PatientModalities[] patients)
    {
        RefuseIfDisposed();
        var known = Array.FindAll(patients, patient => !IsUnknown(patient));
        var predictions = known.Length == 0 ? [] : NetworkPrediction.Of(_network, _factory, known, _columns.PatchesPerPatient);
        var place = 0;
        return Array.ConvertAll(patients, patient =>
            IsUnknown(patient) ? PatientPrognosis.Unknown(_prognosis) : Prognosis(predictions[place++]));
    }

    private static bool IsUnknown(PatientModalities patient) => patient.Bag.IsEmpty && patient.Genomics is null;

    private PatientPrognosis Prognosis(NetworkPrediction prediction)
    {
        var prognosis = _baseline is null
            ? PatientPrognosis.FromHazards(prediction.Outputs, (float)prediction.Risk, _prognosis, prediction.ModalityWeights)
            : PatientPrognosis.FromLogHazard(_baseline, prediction.Risk, _prognosis, prediction.ModalityWeights);
        return prediction.Explanation is { } explanation ? prognosis with { Explanation = Whole(explanation) } : prognosis;
    }

    /// <summary>A patient without genomics has a score for no group.</summary>
    private PrognosisExplanation Whole(PrognosisExplanation explanation) =>
        explanation.GenomicScores.Length > 0
            ? explanation
            : explanation with { GenomicScores = PrognosisExplanation.Nothing(_prognosis.ExplainedGroups!.Length).GenomicScores };

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
