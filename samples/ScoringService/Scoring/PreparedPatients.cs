using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ScoringService;

/// <summary>The patients of a request as the model reads them: its genes in its order, and the bags that came with the request.</summary>
internal sealed class PreparedPatients
{
    private const int Named = 5;

    private readonly List<string> _warnings = [];

    private PreparedPatients(SurvivalCohort cohort) => (Cohort, Data) = (cohort, cohort.Data);

    public SurvivalCohort Cohort { get; }

    public IDataView Data { get; private set; }

    public IReadOnlyList<string> Warnings => [.. Cohort.Report.Warnings, .. _warnings];

    /// <exception cref="CohortFileException">The table breaks a rule.</exception>
    /// <exception cref="ProblemException">It lacks genes, or has too many patients.</exception>
    public static PreparedPatients Read(MLContext ml, RequestFolder folder, ModelColumns model, ScoringLimits limits)
    {
        var options = new SurvivalCohortOptions { SlideIdIsOptional = true };
        var cohort = ml.Data.LoadSurvivalCohort(folder.Table!, options.ForScoring(model.Schema));
        if (cohort.PatientCount > limits.Patients)
            throw ProblemException.TooLarge($"The table has {cohort.PatientCount} patients; at most {limits.Patients} are read.");
        RequireClinical(cohort, model.Clinical);
        var patients = new PreparedPatients(cohort);
        if (model.Genes.Count > 0) patients.SetGenes(ml, model.Genes);
        if (model.Slides) patients.SetBags(ml, folder);
        else if (folder.BagCount > 0) patients._warnings.Add("The model reads no slides: the bags were not used.");
        return patients;
    }

    private static void RequireClinical(SurvivalCohort cohort, IReadOnlyList<string> clinical)
    {
        string[] absent = [.. clinical.Where(name => cohort.Data.Schema.GetColumnOrNull(name) is null)];
        if (absent.Length == 0) return;
        throw ProblemException.Wrong(
            $"The clinical columns {string.Join(", ", absent)} are not there, which the model reads. Give them to every patient; a value "
            + "that is not known is empty, or null in JSON.");
    }

    // A model knows its genes by their places, and the table has them in an order of its own.
    private void SetGenes(MLContext ml, IReadOnlyList<string> genes)
    {
        var places = Cohort.GeneColumns.Index().ToDictionary(gene => gene.Item, gene => gene.Index);
        string[] absent = [.. genes.Where(gene => !places.ContainsKey(gene))];
        if (absent.Length > 0 && places.Count > 0)
        {
            throw ProblemException.Wrong(
                $"The table lacks {absent.Length} of the {genes.Count} genes that the model reads: {string.Join(", ", absent.Take(Named))}"
                + $"{(absent.Length > Named ? ", ..." : "")}. Give all of them; a value that was not measured is empty, or null in JSON.");
        }
        if (absent.Length > 0) _warnings.Add("The table has no gene columns: genomics is missing for every patient.");
        else if (places.Count > genes.Count)
            _warnings.Add($"{places.Count - genes.Count} gene columns that the model does not read were left out.");

        var schema = SchemaDefinition.Create(typeof(ModelGenes));
        schema[nameof(ModelGenes.Genes)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, genes.Count);
        int[] order = absent.Length > 0 ? [] : [.. genes.Select(gene => places[gene])];
        float[] none = [.. Enumerable.Repeat(float.NaN, genes.Count)];
        Data = order.Length == 0
            ? Map<Nothing, ModelGenes>(ml, (_, row) => row.Genes = none, schema)
            : Map<TableGenes, ModelGenes>(ml, (table, row) => row.Genes = Array.ConvertAll(order, place => table.Genes[place]), schema);
    }

    private void SetBags(MLContext ml, RequestFolder folder)
    {
        string[] named = [.. Cohort.Data.GetColumn<string[]>(SurvivalColumns.SlideIds).SelectMany(slides => slides)];
        Warn([.. named.Where(slide => folder.BagOf(slide) is null)], "slides have no bag in the request and are left out");
        string[] unused = [.. folder.Slides.Except(named.Select(SlideFolder.WithoutExtension))];
        Warn(unused, "bags belong to no slide of the table and are not used");
        Data = Map<TableSlides, RequestBag>(
            ml, (table, row) => row.Bag = PatchBag.Open(table.SlideIds.Select(folder.BagOf).OfType<string>()));
    }

    private IDataView Map<TSource, TTarget>(MLContext ml, Action<TSource, TTarget> map, SchemaDefinition? schema = null)
        where TSource : class, new() where TTarget : class, new() =>
        ml.Transforms.CustomMapping(map, contractName: null, null, schema).Fit(Data).Transform(Data);

    private void Warn(string[] what, string text)
    {
        if (what.Length == 0) return;
        _warnings.Add($"{what.Length} {text}: {string.Join(", ", what.Take(Named))}{(what.Length > Named ? ", ..." : "")}.");
    }

    private sealed class Nothing;

    private sealed class TableGenes
    {
        public float[] Genes { get; set; } = [];
    }

    private sealed class ModelGenes
    {
        public float[] Genes { get; set; } = [];
    }

    private sealed class TableSlides
    {
        public string[] SlideIds { get; set; } = [];
    }

    private sealed class RequestBag
    {
        [PatchBagType]
        public PatchBag Bag { get; set; } = PatchBag.Empty;
    }
}
