namespace Benchmark.Systems;

/// <summary>Linear discrete hazards on every gene, with a fixed penalty.</summary>
internal static class LinearHazards
{
    private const double Ridge = 1000;

    public static BenchmarkSystem System(string key, string name) => new(
        key, name, Modalities.Genomics, (request, train) => FittedPipeline.FitOnAllGenes(request, (_, genes) => request.Trainers.DiscreteHazard(genes, ridge: Ridge), train))
    {
        UsesSeed = false,
    };
}
