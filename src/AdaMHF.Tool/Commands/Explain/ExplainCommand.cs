using System.CommandLine;
using AdaMHF.MLNet;
using Microsoft.ML;

namespace AdaMHF.Tool;

/// <summary>The command <c>explain</c>.</summary>
internal sealed class ExplainCommand
{
    private readonly Argument<FileInfo> _model = new("zip") { Description = "Model zip." };
    private readonly Option<FileInfo> _table = new("--table") { Description = "Table with the patient.", Required = true };
    private readonly Option<DirectoryInfo?> _bags = new("--bags") { Description = "Folder of patch bags. Default: that of the training." };
    private readonly Option<string> _patient = new("--patient") { Description = "Identifier of the patient.", Required = true };
    private readonly Option<DirectoryInfo> _output = new("--output") { Description = "Folder to write to.", Required = true };
    private readonly Option<DirectoryInfo?> _slides = new("--slides")
    {
        Description = "Folder of slides, to lie under the maps. Default: none, patches alone.",
    };

    private readonly Option<int?> _patchSize = new("--patch-size")
    {
        Description = "Edge of a patch in the pixels of its coordinates. Default: that of the bag, else the step of the grid.",
    };

    private readonly Option<bool> _json = JsonOutput.Option();
    private readonly TableArguments _arguments = new(patientColumn: "--patient-column");

    public static Command Create() => new ExplainCommand().ToCommand();

    private Command ToCommand()
    {
        var command = new Command(
            "explain", "Says why a model gives a patient this risk: patches, groups, genes; a page, maps, patches for QuPath.")
        {
            _model, _table, _bags, _patient, _output, _slides, _patchSize, _json,
        };
        _arguments.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        var ml = new MLContext();
        var model = StoredModel.Load(ml, result.GetRequiredValue(_model).ToString(), result.GetValue(_bags), out var schema);
        var cohort = _arguments.Load(result, ml, result.GetRequiredValue(_table), options => options.ForScoring(schema));
        Messages.Say(cohort.Report.ToString());
        var problems = ReportProblems.Of(cohort.Report).ToList();
        var reasons = ReasonsOf(ml, model, cohort, result.GetRequiredValue(_patient), problems);
        var output = result.GetRequiredValue(_output).ToString();
        var pictures = new SlidePictures(result.GetValue(_slides)?.ToString(), reasons.Explanation.PatientId, problems);
        string[] files =
        [
            .. ExplanationFiles.Write(reasons, output),
            .. ExplanationPictures.Write(reasons, output, result.GetValue(_patchSize), pictures),
        ];
        foreach (var problem in problems.Where(problem => problem.Patient is not null)) Messages.Say(problem.Message);
        if (result.GetValue(_json))
        {
            JsonOutput.Write(new
            {
                Patient = reasons.Explanation.PatientId,
                reasons.Explanation.Risk,
                Files = files,
                Problems = problems,
            });
        }
        else
        {
            foreach (var file in files) Console.WriteLine(file);
        }
        (model as IDisposable)?.Dispose();
        return ExitCode.Done;
    }

    private static PatientReasons ReasonsOf(
        MLContext ml, ITransformer model, SurvivalCohort cohort, string patient, List<Problem> problems)
    {
        // An identifier that nobody has is said at once, before anything is computed.
        if (!cohort.Patients.Contains(patient))
        {
            throw new CohortFileException(
                $"'{cohort.Source}' has no patient '{patient}'. The first are {string.Join(", ", cohort.Patients.Take(3))}.");
        }
        var explanation = ml.Survival.Explain(model, cohort.Data, patient).First();
        if (double.IsNaN(explanation.Risk))
        {
            problems.Add(new("warning", "No prediction: what the model reads is missing.", cohort.Source, Patient: patient));
            return new(explanation, null, null);
        }
        return new(
            explanation,
            Allowed(() => ml.Survival.ShapleyValues(model, cohort.Data, patient).First(), "Shapley values"),
            Allowed(() => ml.Survival.IntegratedGradients(model, cohort.Data, patient).First(), "integrated gradients"));

        T? Allowed<T>(Func<T> compute, string what) where T : class
        {
            try
            {
                return compute();
            }
            catch (InvalidOperationException refused)
            {
                problems.Add(new("warning", $"No {what}: {refused.Message}", cohort.Source, Patient: patient));
                return null;
            }
        }
    }
}
