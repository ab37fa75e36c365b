using AdaMHF.MLNet;
using AdaMHF.Networks;
using Benchmark.Run;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Benchmark.Systems;

/// <summary>An ML.NET pipeline: bags and genes prepared by the training rows, and a survival model.</summary>
internal sealed class FittedPipeline(MLContext ml, BenchmarkCohort cohort, Modalities seen, ITransformer preparation, ITransformer model) : FittedSystem
{
    private const string SlideIds = "SlideIds";
    private const string Genes = "Genes";

    public override TrainingRecord? Training => (model as SurvivalNetworkTransformer)?.Training;

    public override long Parameters => model switch
    {
        SurvivalNetworkTransformer network => network.ParameterCount,
        CoxTransformer cox => cox.Predictor.Coefficients.Length,
        DiscreteHazardTransformer hazards => hazards.Model.Coefficients.Length + hazards.Model.Intercepts.Length,
        _ => 0,
    };

    public override AdaMhfConfiguration? Configuration => (model as AdaMhfTransformer)?.Configuration;

    public override IReadOnlyList<double> BinEdges => (model as SurvivalTransformer)?.TimeBinEdges ?? [];

    /// <summary>Prepares what the system uses, and trains.</summary>
    public static FittedPipeline Fit(SystemRequest request, IEstimator<ITransformer> trainer, IDataView train)
    {
        var (ml, cohort, seen) = (request.ML, request.Cohort, request.Available);
        var genes = ml.Transforms.GroupGenomics(cohort.GeneGroups, new GenomicGroupingOptions { ShrinkageFactor = request.ShrinkageFactor, SiteColumnName = null, EmptyGroups = EmptyGeneGroups.LeaveOut });
        ITransformer preparation = seen.HasFlag(Modalities.Pathology)
            ? ml.Transforms.LoadWsiBags(SurvivalColumns.Bag, SlideIds, cohort.Bags!, AbsentBagFile.TreatAsMissing).Append(genes).Fit(train)
            : genes.Fit(train);
        return new(ml, cohort, seen, preparation, trainer.Fit(preparation.Transform(Hidden(ml, seen, train, MissingModality.None))));
    }

    /// <summary>A model on a vector of all genes, standardised by the training rows; a patient without genes has their means.</summary>
    public static FittedPipeline FitOnAllGenes(SystemRequest request, Func<IDataView, string, IEstimator<ITransformer>> trainer, IDataView train)
    {
        const string AllGenes = "AllGenes";
        var (ml, cohort) = (request.ML, request.Cohort);
        var preparation = ml.Transforms.GroupGenomics(GeneGroups.OfAllGenes(cohort.Cohort.GeneColumns, AllGenes), new GenomicGroupingOptions { ShrinkageFactor = request.ShrinkageFactor, SiteColumnName = null })
            .Append(ml.Transforms.ReplaceMissingValues(AllGenes)).Fit(train);
        var prepared = preparation.Transform(train);
        return new(ml, cohort, Modalities.Genomics, preparation, trainer(prepared, AllGenes).Fit(prepared));
    }

    public override IReadOnlyList<ScoredPatient> Score(IDataView patients, MissingModality missing)
    {
        var measured = missing.Group is { } group ? new EmptiedGenesDataView(patients, Genes, cohort.SlotsOf(group)) : patients;
        var scored = model.Transform(preparation.Transform(Hidden(ml, seen, measured, missing)));
        string[] wanted = [SurvivalColumns.PatientId, SurvivalColumns.Score, SurvivalColumns.SurvivalProbabilities];
        // One pass over the bags for all columns.
        var cached = ml.Data.Cache(scored, [.. wanted.Where(name => scored.Schema.GetColumnOrNull(name) is not null)]);
        var ids = cached.GetColumn<string>(SurvivalColumns.PatientId);
        var risks = cached.GetColumn<float>(SurvivalColumns.Score);
        var curves = cached.Schema.GetColumnOrNull(SurvivalColumns.SurvivalProbabilities) is { } column ? cached.GetColumn<float[]>(column) : risks.Select(_ => Array.Empty<float>());
        return [.. ids.Zip(risks, curves).Select(patient => new ScoredPatient(patient.First, patient.Second, patient.Third))];
    }

    public override double? BestEpoch(IDataView patients) => model is SurvivalNetworkTransformer network
        ? ml.Survival.EvaluateEpochs(network, preparation.Transform(Hidden(ml, seen, patients, MissingModality.None))).Max(epoch => epoch.ConcordanceIndex)
        : null;

    public override void Dispose()
    {
        (model as IDisposable)?.Dispose();
        (preparation as IDisposable)?.Dispose();
    }

    private static IDataView Hidden(MLContext ml, Modalities seen, IDataView patients, MissingModality missing)
    {
        var hidden = new List<string>();
        if (missing.Genomics || !seen.HasFlag(Modalities.Genomics)) hidden.Add(Genes);
        if (missing.Pathology || !seen.HasFlag(Modalities.Pathology)) hidden.Add(SlideIds);
        return ml.Survival.WithMissing(patients, [.. hidden]);
    }
}
