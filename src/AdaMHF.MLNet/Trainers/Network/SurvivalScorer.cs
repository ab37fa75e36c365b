using AdaMHF.Networks;
using AdaMHF.PatchBags;
using AdaMHF.Survival;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Scores patients with a trained network, or with the average of some, from any number of threads.</summary>
internal sealed class SurvivalScorer : IDisposable
{
    private readonly SurvivalNetwork[] _networks;
    private readonly ModelColumns _columns;
    private readonly PrognosisSettings _prognosis;
    private readonly CoxPredictor? _baseline;
    private readonly EnsembleAverage? _average;
    private readonly PatientTensorFactory _factory;
    private readonly SharedUse _use;

    public SurvivalScorer(SurvivalNetwork[] networks, Device device, NetworkModelSettings settings)
    {
        _networks = networks;
        _use = new(typeof(SurvivalNetworkTransformer), () =>
        {
            foreach (var network in networks) network.Dispose();
        });
        _columns = settings.Columns;
        _prognosis = settings.Prognosis;
        _baseline = settings.Baseline;
        _average = networks.Length > 1 ? new(settings.Baselines, settings.Prognosis) : null;
        foreach (var network in networks)
        {
            network.to(device);
            network.eval();
        }
        _factory = new PatientTensorFactory(device, _columns.PatchWidth);
    }

    public long ParameterCount
    {
        get
        {
            using var use = _use.Begin();
            return _networks.Sum(network => network.parameters().Sum(parameter => parameter.numel()));
        }
    }

    /// <summary>Whether patients are computed together; explanations are made one by one.</summary>
    public bool ScoresTogether => _networks[0].ComputesBatches && _prognosis.ExplainedGroups is null;

    /// <summary>Patches by which a patient is predicted.</summary>
    public int PatchesOf(PatientModalities patient) => Math.Min(patient.Bag.PatchCount, _columns.PatchesPerPatient);

    public PatientPrognosis Score(PatientModalities patient)
    {
        using var use = _use.Begin();
        if (IsUnknown(patient)) return PatientPrognosis.Unknown(_prognosis);
        var explains = _prognosis.ExplainedGroups is not null;
        return PrognosisOf(NetworkPrediction.Of(_networks, _factory, patient, _columns.PatchesPerPatient, explains));
    }

    /// <summary>Scores patients in one computation.</summary>
    public PatientPrognosis[] ScoreTogether(PatientModalities[] patients)
    {
        using var use = _use.Begin();
        var known = Array.FindAll(patients, patient => !IsUnknown(patient));
        var predictions = known.Length == 0 ? [] : NetworkPrediction.Of(_networks, _factory, known, _columns.PatchesPerPatient);
        var place = -1;
        return Array.ConvertAll(patients, patient =>
        {
            if (IsUnknown(patient)) return PatientPrognosis.Unknown(_prognosis);
            place++;
            return PrognosisOf(Array.ConvertAll(predictions, member => member[place]));
        });
    }

    /// <summary>Scores patients who have a modality and whose patches were read, in one computation.</summary>
    public PatientPrognosis[] ScoreTogether((PatientModalities Patient, PatchFeatures? Patches)[] read)
    {
        using var use = _use.Begin();
        return PrognosesOf(NetworkPrediction.Of(_networks, _factory, read));
    }

    /// <summary>Whether variants of a patient are computed with one bag.</summary>
    public bool SharesBags => Array.TrueForAll(_networks, network => network is AdaMhfNetwork);

    /// <summary>Scores variants of one patient in one computation.</summary>
    /// <param name="patient">The patient.</param>
    /// <param name="patches">What was read of the bag; null without pathology.</param>
    /// <param name="variants">At least one.</param>
    public PatientPrognosis[] ScoreVariants(PatientModalities patient, PatchFeatures? patches, PatientVariant[] variants)
    {
        using var use = _use.Begin();
        (PatientModalities, PatchFeatures?)[] read = Array.ConvertAll(variants, variant => (
            patient with { Genomics = variant.Genomics, Clinical = variant.Clinical }, variant.HasPatches ? patches : null));
        return PrognosesOf(NetworkPrediction.Of(_networks, _factory, read, SharesBags));
    }

    /// <summary>Whether a patient has no modality that is read.</summary>
    public static bool IsUnknown(PatientModalities patient) => patient.Bag.IsEmpty && patient.Genomics is null;

    private PatientPrognosis[] PrognosesOf(NetworkPrediction[][] predictions) => [.. Enumerable.Range(0, predictions[0].Length)
        .Select(place => PrognosisOf(Array.ConvertAll(predictions, member => member[place])))];

    /// <summary>The prognosis from what each network predicts.</summary>
    public PatientPrognosis PrognosisOf(NetworkPrediction[] members)
    {
        var prognosis = _average?.Of(members) ?? Prognosis(members[0]);
        return prognosis.Explanation is { } explanation ? prognosis with { Explanation = Whole(explanation) } : prognosis;
    }

    private PatientPrognosis Prognosis(NetworkPrediction only) => (_baseline is null
        ? PatientPrognosis.FromHazards(only.Outputs, (float)only.Risk, _prognosis, only.ModalityWeights)
        : PatientPrognosis.FromLogHazard(_baseline, only.Risk, _prognosis, only.ModalityWeights)) with
    {
        Explanation = only.Explanation,
    };

    /// <summary>A patient without genomics has a score for no group.</summary>
    private PrognosisExplanation Whole(PrognosisExplanation explanation) =>
        explanation.GenomicScores.Length > 0
            ? explanation
            : explanation with { GenomicScores = PrognosisExplanation.Nothing(_prognosis.ExplainedGroups!.Length).GenomicScores };

    /// <summary>Computes with one of the networks.</summary>
    public T With<T>(int member, Func<SurvivalNetwork, PatientTensorFactory, T> compute)
    {
        using var use = _use.Begin();
        ArgumentOutOfRangeException.ThrowIfNegative(member);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(member, _networks.Length);
        return compute(_networks[member], _factory);
    }

    /// <summary>Computes with all networks.</summary>
    public T WithAll<T>(Func<SurvivalNetwork[], PatientTensorFactory, T> compute)
    {
        using var use = _use.Begin();
        return compute(_networks, _factory);
    }

    public void SaveWeights(Stream stream, int member)
    {
        using var use = _use.Begin();
        NetworkWeights.Save(_networks[member], stream);
    }

    public void RefuseIfDisposed() => _use.Begin().Dispose();

    /// <summary>Frees the networks as soon as nobody computes with them.</summary>
    public void Dispose() => _use.Dispose();
}
