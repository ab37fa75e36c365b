using System.CommandLine;
using AdaMHF.Benchmark;
using AdaMHF.MLNet;
using Microsoft.ML;

namespace AdaMHF.Tool;

/// <summary>The options of <c>train</c> about patch bags, and the steps of the pipeline that read them.</summary>
internal sealed class BagArguments
{
    private readonly Option<DirectoryInfo?> _folder = new("--bags") { Description = "Folder of patch bags." };

    private readonly Option<string> _absent = new("--absent-bags")
    {
        Description = "Slides without a file: refuse, or missing (a patient without any has no pathology).",
        DefaultValueFactory = _ => "refuse",
    };

    private readonly Option<string> _scale = new("--scale-bags")
    {
        Description = "Features of patches: none (as they are), standard (by mean and deviation of the training patients), "
            + "or log (their signed logarithm, standardised: for raw areas and counts).",
        DefaultValueFactory = _ => "none",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _folder, _absent, _scale }) command.Options.Add(option);
    }

    /// <summary>Loads and scales the bags; null where no folder is given.</summary>
    /// <exception cref="PlanException">A value is none of its option.</exception>
    public IEstimator<ITransformer>? Steps(ParseResult result, MLContext ml)
    {
        var absent = result.GetRequiredValue(_absent) switch
        {
            "refuse" => AbsentBagFile.Error,
            "missing" => AbsentBagFile.TreatAsMissing,
            var other => throw new PlanException($"--absent-bags is '{other}'; expected refuse or missing."),
        };
        var scale = result.GetRequiredValue(_scale) switch
        {
            "none" => null,
            "standard" => new BagStandardizingOptions(),
            "log" => new BagStandardizingOptions { SignedLog = true },
            var other => throw new PlanException($"--scale-bags is '{other}'; expected none, standard or log."),
        };
        if (result.GetValue(_folder)?.ToString() is not { } folder) return null;
        IEstimator<ITransformer> steps = ml.Transforms.LoadWsiBags(SurvivalColumns.Bag, SurvivalColumns.SlideIds, folder, absent);
        return scale is null ? steps : steps.Append(ml.Transforms.StandardizeBags(SurvivalColumns.Bag, options: scale));
    }
}
