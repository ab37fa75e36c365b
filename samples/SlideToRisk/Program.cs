using System.CommandLine;
using AdaMHF.MLNet;
using AdaMHF.Slides;
using Microsoft.ML;
using SlideToRisk;

var data = new Option<DirectoryInfo?>("--data") { Description = "Folder of real slides. Without it slides are generated." };
var table = new Option<FileInfo?>("--table")
{
    Description = "Cohort table of those slides. Without it a model of generated tissue scores them: the way, and no prognosis.",
};
var encoder = new Option<string>("--encoder")
{
    Description = "resnet18, or the description of an encoder (data-schemas/slides/encoder.json).",
    DefaultValueFactory = _ => "resnet18",
};
var output = new Option<DirectoryInfo?>("--output") { Description = "Where everything is written. Default: a temporary folder." };
var count = new Option<int>("--patients") { Description = "Generated patients.", DefaultValueFactory = _ => 36 };

var root = new RootCommand("From whole-slide images to risks: tissue, patches, features, attention, one model zip.")
{
    data, table, encoder, output, count, ScoreCommand(),
};
root.SetAction(result =>
{
    var folder = (result.GetValue(output) ?? Directory.CreateTempSubdirectory("adamhf-slides-")).FullName;
    var (bags, zip) = (Path.Combine(folder, "bags"), Path.Combine(folder, "slide-to-risk.zip"));
    var description = EncoderDescription.Named(result.GetRequiredValue(encoder));
    var ml = new MLContext(seed: 1);
    if (result.GetValue(data) is { } real && result.GetValue(table) is { } cohort)
    {
        var patients = ml.Data.LoadSurvivalCohort(cohort.FullName).Data;
        Study.Train(patients, "SlideIds", real.FullName, bags, description, zip);
        Console.WriteLine($"Bags, overviews and ledger: {bags}. Model: {zip}");
        return 0;
    }

    var slides = Path.Combine(folder, "slides");
    var generated = GeneratedTissue.Write(slides, result.GetValue(count), seed: 1);
    Console.WriteLine($"{generated.Count} patients with generated tissue in {slides}");
    var risks = Study.Train(ml.Data.LoadFromEnumerable(generated), nameof(Patient.Slides), slides, bags, description, zip);
    foreach (var (slide, risk) in risks) Console.WriteLine(FormattableString.Invariant($"  {slide}  risk {risk:F3}"));
    Console.WriteLine($"Bags, overviews and ledger: {bags}");

    var moved = Path.Combine(folder, "elsewhere.onnx");
    File.Copy(description.Model, moved, overwrite: true);
    var same = Scoring.Compare(risks, zip, moved, slides, Path.Combine(folder, "bags-of-the-other-process"));
    Console.WriteLine($"Model {zip}: {same} of {risks.Count} risks bit-identical in a fresh process with the encoder elsewhere.");
    if (result.GetValue(data) is { } others)
    {
        // The cache belongs to the slides: another folder for others.
        Scoring.Print(zip, SlideFiles.Of([others.FullName]), new() { CacheFolder = Path.Combine(folder, "bags-of-real-slides") });
    }
    return same == risks.Count ? 0 : 1;
});
return root.Parse(args).Invoke();

static Command ScoreCommand()
{
    var model = new Argument<FileInfo>("model") { Description = "Model zip." };
    var slides = new Argument<string[]>("slides") { Description = "Slides to score." };
    var encoder = new Option<FileInfo?>("--encoder") { Description = "The encoder's ONNX file, where it has moved." };
    var folder = new Option<DirectoryInfo?>("--slides") { Description = "Folder of slides that are named by relative paths." };
    var bags = new Option<DirectoryInfo?>("--bags") { Description = "Cache of bags." };
    var command = new Command("score", "Prints the risk of slides by a saved model.") { model, slides, encoder, folder, bags };
    command.SetAction(result => Scoring.Print(result.GetRequiredValue(model).FullName, result.GetRequiredValue(slides), new()
    {
        Encoder = result.GetValue(encoder)?.FullName,
        SlideFolder = result.GetValue(folder)?.FullName,
        CacheFolder = result.GetValue(bags)?.FullName,
    }));
    return command;
}
