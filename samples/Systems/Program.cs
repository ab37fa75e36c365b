using SurvivalSystem = Systems.SurvivalSystem;
using System.CommandLine;
using AdaMHF.MLNet;
using Systems;

Option<string[]> Several(string name, string description, string[] among)
{
    var option = new Option<string[]>(name) { Description = $"{description}: {string.Join(", ", among)}.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => among };
    option.AcceptOnlyFromAmong(among);
    return option;
}

Option<DirectoryInfo> Folder(string description) => new("--data") { Description = description, Required = true };

var preset = new Option<string>("--preset") { Description = "Size of the simulated cohorts: quick or standard.", DefaultValueFactory = _ => "quick" };
preset.AcceptOnlyFromAmong("quick", "standard");
var patients = new Option<int?>("--patients") { Description = "Patients of a cohort instead of the preset's." };
var patches = new Option<int?>("--patches") { Description = "Patches of the median bag instead of the preset's." };
var seeds = new Option<int[]>("--seeds") { Description = "Seeds of the cohorts.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [0, 1, 2] };
var epochs = new Option<int>("--epochs") { Description = "Passes over the training patients, for all systems.", DefaultValueFactory = _ => 5 };
var rate = new Option<double>("--rate") { Description = "Largest step size, for all systems.", DefaultValueFactory = _ => 2e-4 };
var systems = Several("--systems", "Systems", SurvivalSystem.Keys);
var simulated = new Command("simulated", "Every system on simulated cohorts, trained alike, judged complete and with each modality missing.")
{
    preset, patients, patches, seeds, epochs, rate, systems,
};
simulated.SetAction(result =>
{
    var size = SimulatedSize.Of(result.GetRequiredValue(preset), result.GetValue(patients), result.GetValue(patches));
    var plan = new TrainingPlan
    {
        Epochs = result.GetValue(epochs),
        LearningRate = result.GetValue(rate),
        BatchSize = 1,
        Optimizer = SurvivalOptimizer.AdamW,
        Schedule = LearningRateSchedule.Cosine,
        BalancedSampling = false,
    };
    Console.WriteLine(FormattableString.Invariant($"Cohorts {string.Join(", ", result.GetRequiredValue(seeds))} of {size.Patients} patients, a quarter held out; width {size.PatchWidth}, median bag {size.MedianPatches}."));
    Console.WriteLine(FormattableString.Invariant($"All systems: {plan.Epochs} epochs, AdamW, rate {plan.LearningRate}, cosine, one patient a step; network, losses, weight decay and modality dropout are each system's own."));
    return SimulatedStudy.Run(size, result.GetRequiredValue(seeds), SurvivalSystem.Named(result.GetRequiredValue(systems)), plan);
});

var vectors = Folder("Folder with patients.csv and folds.csv.");
var fusions = Several("--systems", "Systems", PairedStudy.Keys);
var pairedEpochs = new Option<int?>("--epochs") { Description = "Passes over the training patients instead of each system's own." };
var output = new Option<DirectoryInfo?>("--output") { Description = "Folder where each system's predictions are written as CSV." };
var paired = new Command("paired", "The multimodal systems on paired vectors of real patients, five published folds.") { vectors, fusions, pairedEpochs, output };
paired.SetAction(result => PairedStudy.Run(
    result.GetRequiredValue(vectors), result.GetRequiredValue(fusions), result.GetValue(pairedEpochs), result.GetValue(output)));

var tablesFolder = Folder("Folder with real tables, signatures.csv and splits/5foldcv/.");
var cohorts = Several("--cohorts", "Tables", ["blca", "brca", "gbmlgg", "luad", "ucec"]);
var folds = new Option<int>("--folds") { Description = "How many of the five folds.", DefaultValueFactory = _ => 5 };
var genomic = Several("--systems", "Systems", TablesStudy.Keys);
var tablesEpochs = new Option<int?>("--epochs") { Description = "Passes over the training patients instead of each system's own." };
var tables = new Command("tables", "The systems that need no slides on real tables, official folds.") { tablesFolder, cohorts, folds, genomic, tablesEpochs };
tables.SetAction(result => TablesStudy.Run(
    result.GetRequiredValue(tablesFolder), result.GetRequiredValue(cohorts), result.GetValue(folds), result.GetRequiredValue(genomic), result.GetValue(tablesEpochs)));

return new RootCommand("Every system of the benchmark behind one interface, on simulated and on real cohorts.") { simulated, paired, tables }.Parse(args).Invoke();
