namespace AdaMHF.Reports;

/// <summary>The 27 items of TRIPOD+AI with their 52 parts; numbers are those of the checklist, words are ours.</summary>
/// <seealso href="https://doi.org/10.1136/bmj-2023-078378">Collins et al. 2024, BMJ 385:e078378</seealso>
internal static class TripodChecklist
{
    private const string Introduction = "Introduction", Methods = "Methods", OpenScience = "Open science", Results = "Results";
    private const string Discussion = "Discussion";

    public static IReadOnlyList<TripodTopic> Topics { get; } =
    [
        new("1", "Title", "Whether a prediction model is developed or evaluated, for whom and for which outcome"),
        new("2", "Abstract", "Structured summary, after TRIPOD+AI for Abstracts"),
        new("3a", Introduction, "Health care context, why the model is needed, models that exist"),
        new("3b", Introduction, "Target patients, purpose within the path of care, intended users"),
        new("3c", Introduction, "Known inequalities in health between groups of people"),
        new("4", Introduction, "Objectives: development, evaluation or both"),
        new("5a", Methods, "Sources of the data, for development and evaluation, and how representative they are"),
        new("5b", Methods, "Dates: start and end of accrual, end of follow-up"),
        new("6a", Methods, "Setting, number and place of the centres"),
        new("6b", Methods, "Who was eligible"),
        new("6c", Methods, "Treatments that patients received, and how they are handled"),
        new("7", Methods, "Preparation and quality checks of the data, and whether they are alike for all groups"),
        new("8a", Methods, "Outcome and time horizon: definition, assessment, choice"),
        new("8b", Methods, "Who assessed an outcome that needs judgement"),
        new("8c", Methods, "Blinding of the assessment of the outcome"),
        new("9a", Methods, "Choice of the first set of predictors"),
        new("9b", Methods, "Definition of every predictor, how and when it is measured"),
        new("9c", Methods, "Who assessed predictors that need judgement"),
        new("10", Methods, "How the size of the study came about, separately for development and evaluation"),
        new("11", Methods, "Missing data and how they are handled"),
        new("12a", Methods, "How the data are used and divided"),
        new("12b", Methods, "How predictors enter: form, scaling, transformation"),
        new("12c", Methods, "Kind of model, its building steps, tuning and internal validation"),
        new("12d", Methods, "Differences between clusters such as hospitals or countries, and how they are handled"),
        new("12e", Methods, "Measures and plots of performance, and why these"),
        new("12f", Methods, "Updating of the model, such as recalibration"),
        new("12g", Methods, "How predictions are computed in the evaluation"),
        new("13", Methods, "Class imbalance: why and how it is treated, and recalibration after it"),
        new("14", Methods, "What is done for fairness"),
        new("15", Methods, "Output of the model, and classes with their thresholds"),
        new("16", Methods, "Differences between the data of development and of evaluation"),
        new("17", Methods, "Ethical approval and consent"),
        new("18a", OpenScience, "Funding and the role of the funders"),
        new("18b", OpenScience, "Conflicts of interest"),
        new("18c", OpenScience, "Protocol"),
        new("18d", OpenScience, "Registration"),
        new("18e", OpenScience, "Availability of the data"),
        new("18f", OpenScience, "Availability of the code"),
        new("19", "Patient and public involvement", "How patients and the public took part"),
        new("20a", Results, "Flow of the patients, with and without the outcome, follow-up"),
        new("20b", Results, "Characteristics of the patients, by source, with missing values and follow-up"),
        new("20c", Results, "For an evaluation: predictors and outcomes compared with those of the development"),
        new("21", Results, "Patients and events in each analysis"),
        new("22", Results, "The full model, so that others can predict with it"),
        new("23a", Results, "Performance with confidence intervals, also in key subgroups"),
        new("23b", Results, "Differences in performance between clusters"),
        new("24", Results, "Results of updating the model"),
        new("25", Discussion, "Interpretation, with fairness, in the light of other studies"),
        new("26", Discussion, "Limits of the study and what they do to its results"),
        new("27a", Discussion, "Use in practice: input data of poor quality or missing"),
        new("27b", Discussion, "Use in practice: who handles input and output, and what he must know"),
        new("27c", Discussion, "Next steps of research, and to whom the results apply"),
    ];
}
