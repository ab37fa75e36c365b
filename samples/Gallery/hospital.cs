#:package AdaMHF.MLNet@0.*
#:property PublishAot=false

// A table as a hospital exports it: semicolons, windows-1252, decimal commas, days, words for the event. And one of new patients.
using System.Text;
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

const string Known = "Müller;812;verstorben;71;2,5\nWeiß;1460;lebt;58;0,8\nKrüger;95;verstorben;66;4,1\n";
File.WriteAllBytes("patienten.csv", Encoding.Latin1.GetBytes($"Patient;Überleben;Status;Alter;Marker\n{Known}"));
File.WriteAllBytes("neue.csv", Encoding.Latin1.GetBytes("Patient;Alter;Marker\nJäger;63;1,9\n"));

var ml = new MLContext(seed: 1);
var options = new SurvivalCohortOptions
{
    Table = new() { Encoding = "windows-1252", DecimalComma = true },
    CaseIdColumnName = "Patient",
    SlideIdColumnName = null,
    TimeColumnName = "Überleben",
    TimeUnit = SurvivalTimeUnit.Days,
    EventColumnName = "Status",
    EventValues = new Dictionary<string, bool> { ["verstorben"] = true, ["lebt"] = false },
};
var patients = ml.Data.LoadSurvivalCohort("patienten.csv", options);
Console.WriteLine(patients.Report);

var model = ml.Transforms.Concatenate("Features", "Alter", "Marker")
    .Append(ml.Survival.Trainers.CoxProportionalHazards(new() { Ridge = 1 })).Fit(patients.Data);
var newcomers = ml.Data.LoadSurvivalCohort("neue.csv", options.ForScoring(patients.Data.Schema));   // columns as in the training
Console.WriteLine($"Risk of the new patient: {model.Transform(newcomers.Data).GetColumn<float>("Score").First():F2}");
