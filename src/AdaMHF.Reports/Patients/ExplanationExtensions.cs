using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>Pictures, places and pages of an explained patient: <c>explanation.ToPage().Save("patient.html")</c>.</summary>
public static class ExplanationExtensions
{
    /// <summary>The predicted survival as a curve to draw.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="label">Name in the legend; default <c>patient</c>.</param>
    public static PredictedCurve ToPredicted(this PatientCurve curve, string label = "patient")
    {
        ArgumentNullException.ThrowIfNull(curve);
        var later = Enumerable.Range(0, curve.Months.Count).Where(k => curve.Months[k] > 0).ToArray();
        return new(label, [.. later.Select(k => curve.Months[k])], [.. later.Select(k => curve.Survival[k])]);
    }

    /// <summary>The scored patches of each slide whose places are known.</summary>
    /// <param name="explanation">The patient.</param>
    /// <param name="patchSize">
    /// Edge of a patch in the pixels of its coordinates; that of the slide's header when null, the default, which must
    /// know it in pixels of the finest level.
    /// </param>
    /// <exception cref="ArgumentException">A slide's header gives no edge that can be used, and none is given.</exception>
    public static IReadOnlyList<SlidePatches> ToSlides(this PatientExplanation explanation, int? patchSize = null)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return [.. explanation.Patches.Where(patch => patch.X is not null && patch.Y is not null && double.IsFinite(patch.Score))
            .GroupBy(patch => patch.Slide).OrderBy(slide => slide.Key)
            .Select(slide => new SlidePatches(
                explanation.Slides[slide.Key].Id, patchSize ?? Edge(explanation.Slides[slide.Key]),
                slide.Select(patch => new PatchScore(patch.Number, patch.X!.Value, patch.Y!.Value, patch.Score))))];
    }

    /// <summary>Shapley values of the risk, the largest first in a plot.</summary>
    /// <param name="attribution">The values.</param>
    public static IReadOnlyList<Contribution> ToContributions(this ShapleyAttribution attribution)
    {
        ArgumentNullException.ThrowIfNull(attribution);
        return [.. attribution.Players.Select(player => new Contribution(player.Name, player.Risk))];
    }

    /// <summary>Draws Shapley values of the risk as bars.</summary>
    /// <param name="attribution">The values.</param>
    /// <param name="options">Title, words and number of rows.</param>
    /// <exception cref="ArgumentException">The patient has no player, or an option is out of its range.</exception>
    public static ContributionPlot Plot(this ShapleyAttribution attribution, ContributionPlotOptions? options = null) =>
        attribution.ToContributions().Plot(options);

    /// <summary>What stands on the patient's page; change it by <c>with</c> to add a risk group, thumbnails or pictures.</summary>
    /// <param name="explanation">The patient.</param>
    /// <param name="attribution">Shapley values of the same patient; none when null, the default.</param>
    /// <param name="patchSize"><inheritdoc cref="ToSlides" path="/param[@name='patchSize']"/></param>
    /// <exception cref="ArgumentException">The values are another patient's, or a slide's header gives no edge.</exception>
    public static PatientPageContent ToPageContent(
        this PatientExplanation explanation, ShapleyAttribution? attribution = null, int? patchSize = null)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        if (attribution is not null && attribution.PatientId != explanation.PatientId)
        {
            throw new ArgumentException(
                $"Expected the Shapley values of patient '{explanation.PatientId}', got those of '{attribution.PatientId}'.",
                nameof(attribution));
        }
        var slides = explanation.ToSlides(patchSize);
        return new()
        {
            PatientId = explanation.PatientId,
            Curve = explanation.Curve.ToPredicted(explanation.PatientId),
            Risk = explanation.Risk,
            MedianMonths = explanation.MedianMonths,
            Missing = [.. explanation.ModalityWeights.Where(one => one.Value == 0).Select(one => one.Key)],
            Contributions = attribution?.ToContributions() ?? [],
            ModalityWeights = [.. explanation.ModalityWeights.Select(one => new Contribution(one.Key, one.Value))],
            Maps = [.. slides.Select(slide => slide.Plot())],
            TopPatches = slides.Count > 0 ? [] : [.. explanation.Patches.Where(patch => double.IsFinite(patch.Score))
                .OrderByDescending(patch => patch.Score).Take(10).Select(patch => new PatchScore(patch.Number, 0, 0, patch.Score))],
            Experts = [.. explanation.Gates.Select(gate => new ExpertChoice(Layer(gate), gate.Expert + 1, gate.Probability))],
        };
    }

    private static string Layer(GateExplanation gate) => FormattableString.Invariant(
        $"{gate.Modality}, {gate.Unit}, stage {gate.Stage}, layer {gate.Layer}").ToLowerInvariant()
        + (gate.Member > 0 ? FormattableString.Invariant($", network {gate.Member + 1}") : "");

    private static int Edge(ExplainedSlide slide)
    {
        var header = slide.Header;
        var edge = header.PatchSizeAtLevel0 ?? (header.Level == 0 ? header.PatchSize : null);
        if (header.CoordinateMicronsPerPixel is null && edge is { } size) return size;
        throw new ArgumentException($"The bag of the slide {slide.Id} does not say how large its patches are in pixels of the slide's "
            + $"finest "
            + "level, or its coordinates are in other pixels: give patchSize, in the pixels of the coordinates.");
    }
}
