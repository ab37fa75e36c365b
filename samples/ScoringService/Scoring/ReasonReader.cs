using AdaMHF.MLNet;
using AdaMHF.PatchBags;

namespace ScoringService;

/// <summary>Turns explanations of the library into what the page draws.</summary>
/// <param name="folder">The bags of the request.</param>
/// <param name="most">Most patches of all patients together.</param>
internal sealed class ReasonReader(RequestFolder folder, int most)
{
    private int _patches;

    /// <exception cref="ProblemException">The patients have too many patches.</exception>
    public PatientReasons Read(PatientExplanation patient, IReadOnlyList<string> slideNames)
    {
        _patches += patient.Patches.Count;
        if (_patches > most) throw ProblemException.TooLarge($"The patients have more than {most} patches; ask for fewer patients.");
        var patches = patient.Patches.ToLookup(patch => patch.Slide);
        return new(
            [.. patient.Slides.Select((slide, place) => Slide(slide, slideNames, [.. patches[place]]))],
            [.. patient.Groups.Select(group => new GroupReason(group.Name, Number.OrNull((float)group.Score)))]);
    }

    private SlideReasons Slide(ExplainedSlide slide, IReadOnlyList<string> slideNames, PatchExplanation[] patches)
    {
        // By the name that the request has for it.
        var name = SlideFolder.WithoutExtension(folder.NameOf(slide.Header.Source));
        var placed = patches.All(patch => patch is { X: not null, Y: not null });
        return new(
            slideNames.FirstOrDefault(one => SlideFolder.WithoutExtension(one) == name) ?? name,
            slide.Header.PatchSize,
            placed ? [.. patches.Select(patch => patch.X!.Value)] : [],
            placed ? [.. patches.Select(patch => patch.Y!.Value)] : [],
            [.. patches.Select(patch => Number.OrNull((float)patch.Score))]);
    }
}
