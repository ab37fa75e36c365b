using AdaMHF.MLNet;
using Microsoft.ML;

namespace AdaMHF.Tool;

/// <summary>A model zip, with the bags of a folder in place of those of its training.</summary>
internal static class StoredModel
{
    /// <summary>Loads the pipeline.</summary>
    /// <param name="ml">Loads it.</param>
    /// <param name="zip">The model zip.</param>
    /// <param name="bags">Folder of patch bags; null for that of the training.</param>
    /// <param name="schema">Columns of the training; null where the zip holds none.</param>
    public static ITransformer Load(MLContext ml, string zip, DirectoryInfo? bags, out DataViewSchema? schema) =>
        ml.Model.LoadSurvivalModel(zip, new() { BagFolder = bags?.ToString() }, out schema);
}
