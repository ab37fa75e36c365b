using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Survival trainers, <c>mlContext.Survival.Trainers</c>. Each trainer's methods stand in its own file.</summary>
public sealed partial class SurvivalTrainersCatalog
{
    private readonly MLContext _context;

    internal SurvivalTrainersCatalog(MLContext context) => _context = context;

    private static T Checked<T>(T? options) where T : SurvivalTrainerOptions, new()
    {
        var given = options ?? new T();
        given.Check();
        return given;
    }
}
