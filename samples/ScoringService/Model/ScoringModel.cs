using System.Security.Cryptography;
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ScoringService;

/// <summary>A model zip, ready for bags of a request in place of those of its training.</summary>
internal sealed class ScoringModel : IDisposable
{
    private readonly ITransformer _whole;

    private ScoringModel(ITransformer whole, DataViewSchema schema, string zip)
    {
        _whole = whole;
        Parts = [.. PartsOf(whole)];
        Network = Parts.OfType<SurvivalTransformer>().LastOrDefault()
            ?? throw new ModelZipException($"'{zip}' holds no survival model of this library.");
        Columns = ModelColumns.Of(whole, schema);
        // The request's own bags take the place of what would look into the folder of the training.
        Pipeline = new TransformerChain<ITransformer>([.. Parts.Where(part => part is not WsiBagLoadingTransformer)]);
        Card = ModelCard.Of(zip, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(zip))), this);
    }

    /// <summary>The steps of the pipeline, chains within chains unrolled.</summary>
    public IReadOnlyList<ITransformer> Parts { get; }

    /// <summary>The step that predicts.</summary>
    public SurvivalTransformer Network { get; }

    /// <summary>The steps behind the loading of bags: they read a column <c>Bag</c> of the request's bags.</summary>
    public ITransformer Pipeline { get; }

    public ModelColumns Columns { get; }

    public ModelCard Card { get; }

    /// <exception cref="ModelZipException">The file is absent, damaged, no survival model, or was saved without a schema.</exception>
    public static ScoringModel Load(string zip)
    {
        var model = new MLContext().Model.LoadSurvivalModel(zip, out var schema);
        return new(
            model,
            schema ?? throw new ModelZipException($"'{zip}' was saved without the schema of its data, so its genes have no names."),
            zip);
    }

    public void Dispose() => (_whole as IDisposable)?.Dispose();

    private static IEnumerable<ITransformer> PartsOf(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(PartsOf) : [model];
}
