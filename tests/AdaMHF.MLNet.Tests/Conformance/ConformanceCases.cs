using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>A case for every estimator of the library. A new estimator without one fails the test that looks for it.</summary>
internal static class ConformanceCases
{
    private static readonly TabularCohort Tabular = new(120, seed: 8);

    public static IReadOnlyDictionary<Type, Func<SmallStudy, ConformanceCase>> All { get; } = new Dictionary<Type, Func<SmallStudy, ConformanceCase>>
    {
        [typeof(WsiBagLoadingEstimator)] = study => new(ml => ml.Transforms.LoadWsiBags("Bag", "SlideIds", study.Files.Bags), _ => study.Split.TrainSet, "SlideIds"),
        [typeof(GenomicGroupingEstimator)] = study => new(ml => ml.Transforms.GroupGenomics(study.Cohort.GeneGroups), _ => study.Split.TrainSet, "Genes"),
        [typeof(VectorBagEstimator)] = _ => new(ml => ml.Transforms.ConvertToPatchBags("Bag", "Features", width: 3), Features, "Features"),
        [typeof(GenomicFeaturizingEstimator)] = study => new(
            ml => ml.Transforms.FeaturizeGenomics(new GenomicFeaturizerOptions { Epochs = 1, RiskColumnName = "GenomicRisk" }), ml => Prepared(ml, study), "Time", "Event"),
        [typeof(AdaMhfTrainer)] = study => new(
            ml => ml.Survival.Trainers.AdaMhf(SmallStudy.Options), ml => Prepared(ml, study), "Time", "Event", "Bag"),
        [typeof(SnnTrainer)] = study => Genomic(study, ml => ml.Survival.Trainers.Snn(TinyBaselines.Snn)),
        [typeof(SnnTransTrainer)] = study => Genomic(study, ml => ml.Survival.Trainers.SnnTrans(TinyBaselines.SnnTrans)),
        [typeof(AttnMilTrainer)] = study => OfBags(study, ml => ml.Survival.Trainers.AttnMil(TinyBaselines.AttnMil)),
        [typeof(ClamTrainer)] = study => OfBags(study, ml => ml.Survival.Trainers.ClamMb(TinyBaselines.Clam)),
        [typeof(TransMilTrainer)] = study => OfBags(study, ml => ml.Survival.Trainers.TransMil(TinyBaselines.TransMil)),
        [typeof(DeepAttnMislTrainer)] = study => OfBags(study, ml => ml.Survival.Trainers.DeepAttnMisl(TinyBaselines.DeepAttnMisl)),
        [typeof(DtfdMilTrainer)] = study => OfBags(study, ml => ml.Survival.Trainers.DtfdMil(TinyBaselines.DtfdMil)),
        [typeof(McatTrainer)] = study => OfBags(study, ml => ml.Survival.Trainers.Mcat(TinyBaselines.Mcat)),
        [typeof(PorpoiseTrainer)] = study => OfBags(study, ml => ml.Survival.Trainers.Porpoise(TinyBaselines.Porpoise)),
        [typeof(MotcatTrainer)] = study => OfBags(study, ml => ml.Survival.Trainers.Motcat(TinyBaselines.Motcat)),
        [typeof(HfbSurvTrainer)] = study => OfBags(study, ml => ml.Survival.Trainers.HfbSurv(TinyBaselines.HfbSurv)),
        [typeof(GpdbnTrainer)] = study => OfBags(study, ml => ml.Survival.Trainers.Gpdbn(TinyBaselines.Gpdbn)),
        [typeof(CmtaTrainer)] = study => OfBags(study, ml => ml.Survival.Trainers.Cmta(TinyBaselines.Cmta)),
        [typeof(CoxTrainer)] = _ => new(ml => ml.Survival.Trainers.CoxProportionalHazards(), Features, "Time", "Event", "Features"),
        [typeof(DiscreteHazardTrainer)] = _ => new(
            ml => ml.Survival.Trainers.DiscreteHazard(new DiscreteHazardTrainer.Options { ReportedMonths = [12] }), Features, "Time", "Event", "Features"),
        [typeof(HazardCalibratingEstimator)] = _ => new(
            ml => ml.Survival.Calibrators.Platt(),
            ml => ml.Survival.Trainers.DiscreteHazard(new DiscreteHazardTrainer.Options { ReportedMonths = [12] }).Fit(Features(ml)).Transform(Features(ml)),
            "Time",
            "Event",
            "Hazards"),
    };

    private static ConformanceCase Genomic(SmallStudy study, Func<MLContext, IEstimator<ITransformer>> create) => new(create, ml => Prepared(ml, study), "Time", "Event");

    private static ConformanceCase OfBags(SmallStudy study, Func<MLContext, IEstimator<ITransformer>> create) => new(create, ml => Prepared(ml, study), "Time", "Event", "Bag");

    internal static IDataView Prepared(MLContext ml, SmallStudy study) =>
        ml.Transforms.LoadWsiBags("Bag", "SlideIds", study.Files.Bags).Append(ml.Transforms.GroupGenomics(study.Cohort.GeneGroups))
            .Fit(study.Split.TrainSet).Transform(study.Split.TrainSet);

    private static IDataView Features(MLContext ml) => TabularCohort.Features(ml).Fit(Tabular.Data(ml)).Transform(Tabular.Data(ml));
}
