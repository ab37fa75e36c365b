using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>An ML.NET pipeline: bags and genes prepared by the training rows, and a survival model.</summary>
internal sealed class FittedPipeline(
    MLContext ml, BenchmarkCohort cohort, SurvivalModalities seen, ITransformer preparation, ITransformer model) : FittedSystem
{
    public override TrainingRecord? Training => (model as SurvivalNetworkTransformer)?.Training;

    public override long Parameters => model switch
    {
        SurvivalNetworkTransformer network => network.ParameterCount,
        CoxTransformer cox => cox.Predictor.Coefficients.Length,
        DiscreteHazardTransformer hazards => hazards.Model.Coefficients.Length + hazards.Model.Intercepts.Length,
        _ => 0,
    };

    public override long? Operations(int patches) => model switch
    {
        SurvivalNetworkTransformer network => network.NetworkCount * network.CountCost(Seen(patches)).Operations,
        CoxTransformer cox => cox.Predictor.Coefficients.Length,
        DiscreteHazardTransformer hazards => hazards.Model.Coefficients.Length,
        _ => null,
    };

    private int Seen(int patches) => seen.HasFlag(SurvivalModalities.Pathology) ? patches : 0;

    public override IReadOnlyList<double> BinEdges => (model as SurvivalTransformer)?.TimeBinEdges ?? [];

    /// <summary>Prepares bags and genes by the training rows, and trains.</summary>
    /// <param name="request">The unit; <see cref="SystemRequest.Available"/> is what the system reads.</param>
    /// <param name="genes">Prepares the genes.</param>
    /// <param name="trainer">Creates the trainer, given the prepared training rows.</param>
    /// <param name="train">Training rows.</param>
    public static FittedPipeline Fit(
        SystemRequest request, IEstimator<ITransformer> genes, Func<IDataView, IEstimator<ITransformer>> trainer, IDataView train)
    {
        var (ml, cohort, seen) = (request.ML, request.Cohort, request.Available);
        ITransformer preparation = request.HasPathology
            ? cohort.LoadBags(ml, request.TakesFeaturesAsTheyStand).Append(genes).Fit(train)
            : genes.Fit(train);
        var prepared = preparation.Transform(Hidden(ml, cohort, seen, train, Condition.Complete));
        return new(ml, cohort, seen, preparation, trainer(prepared).Fit(prepared));
    }

    public override IReadOnlyList<ScoredPatient> Score(IDataView patients, Condition condition)
    {
        var measured = condition.Group is { } group
            ? new EmptiedGenesDataView(patients, SurvivalColumns.Genes, cohort.SlotsOf(group))
            : patients;
        var scored = model.Transform(preparation.Transform(Hidden(ml, cohort, seen, measured, condition)));
        string[] wanted = [SurvivalColumns.PatientId, SurvivalColumns.Score, SurvivalColumns.SurvivalProbabilities];
        // One pass over the bags for all columns.
        var cached = ml.Data.Cache(scored, [.. wanted.Where(name => scored.Schema.GetColumnOrNull(name) is not null)]);
        var ids = cached.GetColumn<string>(SurvivalColumns.PatientId);
        var risks = cached.GetColumn<float>(SurvivalColumns.Score);
        var curves = cached.Schema.GetColumnOrNull(SurvivalColumns.SurvivalProbabilities) is { } column
            ? cached.GetColumn<float[]>(column)
            : risks.Select(_ => Array.Empty<float>());
        return [.. ids.Zip(risks, curves).Select(patient => new ScoredPatient(patient.First, patient.Second, patient.Third))];
    }

    public override double? BestEpoch(IDataView patients) => model is SurvivalNetworkTransformer network
        ? ml.Survival.EvaluateEpochs(network, preparation.Transform(Hidden(ml, cohort, seen, patients, Condition.Complete)))
            .Max(epoch => epoch.ConcordanceIndex)
        : null;

    public override Adaptation? Adaptation(IDataView patients, SimulatedTruth? truth) => model is AdaMhfTransformer adaMhf
        ? AdaptationReader.Of(adaMhf, preparation.Transform(Hidden(ml, cohort, seen, patients, Condition.Complete)), truth)
        : null;

    public override void Dispose()
    {
        (model as IDisposable)?.Dispose();
        (preparation as IDisposable)?.Dispose();
    }

    private static IDataView Hidden(
        MLContext ml, BenchmarkCohort cohort, SurvivalModalities seen, IDataView patients, Condition condition)
    {
        var hidden = new List<string>();
        if (condition.LacksGenomics || !seen.HasFlag(SurvivalModalities.Genomics)) hidden.Add(SurvivalColumns.Genes);
        if (condition.LacksPathology || !seen.HasFlag(SurvivalModalities.Pathology)) hidden.Add(cohort.PathologyColumn);
        return ml.Survival.WithMissing(patients, [.. hidden]);
    }
}
