using System.Globalization;
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>A cohort in memory, its folds, and the fingerprints of its files.</summary>
internal sealed class BenchmarkCohort
{
    private readonly SurvivalSplit[] _splits;

    private BenchmarkCohort(CohortFiles files, SurvivalCohort cohort, SurvivalSplit[] splits)
    {
        Files = files;
        Cohort = cohort;
        _splits = splits;
        Hashes = DataHashes.Of(files);
    }

    public SurvivalCohort Cohort { get; }

    public GeneGroups GeneGroups => Cohort.GeneGroups;

    public CohortFiles Files { get; }

    /// <summary>Whether any patient has patch bags.</summary>
    public bool HasBags => Files.Bags is not null || Files.IsPaired;

    /// <summary>Column from which <see cref="LoadBags"/> makes the bags: slide ids, or the features of a paired table.</summary>
    public string PathologyColumn => Files.IsPaired ? SurvivalColumns.Pathology : SurvivalColumns.SlideIds;

    /// <summary>True risks of a simulated cohort; null for a real one.</summary>
    public string? Truth => Files.Truth;

    public IReadOnlyDictionary<string, string> Hashes { get; }

    public static BenchmarkCohort Open(CohortFiles files, CohortPlan plan, int foldCount)
    {
        var cohort = files.ReadCohort(new MLContext(plan.Seed));
        SurvivalSplit[] splits = files.IsPaired ? PairedFolds.Read(files) : files.Splits is { } folder ? ReadSplits(folder) : [];
        return new(files, cohort, splits.Length > 0 ? splits : MakeFolds(cohort, foldCount, plan.Seed));
    }

    /// <summary>Names of the groups of which the table has a gene.</summary>
    public IReadOnlyList<string> GroupNames =>
        [.. GeneGroups.Zip(GeneGroups.ColumnsIn(Cohort.GeneColumns)).Where(group => group.Second.Count > 0)
            .Select(group => group.First.Name)];

    /// <summary>
    /// Loads the patch bags; a slide without a file is missing. The features of a paired table are a bag of one patch, standardised by the
    /// training rows unless they are taken as they stand.
    /// </summary>
    public IEstimator<ITransformer> LoadBags(MLContext ml, bool asTheyStand = false)
    {
        if (!Files.IsPaired)
            return ml.Transforms.LoadWsiBags(SurvivalColumns.Bag, PathologyColumn, Files.Bags!, AbsentBagFile.TreatAsMissing);
        var bags = ml.Transforms.ConvertToPatchBags(SurvivalColumns.Bag, PathologyColumn, width: null);
        return asTheyStand ? bags : bags.Append(ml.Transforms.StandardizeBags(
            SurvivalColumns.Bag, options: new() { SignedLog = Files.LogFeatures, MissingValues = BagMissingValues.TrainingMean }));
    }

    /// <summary>Places of a group's genes in the column Genes.</summary>
    public IReadOnlySet<int> SlotsOf(string group)
    {
        var columns = GeneGroups.ColumnsIn(Cohort.GeneColumns)[GeneGroups.Select(one => one.Name).ToList().IndexOf(group)].ToHashSet();
        return Enumerable.Range(0, Cohort.GeneColumns.Count).Where(slot => columns.Contains(Cohort.GeneColumns[slot])).ToHashSet();
    }

    public CohortSplit Fold(int fold) => fold < _splits.Length
        ? Cohort.Split(_splits[fold])
        : throw new PlanException($"'{Cohort.Source}' has the folds 0 to {_splits.Length - 1}; the plan asks for fold {fold}.");

    private static SurvivalSplit[] ReadSplits(string folder)
    {
        string[] files =
        [
            .. Enumerable.Range(0, int.MaxValue)
                .Select(fold => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"splits_{fold}.csv")))
                .TakeWhile(File.Exists),
        ];
        return files.Length > 0
            ? Array.ConvertAll(files, SurvivalSplit.FromCsv)
            : throw new PlanException($"The folder of splits '{folder}' has no splits_0.csv.");
    }

    private static SurvivalSplit[] MakeFolds(SurvivalCohort cohort, int count, int seed)
    {
        float[] time = [.. cohort.Data.GetColumn<float>(SurvivalColumns.Time)];
        bool[] died = [.. cohort.Data.GetColumn<bool>(SurvivalColumns.Event)];
        var folds = StratifiedSplit.Folds(time, died, count, seed);
        var patients = cohort.Patients.Zip(folds).ToArray();
        return [.. Enumerable.Range(0, count).Select(fold => new SurvivalSplit(
            patients.Where(patient => patient.Second != fold).Select(patient => patient.First),
            patients.Where(patient => patient.Second == fold).Select(patient => patient.First)))];
    }
}
