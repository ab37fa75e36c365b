#:package AdaMHF.MLNet@0.*
#:package libtorch-cpu-linux-x64@2.10.0
#:property PublishAot=false

// Every network in the place of AdaMhf(), one epoch each on forty patients: the way, and no comparison. After train.cs.
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

var ml = new MLContext(seed: 1);
var cohort = ml.Data.LoadSurvivalCohort("demo/simulated.csv.gz", new() { GeneGroups = GeneGroups.FromCsv("demo/signatures.csv") });
var patients = ml.Data.TakeRows(cohort.Data, 40);
var prepared = ml.Transforms.LoadWsiBags("Bag", "SlideIds", "demo/features")
    .Append(ml.Transforms.StandardizeBags("Bag"))
    .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups))
    .Fit(patients).Transform(patients);

var trainers = ml.Survival.Trainers;
Show("AdaMHF", trainers.AdaMhf(epochs: 1));
Show("MCAT", trainers.Mcat(new() { Epochs = 1 }));
Show("PORPOISE", trainers.Porpoise(new() { Epochs = 1 }));
Show("MOTCat", trainers.Motcat(new() { Epochs = 1 }));
Show("HFBSurv", trainers.HfbSurv(new() { Epochs = 1 }));
Show("GPDBN", trainers.Gpdbn(new() { Epochs = 1 }));
Show("CMTA", trainers.Cmta(new() { Epochs = 1 }));
Show("AttnMIL", trainers.AttnMil(new() { Epochs = 1 }));
Show("CLAM-SB", trainers.ClamSb(new() { Epochs = 1 }));
Show("CLAM-MB", trainers.ClamMb(new() { Epochs = 1 }));
Show("TransMIL", trainers.TransMil(new() { Epochs = 1 }));
Show("DeepAttnMISL", trainers.DeepAttnMisl(new() { Epochs = 1 }));
Show("DTFD-MIL", trainers.DtfdMil(new() { Epochs = 1 }));
Show("SNN", trainers.Snn(new() { Epochs = 1 }));
Show("SNNTrans", trainers.SnnTrans(new() { Epochs = 1 }));

void Show(string name, IEstimator<ITransformer> trainer) => Console.WriteLine(
    $"{name}: {trainer.Fit(prepared).Transform(prepared).GetColumn<float>("Score").Count(float.IsFinite)} patients have a risk");
