using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// The risk of a model along the straight line from a baseline, at 0, to a patient, at 1, with the decisions for the patient held. Tensors
/// belong to the dispose scope of the caller.
/// </summary>
internal sealed class RiskLine
{
    // Activations of a chunk are kept for the gradients.
    private const int MaxPatches = 8192, MaxPoints = 32;

    private readonly SurvivalNetwork[] _networks;
    private readonly NetworkModelSettings _settings;
    private readonly AdaMhfDecisions?[] _decisions;
    private readonly Tensor[] _baseline;
    private readonly Tensor[] _differences;
    private readonly bool _hasPatches;
    private readonly int _groups;

    /// <param name="networks">Networks in evaluation whose mean risk it is.</param>
    /// <param name="settings">Settings of their model.</param>
    /// <param name="patient">The patient.</param>
    /// <param name="background">Holds the baseline.</param>
    public RiskLine(SurvivalNetwork[] networks, NetworkModelSettings settings, PatientTensors patient, PrognosisBackground background)
    {
        (_networks, _settings) = (networks, settings);
        (_hasPatches, _groups) = (patient.Patches is not null, patient.Genomics?.Count ?? 0);
        using var noGradient = no_grad();
        _decisions = Array.ConvertAll(networks, network => (network as AdaMhfNetwork)?.Explain(patient).Decisions);
        var parts = new List<(Tensor Value, Tensor Baseline)>();
        if (patient.Patches is { } patches) parts.Add((patches, Mean(background.MeanPatch, patches).expand_as(patches)));
        for (var group = 0; group < _groups; group++)
            parts.Add((patient.Genomics![group], Mean(background.GenomicMeans[group], patient.Genomics[group])));
        if (patient.Clinical is { } clinical) parts.Add((clinical, Mean(background.ClinicalMeans, clinical)));
        _baseline = [.. parts.Select(part => part.Baseline)];
        _differences = [.. parts.Select(part => part.Value - part.Baseline)];

        static Tensor Mean(float[] values, Tensor like) => tensor(values, device: like.device);
    }

    /// <summary>Whether decisions are held.</summary>
    public bool HoldsDecisions => Array.Exists(_decisions, decisions => decisions is not null);

    /// <summary>The risk at a point, from 0 to 1.</summary>
    public double At(double point)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return RisksOf(PointsAt([point])).sum().to(float64).cpu().data<double>()[0];
    }

    /// <summary>
    /// The gradient of the risk, integrated along the line by a weighted sum over points, times the differences: of the patches if there
    /// are any, of each group, of the clinical values if there are any; in the order of their values.
    /// </summary>
    public double[][] Integrate(double[] points, double[] weights)
    {
        var patches = _hasPatches ? (int)_baseline[0].shape[0] : 0;
        var together = Math.Clamp(MaxPatches / Math.Max(1, patches), 1, MaxPoints);
        double[][]? sums = null;
        foreach (var chunk in points.Zip(weights).Chunk(together))
        {
            using var scope = NewDisposeScope();
            var inputs = Array.ConvertAll(
                PointsAt(Array.ConvertAll(chunk, one => one.First)), input => input.detach().requires_grad_(true));
            var gradients = autograd.grad([RisksOf(inputs).sum()], inputs);
            double[][] own = [.. gradients.Select((gradient, place) =>
            {
                var weight = Column(Array.ConvertAll(chunk, one => one.Second), gradient);
                // The literal 0 without the L is a ScalarType, whose sum is over all elements in bytes.
                return ((gradient * weight).sum(0L) * _differences[place]).to(float64).cpu().data<double>().ToArray();
            })];
            if (sums is null)
            {
                sums = own;
                continue;
            }
            foreach (var (sum, added) in sums.Zip(own))
            {
                for (var i = 0; i < sum.Length; i++) sum[i] += added[i];
            }
        }
        return sums ?? [];
    }

    private Tensor[] PointsAt(double[] points) => [.. _baseline.Select((from, place) =>
        from.unsqueeze(0).Plus(_differences[place].unsqueeze(0) * Column(points, _differences[place].unsqueeze(0))))];

    private static Tensor Column(double[] values, Tensor like) =>
        tensor(values, dtype: like.dtype, device: like.device).reshape([values.Length, .. Enumerable.Repeat(1L, (int)like.dim() - 1)]);

    /// <summary>[points]: the risk as the model reports it.</summary>
    private Tensor RisksOf(Tensor[] inputs)
    {
        var count = (int)inputs[0].shape[0];
        int[] all = [.. Enumerable.Range(0, count)];
        var first = _hasPatches ? 1 : 0;
        var hasClinical = inputs.Length > first + _groups;
        var batch = new BatchTensors(count)
        {
            Patches = _hasPatches ? inputs[0] : null,
            PatchCounts = _hasPatches ? [.. all.Select(_ => (int)inputs[0].shape[1])] : [],
            WithPathology = _hasPatches ? all : [],
            Genomics = _groups == 0 ? null : inputs[first..(first + _groups)],
            WithGenomics = _groups == 0 ? [] : all,
            Clinical = hasClinical ? inputs[^1] : null,
            WithClinical = hasClinical ? all : [],
        };
        Tensor[] risks = [.. _networks.Select((network, member) => RiskOf(network, member, batch))];
        return risks is [var only] ? only : stack(risks).mean([0]);
    }

    private Tensor RiskOf(SurvivalNetwork network, int member, BatchTensors batch)
    {
        var logits = (_decisions[member] is { } held
            ? ((AdaMhfNetwork)network).PredictFollowing(batch, held)
            : network.PredictBatch(batch)).Logits;
        if (!network.PredictsRisk) return nn.functional.logsigmoid(logits.neg()).cumsum(1).exp().sum(1).neg();
        if (_networks.Length == 1) return logits.select(1, 0);
        // An ensemble of log hazards is averaged on the scale of survival.
        double[] hazards = [.. Enumerable.Range(0, _settings.Prognosis.TimeBinEdges.Length - 1)
            .Select(bin => -Math.Log(Math.Max(1e-300, _settings.Baselines[member].SurvivalAt(0, _settings.Prognosis.EndOf(bin)))))];
        var baseline = tensor(hazards, dtype: logits.dtype, device: logits.device).unsqueeze(0);
        return (baseline * logits.exp()).neg().exp().sum(1).neg();
    }
}
