using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>Patch bags against the table, and what they will take.</summary>
internal static class BagCheck
{
    public static IEnumerable<Finding> Of(DoctorInput input)
    {
        if (input.Cohort is not { } cohort) return [];
        if (input.Files.IsPaired) return PairedCheck.Of(cohort);
        if (input.Files.Bags is not { } folder)
        {
            return
            [
                new(
                    CheckStatus.Warn, "patch bags", "no folder of bags is named: every patient's pathology is missing",
                    "Name the folder as 'bags' unless genomics alone is meant."),
            ];
        }
        if (!Directory.Exists(folder))
            return [new(CheckStatus.Fail, "patch bags", $"the folder '{folder}' does not exist",
                "Name the folder with one file per slide.")];

        var report = input.LoadBags(folder).Inspect(cohort.Data, input.ReadsFeatures);
        return [.. Slides(report), .. Files(report), Memory(input, report)];
    }

    private static IEnumerable<Finding> Slides(SlideFolderReport report)
    {
        string[] absent = [.. report.Absent.Select(slide => slide.SlideId)];
        yield return Finding.Of(
            "slides without bags", absent, absent.Length == report.Slides.Count ? CheckStatus.Fail
                : CheckStatus.Warn, $"all {report.Slides.Count} slides have a file", $"of {report.Slides.Count} slides have no file",
            "Files are named {slide id}.h5 (.pt, .safetensors, .npy, .npz), without the slide's own extension. A patient without any is "
            + "scored by genomics alone.");
        yield return Finding.Of(
            "bags without slides", report.UnmatchedFiles.Select(Path.GetFileName).OfType<string>()
                .ToArray(), CheckStatus.Warn, "every file belongs to a slide of the table", "files belong to no slide of the table",
                    "They are not read. Check that they are of this cohort.");
    }

    private static IEnumerable<Finding> Files(SlideFolderReport report)
    {
        foreach (var (check, status, findings, fix) in new[]
        {
            ("widths", CheckStatus.Fail, new[] { BagFinding.OtherWidth },
                "All features must come from one encoder: extract these slides again, or leave them out."),
            ("readable bags", CheckStatus.Fail, [BagFinding.Unreadable, BagFinding.NoPatches], "Write these files again, or remove them."),
            ("finite features", CheckStatus.Fail, [BagFinding.NotFinite], "Extract these slides again: NaN stops the training."),
            ("features that differ", CheckStatus.Warn, [BagFinding.EqualRows, BagFinding.ConstantRows],
                "Equal rows carry no information: extract these slides again, unless the features are meant so."),
        })
        {
            string[] slides = [.. report.Slides.Where(slide => slide.Findings.Intersect(findings).Any())
                .Select(slide => $"{slide.SlideId} ({slide.Message})")];
            yield return Finding.Of(
                check, slides, status, check == "widths" ? $"all features have width {report.CommonWidth}"
                    : $"{report.Matched.Count()} files looked at", "slides stand out", fix);
        }
    }

    private static Finding Memory(DoctorInput input, SlideFolderReport report)
    {
        if (report.Slides.Any(slide => slide.Findings.Contains(BagFinding.Unreadable)))
            return new(CheckStatus.Warn, "memory", "cannot be estimated while files are unreadable", "Correct the files first.");
        var bags = input.LoadBags(input.Files.Bags!).Fit(input.Cohort!.Data).Transform(input.Cohort.Data);
        var estimate = PatchBagEstimate.Of(bags.GetColumn<PatchBag>(SurvivalColumns.Bag), input.PatchesPerPatient);
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var text = Numbers.Text(
            $"{estimate.Bags} bags, {estimate.Patches:N0} patches, {estimate.PatchesUsed:N0} used in an epoch of at most ")
            + Numbers.Text($"{input.PatchesPerPatient} each; at most {estimate.MostBytesAtOnce / 1048576.0:N0} MiB of bags at once, ")
            + Numbers.Text($"{available / 1073741824.0:F1} GiB there");
        return estimate.MostBytesAtOnce > available / 2
            ? new(CheckStatus.Warn, "memory", text, "Lower patchesPerPatient; the network needs memory too.")
            : Finding.Pass("memory", text);
    }
}
