using System.Globalization;
using System.IO.Compression;
using System.Runtime.ExceptionServices;
using System.Text;
using AdaMHF.PatchBags;

namespace AdaMHF.Simulation;

/// <summary>Writes a cohort in the file formats of MCAT-derived code.</summary>
internal static class CohortWriter
{
    private static readonly string[] Stages = ["I", "II", "III", "IV"];

    public static void Write(SimulatedCohort cohort, SimulatedCohortFiles files, CancellationToken cancellation)
    {
        var quarters = Deal(cohort, 4);
        WriteTable(cohort, files.Table, quarters);
        WriteSignatures(cohort.World, files.Signatures);
        WriteTruth(cohort, files.Truth);
        WriteSplit(cohort, files.HoldOutSplit, quarters, 0);
        var fifths = Deal(cohort, 5);
        for (var fold = 0; fold < 5; fold++) WriteSplit(cohort, files.FiveFoldSplit(fold), fifths, fold);

        WriteBags(cohort, files, cancellation);
    }

    private static void WriteBags(SimulatedCohort cohort, SimulatedCohortFiles files, CancellationToken cancellation)
    {
        try
        {
            // Every patient's bag has its own random streams, so the order of writing does not matter.
            var front = new string[cohort.Patients.Count][];
            Parallel.For(0, front.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
            {
                var patient = cohort.Patients[i];
                var slides = cohort.SimulateSlides(patient);
                front[i] = [.. slides.Select(slide => FrontRow(patient, slide))];
                foreach (var slide in slides)
                    ClamH5Writer.Write(files.Bag(slide.SlideId), slide.Patches, Tissue.PatchSize, patchLevel: 0, encoder: "simulated");
            });
            WriteLines(files.Front, "case_id,slide_id,front_share,patches,front_patches,front", front.SelectMany(rows => rows));
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }

    private static string FrontRow(SimulatedPatient patient, SimulatedSlide slide)
    {
        int[] front = [.. slide.IsTumourFront.Index().Where(patch => patch.Item).Select(patch => patch.Index)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{patient.CaseId},{slide.SlideId},{patient.FrontShare},{slide.Patches.Count},{front.Length},{string.Join(' ', front)}");
    }

    private static int[] Deal(SimulatedCohort cohort, int folds) =>
        StratifiedFolds.Deal(cohort.Patients, folds, new(StreamPurpose.Split, cohort.WorldSeed, cohort.CohortSeed, folds));

    private static void WriteTable(SimulatedCohort cohort, string path, int[] quarters) => AtomicFile.Write(path, stream =>
    {
        using var zip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        using var text = Text(zip);
        text.Write(",case_id,slide_id,age,site,survival_months,censorship,is_female,oncotree_code,train");
        if (HasClinic(cohort)) text.Write(",stage,grade");
        foreach (var gene in cohort.World.GeneGroups.SelectMany(group => group.Genes)) text.Write($",{gene}_rnaseq");
        text.Write('\n');

        var row = 0;
        for (var i = 0; i < cohort.Patients.Count; i++)
        {
            var patient = cohort.Patients[i];
            foreach (var slideId in patient.PathologyMissing ? [""] : patient.SlideIds)
            {
                var (age, isFemale) = patient.Clinic is { } clinic ? (clinic.Age, clinic.IsFemale) : (patient.Age, patient.IsFemale);
                text.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row++},{patient.CaseId},{slideId},{age},{patient.Site},{patient.TimeMonths},{(patient.Event ? 0 : 1)}," +
                    $"{(isFemale is { } female ? female ? "1" : "0" : "")},SUB{patient.Subtype},{(quarters[i] == 0 ? "0.0" : "1.0")}"));
                if (patient.Clinic is { } known)
                {
                    var stage = known.Stage is { } number ? Stages[number - 1] : "";
                    text.Write(string.Create(CultureInfo.InvariantCulture, $",{stage},{known.Grade}"));
                }
                WriteExpression(text, patient, cohort.Preset);
                text.Write('\n');
            }
        }
    });

    private static bool HasClinic(SimulatedCohort cohort) => cohort.Patients[0].Clinic is not null;

    private static void WriteExpression(StreamWriter text, SimulatedPatient patient, SimulationPreset preset)
    {
        for (var group = 0; group < preset.GroupSizes.Count; group++)
        {
            for (var gene = 0; gene < preset.GroupSizes[group]; gene++)
            {
                text.Write(',');
                if (patient.Expression is { } expression) text.Write(expression[group][gene].ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static void WriteSignatures(SimulatedWorld world, string path) => WriteLines(
        path,
        string.Join(',', world.GeneGroups.Select(group => group.Name)),
        Enumerable.Range(0, world.GeneGroups.Max(group => group.Genes.Count))
            .Select(row => string.Join(',', world.GeneGroups.Select(group => group.Genes.ElementAtOrDefault(row) ?? ""))));

    private static void WriteTruth(SimulatedCohort cohort, string path) => WriteLines(
        path,
        "case_id,subtype,genomic_risk,pathology_risk,risk,months_to_death,genomics_missing,pathology_missing"
            + (HasClinic(cohort) ? ",clinical_risk" : ""),
        cohort.Patients.Select(patient => string.Create(
            CultureInfo.InvariantCulture,
            $"{patient.CaseId},{patient.Subtype},{patient.GenomicRisk},{patient.PathologyRisk},{patient.Risk},{patient.MonthsToDeath}," +
            $"{(patient.GenomicsMissing ? 1 : 0)},{(patient.PathologyMissing ? 1 : 0)}") + ClinicalRisk(patient)));

    private static string ClinicalRisk(SimulatedPatient patient) =>
        patient.Clinic is { } clinic ? string.Create(CultureInfo.InvariantCulture, $",{clinic.Risk}") : "";

    private static void WriteSplit(SimulatedCohort cohort, string path, int[] folds, int heldOut)
    {
        var ids = cohort.Patients.Select((patient, i) => (patient.CaseId, IsHeldOut: folds[i] == heldOut)).ToArray();
        string[] train = [.. ids.Where(id => !id.IsHeldOut).Select(id => id.CaseId)];
        string[] validation = [.. ids.Where(id => id.IsHeldOut).Select(id => id.CaseId)];
        WriteLines(
            path,
            ",train,val",
            Enumerable.Range(0, Math.Max(train.Length, validation.Length))
                .Select(row => $"{row},{train.ElementAtOrDefault(row)},{validation.ElementAtOrDefault(row)}"));
    }

    private static void WriteLines(string path, string header, IEnumerable<string> rows) => AtomicFile.Write(path, stream =>
    {
        using var text = Text(stream);
        foreach (var line in rows.Prepend(header)) text.Write(line + "\n");
    });

    private static StreamWriter Text(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
}
