namespace AdaMHF.Tool;

/// <summary>The document <c>explanation.json</c>, described in data-schemas/tool/explanation.json.</summary>
internal static class ExplanationDocument
{
    public static object Of(PatientReasons reasons)
    {
        var one = reasons.Explanation;
        return new
        {
            Patient = one.PatientId,
            one.Risk,
            one.RiskSpread,
            one.ExpectedMonths,
            one.MedianMonths,
            one.Curve,
            one.ModalityWeights,
            Slides = one.Slides.Select(slide => new
            {
                slide.Id,
                File = slide.Header.Source,
                Patches = slide.Header.PatchCount,
                slide.Header.PatchSize,
                slide.Header.Level,
                slide.Header.PatchSizeAtLevel0,
                slide.Header.MicronsPerPixel,
            }),
            Patches = one.Patches.Select((patch, place) => new
            {
                Slide = patch.SlideId,
                patch.Number,
                patch.X,
                patch.Y,
                patch.Score,
                patch.State,
                Attribution = AttributionOf(reasons, place),
            }),
            one.Groups,
            one.Gates,
            one.CrossAttention,
            Shapley = reasons.Shapley is { } shapley
                ? new { shapley.BaseRisk, shapley.Risk, shapley.BaseCurve, shapley.Curve, shapley.Players }
                : null,
            Gradients = reasons.Gradients is { } gradients
                ? new
                {
                    gradients.BaseRisk,
                    gradients.Risk,
                    gradients.Completeness,
                    gradients.Steps,
                    gradients.HoldsDecisions,
                    gradients.Genes,
                    gradients.Clinical,
                }
                : null,
        };
    }

    /// <summary>Integrated gradient of a patch; NaN without gradients.</summary>
    public static double AttributionOf(PatientReasons reasons, int patch) => reasons.Gradients?.Patches[patch].Attribution ?? double.NaN;
}
