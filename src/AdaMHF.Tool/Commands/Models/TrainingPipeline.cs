using AdaMHF.Benchmark;
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaMHF.Tool;

/// <summary>The pipeline that <c>train</c> fits: the recommended recipe for what the cohort has.</summary>
internal static class TrainingPipeline
{
    /// <summary>Cox regression on the clinical columns, which is no network.</summary>
    public const string Cox = "cox";

    private const string Features = SurvivalColumns.Features;
    private const int MostCategories = 20;

    public static IReadOnlyList<string> Trainers { get; } = [Cox, .. SurvivalSystems.All.Select(system => system.Key)];

    /// <param name="ml">Makes the parts.</param>
    /// <param name="cohort">Whose columns are read.</param>
    /// <param name="trainer">One of <see cref="Trainers"/>.</param>
    /// <param name="bags">Steps that read the patch bags; null without slides.</param>
    /// <param name="config">Options of grouping and training; null for the defaults.</param>
    /// <param name="change">What the command line changes of the trainer's options.</param>
    /// <exception cref="PlanException">The trainer is none, or needs what is not given.</exception>
    public static IEstimator<ITransformer> Of(
        MLContext ml,
        SurvivalCohort cohort,
        string trainer,
        IEstimator<ITransformer>? bags,
        ConfigFile? config,
        Func<SurvivalTrainerOptions, SurvivalTrainerOptions> change)
    {
        if (trainer == Cox) return OnClinic(ml, cohort, config);
        if (!Trainers.Contains(trainer))
            throw new PlanException($"There is no trainer '{trainer}'. Trainers: {string.Join(", ", Trainers)}.");
        var system = SurvivalSystems.Of(trainer);
        var genes = system.Modalities.HasFlag(SurvivalModalities.Genomics) && cohort.GeneColumns.Count > 0;
        var slides = system.Modalities.HasFlag(SurvivalModalities.Pathology) && bags is not null;
        Require(system, genes, slides);

        var options = system.DefaultOptions with { ReportedMonths = [12, 36, 60] };
        if (!slides) options = options with { BagColumnName = null };
        else if (!genes && system.Modalities == SurvivalModalities.Both) options = options with { GenomicColumnNames = [] };
        options = change(config?.Over(options, "training") ?? options);
        IEstimator<ITransformer> network = system.CreateTrainer(ml, options);
        if (genes)
        {
            var grouping = AdaMhfRecipe.Recommended.Grouping;
            network = ml.Transforms.GroupGenomics(Groups(cohort), config?.Over(grouping, "grouping") ?? grouping).Append(network);
        }
        return slides ? bags!.Append(network) : network;
    }

    private static GeneGroups Groups(SurvivalCohort cohort) => cohort.GeneGroups.Count > 0
        ? cohort.GeneGroups
        : GeneGroups.OfAllGenes(cohort.GeneColumns, suffixes: cohort.GeneGroups.Suffixes);

    private static void Require(SurvivalSystem system, bool genes, bool slides)
    {
        var reads = system.Modalities;
        if (system.Key == SurvivalSystems.AdaMhf ? genes || slides
            : genes == reads.HasFlag(SurvivalModalities.Genomics) && slides == reads.HasFlag(SurvivalModalities.Pathology)) return;
        var needs = reads switch
        {
            SurvivalModalities.Genomics => "genes: name their columns by --gene-endings or --genes, or give --groups or --genes-in",
            SurvivalModalities.Pathology => "--bags",
            _ => "--bags, and genes by --gene-endings, --genes, --groups or --genes-in",
        };
        throw new PlanException($"{system.DisplayName} needs {needs}.");
    }

    private static EstimatorChain<ITransformer> OnClinic(MLContext ml, SurvivalCohort cohort, ConfigFile? config)
    {
        var clinical = cohort.Report.Clinical;
        string[] numbers =
            [.. clinical.Where(column => column.IsNumber && column.Missing < cohort.PatientCount).Select(column => column.Name)];
        string[] texts =
        [
            .. clinical.Where(column => !column.IsNumber).Select(column => column.Name)
                .Where(name => cohort.Data.GetColumn<string>(name).Distinct().Count() is > 1 and <= MostCategories),
        ];
        if (numbers.Length + texts.Length == 0)
            throw new PlanException("Cox regression needs clinical columns: numbers, or words of at most 20 values.");
        var left = clinical.Count - numbers.Length - texts.Length;
        if (left > 0) Messages.Say(
            $"{left} clinical columns have no value, are one text, or more than {MostCategories} different ones, and are left out.");

        var options = new CoxTrainer.Options { Ridge = 1, ReportedMonths = [12, 36, 60] };
        IEstimator<ITransformer> trainer = ml.Survival.Trainers.CoxProportionalHazards(config?.Over(options, "training") ?? options);
        IEstimator<ITransformer> features = ml.Transforms.Concatenate(Features, [.. numbers, .. texts])
            .Append(ml.Transforms.NormalizeMeanVariance(Features, fixZero: false));
        if (texts.Length > 0)
        {
            features = ml.Transforms.Categorical.OneHotEncoding([.. texts.Select(name => new InputOutputColumnPair(name))])
                .Append(features);
        }
        if (numbers.Length > 0)
        {
            features = ml.Transforms.ReplaceMissingValues(
                [.. numbers.Select(name => new InputOutputColumnPair(name))], MissingValueReplacingEstimator.ReplacementMode.Mean)
                .Append(features);
        }
        return features.Append(trainer);
    }
}
