using System.CommandLine;
using Genomics;

var data = new Option<DirectoryInfo?>("--data") { Description = "Folder with real tables, signatures.csv and splits/. Without it a cohort is simulated." };
var cohort = new Option<string>("--cohort") { Description = "Name of the real table: tcga_<cohort>.csv.gz.", DefaultValueFactory = _ => "blca" };
var trees = new Command("trees", "Genes -> SNN features -> FastTree, saved, loaded and compared.") { data, cohort };
trees.SetAction(result => Trees.Run(result.GetValue(data), result.GetRequiredValue(cohort)));

var tables = new Option<DirectoryInfo>("--data") { Description = "Folder with real tables, signatures.csv and splits/5foldcv/.", Required = true };
var cohorts = new Option<string[]>("--cohorts")
{
    Description = "Names of the tables.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => ["blca", "brca", "gbmlgg", "luad", "ucec"],
};
var systems = new Option<string[]>("--systems")
{
    Description = $"What is compared: {string.Join(", ", GenomicSystem.All.Select(system => system.Key))}.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [.. GenomicSystem.All.Select(system => system.Key)],
};
var seeds = new Option<int>("--seeds") { Description = "How many seeds are averaged, 0, 1, 2 ...", DefaultValueFactory = _ => 1 };
var shrinkageFactor = new Option<double>("--shrinkage-factor") { Description = "Weight of what expression columns do not share with others of their group, in [0, 1].", DefaultValueFactory = _ => 1 };
var validate = new Command("cross-validate", "C-index of genes alone over the official five folds, beside the published SNN.") { tables, cohorts, systems, seeds, shrinkageFactor };
validate.SetAction(result => CrossValidation.Run(
    result.GetRequiredValue(tables), result.GetRequiredValue(cohorts), result.GetRequiredValue(systems), result.GetRequiredValue(seeds), result.GetValue(shrinkageFactor)));

var report = new Command("report", "What of the six groups the real tables have, and how much of the genes' variance is the site.") { tables, cohorts };
report.SetAction(result => TableReport.Run(result.GetRequiredValue(tables), result.GetRequiredValue(cohorts)));

return new RootCommand("What genes alone say of survival.") { trees, validate, report }.Parse(args).Invoke();
