using System.CommandLine;
using QuickStart;

var data = new Option<DirectoryInfo?>("--data")
{
    Description = "Folder with real tables, signatures.csv and splits/. Without it a cohort is simulated.",
};
var cohort = new Option<string>("--cohort")
{
    Description = "Name of the real table: tcga_<cohort>.csv.gz.",
    DefaultValueFactory = _ => "blca",
};
var bags = new Option<DirectoryInfo?>("--bags")
{
    Description = "Folder of .h5 patch bags for --data. Without it every patient's pathology is missing.",
};
var seeds = new Option<int>("--seeds")
{
    Description = "How many cohorts are simulated and averaged, seeds 0, 1, 2 ...",
    DefaultValueFactory = _ => 1,
};
var epochs = new Option<int?>("--epochs") { Description = "Passes over the training patients." };
var output = new Option<DirectoryInfo?>("--output") { Description = "Where model and plot are written. Default: a temporary folder." };

var model = new Argument<FileInfo>("model") { Description = "Model zip." };
var table = new Argument<FileInfo>("table") { Description = "Cohort table." };
var split = new Argument<FileInfo>("split") { Description = "Split file; the held-out patients are scored." };
var score = new Command("score", "Loads a model zip and prints each held-out patient's score: the quick start's fresh process.")
{
    model, table, split,
};
score.SetAction(result => FreshProcess.Score(
    result.GetRequiredValue(model).FullName, result.GetRequiredValue(table).FullName, result.GetRequiredValue(split).FullName));

var root = new RootCommand("Trains AdaMHF on a simulated or a real cohort, saves it, loads it elsewhere, and says how good it is.")
{
    data, cohort, bags, seeds, epochs, output, score,
};
root.SetAction(result =>
{
    var folder = result.GetValue(output) ?? Directory.CreateTempSubdirectory("adamhf-");
    folder.Create();
    return result.GetValue(data) is { } real
        ? RealCohort.Run(real, result.GetRequiredValue(cohort), result.GetValue(bags), result.GetValue(epochs), folder)
        : SimulatedStudy.Run(result.GetRequiredValue(seeds), result.GetValue(epochs), folder);
});
try
{
    return root.Parse(args).Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
