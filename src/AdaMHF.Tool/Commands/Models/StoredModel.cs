using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Tool;

/// <summary>A model zip, with the bags of a folder in place of those of its training.</summary>
internal static class StoredModel
{
    /// <summary>Loads the pipeline.</summary>
    /// <param name="ml">Loads it.</param>
    /// <param name="zip">The model zip.</param>
    /// <param name="bags">Folder of patch bags; null for that of the training.</param>
    public static ITransformer Load(MLContext ml, string zip, string? bags)
    {
        var model = ml.Model.LoadSurvivalModel(zip, out _);
        if (bags is null || model is not TransformerChain<ITransformer> chain) return model;
        // The zip names the folder of its training.
        var loader = ml.Transforms.LoadWsiBags(SurvivalColumns.Bag, SurvivalColumns.SlideIds, bags);
        var empty = ml.Data.LoadFromEnumerable(Array.Empty<Slides>());
        return new TransformerChain<ITransformer>(
            [.. chain.Select(part => part is WsiBagLoadingTransformer ? loader.Fit(empty) : part)]);
    }

    private sealed class Slides
    {
        public string[] SlideIds { get; set; } = [];
    }
}
