using System.CommandLine;
using AdaMHF.Benchmark;
using AdaMHF.Slides;

namespace AdaMHF.Tool;

/// <summary>The command <c>slides extract</c>.</summary>
internal static class SlidesExtractCommand
{
    public static Command Create()
    {
        var slides = new Argument<string[]>("slides") { Description = "Slides, or folders of slides.", Arity = ArgumentArity.OneOrMore };
        var encoder = new Option<string>("--encoder")
        {
            Description = "resnet18, or a JSON file that describes an ONNX model (data-schemas/slides/encoder.json).",
            Required = true,
        };
        var output = new Option<DirectoryInfo>("--output")
        {
            Description = "Folder of the bags. A run that was stopped goes on there; several processes may share it.",
            Required = true,
        };
        var shard = new Option<string?>("--shard") { Description = "Part i of n of the slides as i/n, 0 <= i < n, for several machines." };
        var cuda = new Option<int?>("--cuda") { Description = "Index of the NVIDIA card that encodes; needs ONNX Runtime for CUDA." };
        var batch = new Option<int>("--batch") { Description = "Patches of one call of the encoder.", DefaultValueFactory = _ => 1 };
        var json = JsonOutput.Option();
        var arguments = new ExtractionArguments();
        var command = new Command("extract", "Makes a bag of each slide: tissue, patches, features. What is there already is kept.")
        {
            slides, encoder, output, shard, cuda, batch, json,
        };
        arguments.AddTo(command);
        command.SetAction((result, cancellation) => Task.Run(() =>
        {
            var options = arguments.Read(result);
            var part = result.GetValue(shard) is { } text ? Shard.Parse(text) : Shard.Whole;
            if (result.GetValue(batch) < 1) throw new PlanException($"--batch is {result.GetValue(batch)}; expected at least 1.");
            // Dealt in turn: slides of one scanner, which often follow each other, do not fall on one machine.
            string[] mine = [.. SlideFiles.Of(result.GetRequiredValue(slides)).Where((_, place) => place % part.Count == part.Index)];
            using var loaded = PatchEncoder.Load(
                EncoderDescription.Named(result.GetRequiredValue(encoder)),
                new() { CudaDevice = result.GetValue(cuda), BatchSize = result.GetValue(batch) });
            var folder = new BagFolder(result.GetRequiredValue(output).FullName);
            var extractor = new SlideExtractor(loaded, folder, options);
            var records = ExtractionDisplay.Show(progress => extractor.Run(mine, progress, cancellation));
            if (result.GetValue(json)) Write(records, folder);
            else Console.WriteLine(Summary(records, folder));
            return records.Any(record => record.State == SlideState.Failed) ? ExitCode.WrongData : ExitCode.Done;
        }));
        return command;
    }

    private static void Write(IReadOnlyList<SlideRecord> records, BagFolder folder) => JsonOutput.Write(new
    {
        Slides = records.Select(record => new
        {
            record.Slide,
            Bag = record.State == SlideState.Done ? folder.BagOf(record.Slide) : null,
            record.Patches,
            record.TissueShare,
            record.DroppedTiles,
            Seconds = record.Seconds.Total,
            record.Reason,
        }),
        Problems = records.SelectMany(record => ProblemsOf(record)),
    });

    private static IEnumerable<Problem> ProblemsOf(SlideRecord record)
    {
        if (record.Reason is { } reason)
            yield return new(record.State == SlideState.Failed ? "error" : "warning", reason, record.File);
        if (record.DroppedTiles > 0)
            yield return new("warning", $"{record.DroppedTiles} patches cannot be decoded and were left out.", record.File);
    }

    private static string Summary(IReadOnlyList<SlideRecord> records, BagFolder folder)
    {
        var done = records.Count(record => record.State == SlideState.Done);
        var empty = records.Count(record => record.State == SlideState.NoPatches);
        var dropped = records.Sum(record => record.DroppedTiles);
        return $"{done} of {records.Count} slides have a bag in {folder.Path}, with {records.Sum(record => record.Patches):N0} patches; "
            + $"{empty} have no tissue, {records.Count - done - empty} failed, {dropped:N0} damaged patches were left out.";
    }
}
