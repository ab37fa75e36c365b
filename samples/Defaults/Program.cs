using System.CommandLine;
using Defaults;

var preset = new Option<string>("--preset") { Description = "Size of the simulated cohorts: quick or standard.", DefaultValueFactory = _ => "standard" };
preset.AcceptOnlyFromAmong("quick", "standard");
var seeds = new Option<int[]>("--seeds") { Description = "Seeds of the cohorts.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [0, 1, 2] };
var variants = new Option<string[]>("--variants")
{
    Description = $"What is changed of the defaults: {string.Join(", ", Variant.All.Select(variant => variant.Name))}.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [Variant.All[0].Name],
};
variants.AcceptOnlyFromAmong([.. Variant.All.Select(variant => variant.Name)]);
var genomicsOnly = new Option<bool>("--genomics-only") { Description = "Train without the slides: quick, and shows how well genes are learnt." };
var curves = new Option<FileInfo?>("--curves") { Description = "CSV file that every epoch of every run is added to." };

var root = new RootCommand("Trains variants of the defaults on simulated cohorts and says what each reaches, beside ridge Cox and the true risk.") { preset, seeds, variants, genomicsOnly, curves };
root.SetAction(result => Study.Run(
    result.GetRequiredValue(preset), result.GetRequiredValue(seeds), result.GetRequiredValue(variants), result.GetValue(genomicsOnly), result.GetValue(curves)));
return root.Parse(args).Invoke();
