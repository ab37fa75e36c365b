using System.CommandLine;
using System.Diagnostics;
using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.Speed.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;
using Spectre.Console;
using static TorchSharp.torch;

namespace AdaMHF.Speed.Scoring;

/// <summary>What a score costs through ML.NET: a patient alone, tables in batches, and the first score of a new process.</summary>
internal static class ScoreSpeed
{
    private const int Different = 512;

    public static Command Command()
    {
        var genes = new Option<int>("--patients") { Description = "Patients of genes alone.", DefaultValueFactory = _ => 100_000 };
        var bags = new Option<int>("--bags") { Description = "Patients with bags.", DefaultValueFactory = _ => 2048 };
        var threads = new Option<int>("--threads") { Description = "Threads of a matrix product.", DefaultValueFactory = _ => 1 };
        var cold = new Option<FileInfo?>("--cold") { Description = "First score of this model zip alone, in this process." };
        var command = new Command("score", "Patients a second through Transform, alone and in batches, and from zip to first score.")
        {
            genes, bags, threads, cold,
        };
        command.SetAction(result =>
        {
            if (result.GetValue(cold) is { } zip) ColdStart.One(zip.FullName);
            else Run(result.GetValue(genes), result.GetValue(bags), result.GetValue(threads));
        });
        return command;
    }

    private static void Run(int genes, int bags, int threads)
    {
        TorchBackend.EnsureLoaded();
        set_num_threads(threads);
        CostTable.WidenConsole();
        var ml = new MLContext(seed: 1);
        var (whole, ofGenes) = (ScoredPatient.Different(Different, withBags: true), ScoredPatient.Different(Different, withBags: false));
        using var adaMhf = ml.Survival.Trainers.AdaMhf(new()
        {
            Network = AdaMhfConfiguration.Compact,
            GenomicColumnNames = ScoredPatient.GroupNames,
            Epochs = 1,
        }).Fit(ScoredPatient.Table(ml, whole[..32], 32));
        using var snn = ml.Survival.Trainers.Snn(new() { GenomicColumnNames = ScoredPatient.GroupNames, Epochs = 1 })
            .Fit(ScoredPatient.Table(ml, ofGenes[..32], 32));

        var table = new Table().AddColumn("model").AddColumn("patients").AddColumn("way")
            .Numbers("scored", "seconds", "us a patient", "patients a second", "processor us a patient");
        Add(table, "AdaMHF compact", "96 x 128, 490 genes", "one by one", 200, () => OneByOne(ml, adaMhf, whole, 200));
        Add(table, "AdaMHF compact", "96 x 128, 490 genes", "Transform", bags, () => Transformed(ml, adaMhf, whole, bags));
        Add(table, "AdaMHF compact", "490 genes alone", "one by one", 200, () => OneByOne(ml, adaMhf, ofGenes, 200));
        Add(table, "AdaMHF compact", "490 genes alone", "Transform", genes, () => Transformed(ml, adaMhf, ofGenes, genes));
        Add(table, "SNN", "490 genes", "one by one", 1000, () => OneByOne(ml, snn, ofGenes, 1000));
        Add(table, "SNN", "490 genes", "Transform", genes, () => Transformed(ml, snn, ofGenes, genes));
        AnsiConsole.WriteLine($"Tables in memory; Score is read of every row. {threads} of {Environment.ProcessorCount} threads.");
        AnsiConsole.Write(table);
        ColdStart.Print(ml, adaMhf, ScoredPatient.Table(ml, whole, 1).Schema);
    }

    private static void Add(Table table, string model, string patients, string way, int count, Action score)
    {
        // Warms up.
        score();
        var (clock, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        score();
        var (seconds, used) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
        string Micro(double all) => CostTable.Text($"{all * 1e6 / count:F1}");
        table.AddRow(
            model, patients, way, CostTable.Count(count), CostTable.Text($"{seconds:F2}"), Micro(seconds),
            CostTable.Count((long)(count / seconds)), Micro(used));
    }

    private static void OneByOne(MLContext ml, ITransformer model, ScoredPatient[] patients, int count)
    {
        using var engine = ml.Model.CreatePredictionEngine<ScoredPatient, ScoredRow>(
            model, new PredictionEngineOptions { OwnsTransformer = false });
        for (var patient = 0; patient < count; patient++) engine.Predict(patients[patient % patients.Length]);
    }

    private static void Transformed(MLContext ml, ITransformer model, ScoredPatient[] patients, int count)
    {
        var scored = model.Transform(ScoredPatient.Table(ml, patients, count));
        var found = scored.GetColumn<float>(SurvivalColumns.Score).Count(float.IsFinite);
        if (found != count) throw new InvalidOperationException($"{found} of {count} patients were scored.");
    }
}
