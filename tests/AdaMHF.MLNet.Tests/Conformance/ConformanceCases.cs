using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>A case for every estimator of the library. A new estimator without one fails the test that looks for it.</summary>
internal static class ConformanceCases
{
    private static readonly TabularCohort Tabular = new(120, seed: 8);

    public static IReadOnlyDictionary<Type, Func<SmallStudy, ConformanceCase>> All { get; } =
        Others().Concat(SurvivalSystems.All.DistinctBy(system => system.TrainerType).Select(Networks)).ToDictionary();

    private static Dictionary<Type, Func<SmallStudy, ConformanceCase>> Others() => new()
    {
        [typeof(WsiBagLoadingEstimator)] = study => new(
            ml => ml.Transforms.LoadWsiBags("Bag", "SlideIds", study.Files.Bags), _ => study.Split.TrainSet, "SlideIds"),
        [typeof(GenomicGroupingEstimator)] = study => new(
            ml => ml.Transforms.GroupGenomics(study.Cohort.GeneGroups), _ => study.Split.TrainSet, "Genes"),
        [typeof(VectorBagEstimator)] = _ => new(ml => ml.Transforms.ConvertToPatchBags("Bag", "Features", width: 3), Features, "Features"),
        [typeof(BagStandardizingEstimator)] = _ => new(ml => ml.Transforms.StandardizeBags("Bag"), FeatureBags, "Bag"),
        [typeof(ClinicalEncodingEstimator)] = study => new(
            ml => ml.Transforms.EncodeClinical("Clinical", ["age", "site", "is_female"], minPatients: 3), _ => study.Split.TrainSet),
        [typeof(GenomicFeaturizingEstimator)] = study => new(
            ml => ml.Transforms.FeaturizeGenomics(new GenomicFeaturizerOptions { Epochs = 1, RiskColumnName = "GenomicRisk" }),
            ml => Prepared(ml, study),
            "Time",
            "Event"),
        [typeof(CoxTrainer)] = _ => new(ml => ml.Survival.Trainers.CoxProportionalHazards(), Features, "Time", "Event", "Features"),
        [typeof(DiscreteHazardTrainer)] = _ => new(DiscreteHazard, Features, "Time", "Event", "Features"),
        [typeof(HazardCalibratingEstimator)] = _ => new(
            ml => ml.Survival.Calibrators.Platt(),
            ml => DiscreteHazard(ml).Fit(Features(ml)).Transform(Features(ml)),
            "Time",
            "Event",
            "Hazards"),
    };

    private static DiscreteHazardTrainer DiscreteHazard(MLContext ml) =>
        ml.Survival.Trainers.DiscreteHazard(new DiscreteHazardTrainer.Options { ReportedMonths = [12] });

    private static KeyValuePair<Type, Func<SmallStudy, ConformanceCase>> Networks(SurvivalSystem system)
    {
        string[] required = system.Modalities.HasFlag(SurvivalModalities.Pathology) ? ["Time", "Event", "Bag"] : ["Time", "Event"];
        return new(
            system.TrainerType,
            study => new(ml => SmallSystems.Trainer(ml, system.Key), ml => Prepared(ml, study), required));
    }

    internal static IDataView Prepared(MLContext ml, SmallStudy study) =>
        ml.Transforms.LoadWsiBags("Bag", "SlideIds", study.Files.Bags).Append(ml.Transforms.GroupGenomics(study.Cohort.GeneGroups))
            .Fit(study.Split.TrainSet).Transform(study.Split.TrainSet);

    private static IDataView FeatureBags(MLContext ml) =>
        ml.Transforms.ConvertToPatchBags("Bag", "Features", width: null).Fit(Features(ml)).Transform(Features(ml));

    private static IDataView Features(MLContext ml) => TabularCohort.Features(ml).Fit(Tabular.Data(ml)).Transform(Tabular.Data(ml));
}
