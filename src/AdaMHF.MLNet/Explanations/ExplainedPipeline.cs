using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Finds the network in a fitted or loaded pipeline.</summary>
internal static class ExplainedPipeline
{
    /// <summary>The last network of a pipeline, and the data as they reach it.</summary>
    /// <exception cref="ArgumentException">The pipeline has no survival network.</exception>
    public static (SurvivalNetworkTransformer Model, IDataView Patients) Find(ITransformer pipeline, IDataView data)
    {
        ITransformer[] parts = [.. Parts(pipeline)];
        var place = Array.FindLastIndex(parts, part => part is SurvivalNetworkTransformer);
        if (place < 0)
        {
            throw new ArgumentException(
                $"The model has no survival network, but {string.Join(", ", parts.Select(part => part.GetType().Name))}. Explanations are "
                + "made of networks, such as those of Survival.Trainers.AdaMhf.",
                nameof(pipeline));
        }
        return ((SurvivalNetworkTransformer)parts[place], parts.Take(place).Aggregate(data, (rows, part) => part.Transform(rows)));
    }

    private static IEnumerable<ITransformer> Parts(ITransformer part) =>
        part is IEnumerable<ITransformer> chain ? chain.SelectMany(Parts) : [part];
}
