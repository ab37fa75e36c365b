using AdaMHF.MLNet;
using MathNet.Numerics.Statistics;
using Microsoft.ML;

namespace AdaMHF.Benchmark;

/// <summary>
/// The honest opponent of every multimodal network: two unimodal systems trained apart, their risks standardised by the training patients
/// and added. What is missing adds nothing, which is the training mean.
/// </summary>
internal static class LateFusion
{
    public static BenchmarkSystem Of(string key, string name, BenchmarkSystem genomics, BenchmarkSystem pathology) =>
        new(key, name, SurvivalModalities.Both, (request, train) => Fit(genomics, pathology, request, train))
        {
            Description = $"sum of the standardised risks of two systems: {genomics.Name}; {pathology.Name}",
            NeedsAll = true,
        };

    private static Fitted Fit(BenchmarkSystem genomics, BenchmarkSystem pathology, SystemRequest request, IDataView train)
    {
        var first = genomics.Fit(request, train);
        try
        {
            return new(Standardised.By(train, first), Standardised.By(train, pathology.Fit(request, train)));
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    private sealed class Fitted(Standardised genomics, Standardised pathology) : FittedSystem
    {
        public override TrainingRecord? Training => pathology.System.Training;

        public override long Parameters => genomics.System.Parameters + pathology.System.Parameters;

        public override long? Operations(int patches) => genomics.System.Operations(patches) + pathology.System.Operations(patches);

        public override IReadOnlyList<ScoredPatient> Score(IDataView patients, Condition condition)
        {
            var genes = genomics.Risks(patients, condition, gone: condition.LacksGenomics);
            var bags = pathology.Risks(patients, condition, gone: condition.LacksPathology);
            return [.. genes.Zip(bags, (gene, bag) => new ScoredPatient(gene.PatientId, gene.Risk + bag.Risk, []))];
        }

        public override void Dispose()
        {
            genomics.System.Dispose();
            pathology.System.Dispose();
        }
    }

    private sealed record Standardised(FittedSystem System, double Mean, double Deviation)
    {
        public static Standardised By(IDataView train, FittedSystem system)
        {
            var risks = system.Score(train, Condition.Complete).Select(patient => patient.Risk).Where(double.IsFinite);
            var (mean, deviation) = risks.MeanStandardDeviation();
            return new(system, mean, Math.Max(deviation, double.Epsilon));
        }

        /// <summary>Standardised risks; 0 where the system's modality is gone.</summary>
        public IEnumerable<ScoredPatient> Risks(IDataView patients, Condition condition, bool gone) => System.Score(patients, condition)
            .Select(patient => patient with { Risk = gone || double.IsNaN(patient.Risk) ? 0 : (patient.Risk - Mean) / Deviation });
    }
}
