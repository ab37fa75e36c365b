using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Catalog of the survival trainers, <c>mlContext.Survival.Trainers</c>.</summary>
// Each trainer's methods are declared in the trainer's file.
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
