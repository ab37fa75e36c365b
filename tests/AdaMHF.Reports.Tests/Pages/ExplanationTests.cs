using AdaMHF.MLNet;
using AdaMHF.PatchBags;

namespace AdaMHF.Reports.Tests;

public class ExplanationTests
{
    private static readonly PatientExplanation Patient = new()
    {
        PatientId = "P",
        Risk = 0.7,
        Curve = new([0, 12, 30], [1, 0.8, 0.4]),
        MedianMonths = 25,
        ModalityWeights = new Dictionary<string, double> { ["Pathology"] = 0.75, ["Genomics"] = 0.25, ["Clinical"] = 0 },
        Slides = [Slide("a", 512), Slide("b", 256)],
        Patches = [Patch(7, 0, 0.2), Patch(3, 0, 0.5), Patch(0, 1, 0.3)],
    };

    private static readonly ShapleyAttribution Values = new(
        "P",
        [
            new(ShapleyPlayerKind.Pathology, "Pathology", 0.4, [0, -0.1, -0.2]),
            new(ShapleyPlayerKind.GenomicGroup, "Genes1", -0.1, [0, 0, 0]),
        ],
        0.4, 0.7, Patient.Curve, Patient.Curve);

    [Fact]
    public void Patches_keep_their_slide_number_and_place()
    {
        var slides = Patient.ToSlides();
        Assert.Equal(["a", "b"], slides.Select(slide => slide.Slide));
        Assert.Equal([512, 256], slides.Select(slide => slide.PatchSize));
        Assert.Equal([new PatchScore(7, 700, 70, 0.2), new PatchScore(3, 300, 30, 0.5)], slides[0].Patches);
    }

    [Fact]
    public void A_page_shows_the_explanation_s_numbers()
    {
        var content = Patient.ToPageContent(Values);
        Assert.Equal(["Clinical"], content.Missing);
        var html = PatientPage.Create(content).ToHtml();
        string[] expected = ["Patient P", "80 %", "25 months", "&#x2B;0.400", "Genes1", "75 %"];
        Assert.All(expected, text => Assert.Contains(text, html, StringComparison.Ordinal));
        Assert.Equal(0.8, content.Curve.SurvivalAt(12), 1e-12);
    }

    [Fact]
    public void Without_coordinates_patches_are_named_by_their_rows()
    {
        PatchExplanation[] patches = [new(7, 0, "a", null, null, 0.2, null), new(3, 0, "a", null, null, 0.5, null)];
        var content = (Patient with { Patches = patches }).ToPageContent();
        Assert.Empty(content.Maps);
        Assert.Equal([3, 7], content.TopPatches.Select(patch => patch.Number));
        Assert.NotEmpty(PatientPage.Create(content).ToHtml());
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_what_to_do()
    {
        var unknown = Patient with { Slides = [Slide("a", null), Slide("b", 256)] };
        Assert.Contains("give patchSize", Assert.Throws<ArgumentException>(() => unknown.ToSlides()).Message, StringComparison.Ordinal);
        Assert.Equal(100, unknown.ToSlides(patchSize: 100)[0].PatchSize);
        var refusal = Assert.Throws<ArgumentException>(() => Patient.ToPageContent(Values with { PatientId = "Q" }));
        Assert.Contains("of patient 'P', got those of 'Q'", refusal.Message, StringComparison.Ordinal);
    }

    private static PatchExplanation Patch(int number, int slide, double score) =>
        new(number, slide, slide == 0 ? "a" : "b", number * 100, number * 10, score, null);

    private static ExplainedSlide Slide(string id, int? edge) => new(id, new SlideHeader(id, 10, 4, true, PatchSizeAtLevel0: edge));
}
