using System.CommandLine;
using AdaMHF.Benchmark;
using AdaMHF.Slides;

namespace AdaMHF.Tool;

/// <summary>Options of an extraction, as the command line has them.</summary>
internal sealed class ExtractionArguments
{
    private static readonly Dictionary<string, ContourPolicy> Contours = new()
    {
        ["four_pt"] = ContourPolicy.FourPoint,
        ["four_pt_hard"] = ContourPolicy.FourPointHard,
        ["center"] = ContourPolicy.Center,
        ["basic"] = ContourPolicy.Basic,
    };

    private readonly Option<double> _mpp = new("--mpp")
    {
        Description = "Microns per pixel of the patches.",
        DefaultValueFactory = _ => 0.5,
    };

    private readonly Option<int> _patch = new("--patch") { Description = "Edge of a patch in pixels.", DefaultValueFactory = _ => 256 };
    private readonly Option<int> _overlap = new("--overlap") { Description = "Pixels that neighbours share." };
    private readonly Option<double> _tissueShare = new("--min-tissue") { Description = "Least share of a patch that is tissue, 0 to 1." };
    private readonly Option<double?> _assume = AssumeMpp();
    private readonly Option<bool> _padding = new("--pad") { Description = "Takes patches beyond the edges as well, white there." };
    private readonly Option<int?> _threads = new("--threads") { Description = "Threads. Default: one for each processor." };
    private readonly Option<int> _atOnce = new("--at-once")
    {
        Description = "Slides in work at a time; they share the threads.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<double?> _memory = new("--memory")
    {
        Description = "Memory in GB that features and patches of the slides in work may take together. Default: half of what there is.",
    };

    private readonly Option<bool> _noOverviews = new("--no-overviews") { Description = "Writes no pictures of what was cut." };

    private readonly Option<string> _tissue = new("--tissue")
    {
        Description = "Preset of CLAM (tcga, bwh_biopsy, bwh_resection), or settings by its names, such as bwh_biopsy,use_otsu=true,a_t=2.",
        DefaultValueFactory = _ => "tcga",
    };

    private readonly Option<string> _contour = new("--contour")
    {
        Description = $"Which patches are tissue, by CLAM's names: {string.Join(", ", Contours.Keys)}.",
        DefaultValueFactory = _ => "four_pt",
    };

    public static Option<double?> AssumeMpp() =>
        new("--assume-mpp") { Description = "Microns per pixel of slides whose file carries no scale." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _mpp, _patch, _overlap, _tissue, _contour, _tissueShare, _padding, _assume, _threads, _atOnce, _memory,
            _noOverviews,
        }) command.Options.Add(option);
    }

    /// <exception cref="PlanException">A setting is unknown or out of its range.</exception>
    public ExtractionOptions Read(ParseResult result)
    {
        var contour = result.GetRequiredValue(_contour);
        if (!Contours.TryGetValue(contour, out var policy))
            throw new PlanException($"--contour is '{contour}'; expected {string.Join(", ", Contours.Keys)}.");
        try
        {
            return new ExtractionOptions
            {
                Tissue = TissueOptions.Parse(result.GetRequiredValue(_tissue)),
                Patches = new()
                {
                    MicronsPerPixel = result.GetValue(_mpp),
                    Size = result.GetValue(_patch),
                    Overlap = result.GetValue(_overlap),
                    MinimumTissue = result.GetValue(_tissueShare),
                    Contour = policy,
                    Edge = result.GetValue(_padding) ? EdgePolicy.Pad : EdgePolicy.Drop,
                },
                AssumedMicronsPerPixel = result.GetValue(_assume),
                Threads = result.GetValue(_threads),
                SlidesAtOnce = result.GetValue(_atOnce),
                MemoryBytes = result.GetValue(_memory) is { } gigabytes ? (long)(gigabytes * 1e9) : null,
                Overviews = !result.GetValue(_noOverviews),
            }.Checked();
        }
        catch (Exception error) when (error is FormatException or ArgumentOutOfRangeException)
        {
            throw new PlanException(error.Message);
        }
    }
}
