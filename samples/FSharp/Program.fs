// A table to a Cox model, from F#. The extension property ml.Survival of C# 14 is the method ml.SurvivalCatalog() here.
open System
open System.IO
open AdaMHF.MLNet
open Microsoft.ML
open Microsoft.ML.Data

let ml = MLContext(seed = 1)
let survival = ml.SurvivalCatalog()

let options =
    SurvivalCohortOptions(
        CaseIdColumnName = "patient",
        SlideIdColumnName = null,
        TimeColumnName = "months",
        EventColumnName = "status",
        ClinicalColumnNames = [| "age"; "stage"; "marker" |]
    )

let cohort = ml.Data.LoadSurvivalCohort(Path.Combine(AppContext.BaseDirectory, "patients.csv"), options)
let split = survival.TrainTestSplit cohort.Data

// F# knows no variance: a pipeline starts with an empty chain, as with every estimator of ML.NET.
let pipeline =
    EstimatorChain()
        .Append(ml.Transforms.EncodeClinical("Features", [| "age"; "stage"; "marker" |]))
        .Append(survival.Trainers.CoxProportionalHazards())

let model = pipeline.Fit split.TrainSet

printfn $"Held-out patients: {survival.Evaluate(model.Transform split.TestSet)}"
