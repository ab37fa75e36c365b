using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.Simulation;
using AdaMHF.Survival;
using SkiaSharp;

namespace AdaMHF.Reports.Tests;

/// <summary>One example of every plot and page, from a simulated cohort whose planted risk is the prediction.</summary>
internal static class Showcase
{
    private const double Horizon = 24;

    private static readonly SimulatedPatient[] Patients =
        [.. SimulatedCohort.Create(SimulationPreset.Quick, worldSeed: 0, cohortSeed: 3).Patients];

    private static readonly double[] Time = [.. Patients.Select(patient => patient.TimeMonths)];

    private static readonly bool[] Died = [.. Patients.Select(patient => patient.Event)];

    private static readonly double[] Risk = [.. Patients.Select(patient => patient.Risk)];

    private static readonly string[] Names = ["pathology risk", "genomic risk", "age (10 years)", "female"];

    public static CoxModel Cox { get; } = CoxRegression.Fit(Time, Died, Covariates());

    private static readonly CoxPredictor Predictor = CoxPredictor.FromLogHazards(Time, Died, Risk);

    private static readonly double[] RiskAtHorizon = [.. Risk.Select(risk => 1 - Predictor.SurvivalAt(risk, Horizon))];

    public static IReadOnlyList<SurvivalGroup> Groups { get; } = [Group("low risk", 0), Group("high risk", 1)];

    public static TrainingRecord Training { get; } = new()
    {
        LibraryVersion = "0.2.0",
        TorchSharpVersion = "0.107.0",
        MLNetVersion = "5.0.1",
        Seed = 7,
        Device = "cpu",
        DataHash = new string('a', 64),
        Patients = 180,
        Events = 97,
        ValidationPatients = 36,
        Selection = "best validation loss",
        SelectedEpoch = 12,
        Curve = [.. Enumerable.Range(1, 20).Select(epoch => new TrainingEpoch(
            epoch, 2e-4, 1.2 * Math.Exp(-epoch / 9.0) + 0.5, 0.9 + (0.0015 * Math.Pow(epoch - 12, 2)), 0.55 + (0.009 * epoch), 500))],
        Usage = Usage([0.5, 0.3, 0.2]),
    };

    public static SurvivalMetrics Metrics { get; } = Evaluate();

    public static ModalityImportance[] Importances { get; } =
    [
        new("Genomics", Metrics.Concordance, [.. Falls(0.09)]), new("Pathology", Metrics.Concordance, [.. Falls(0.04)]),
        new("Clinical", Metrics.Concordance, [.. Falls(0)]),
    ];

    public static CohortReport Cohort { get; } = new()
    {
        Source = "cohort.csv",
        Encoding = "utf-8",
        Delimiter = ',',
        Rows = 190,
        Patients = 180,
        Events = 97,
        Slides = 214,
        Genes = 1200,
        Clinical = [new("age", true, 4), new("stage", false, 0)],
        LeftOut = [.. Enumerable.Range(1, 10).Select(i => new LeftOutPatient($"P{i}", "OS.time: missing outcome"))],
        LongestMonths = 118,
        MedianFollowUpMonths = 41.5,
        Assumptions = ["Times are in days, converted to months."],
        Warnings = [],
    };

    public static SlidePatches Slide { get; } = Patches(28, 20, 512);

    public static Contribution[] Contributions { get; } =
    [
        new("Pathology", 0.412), new("Oncogenesis", -0.183), new("Transcription factors", 0.271), new("Cell differentiation "
            + "markers", 0.034),
        new("Clinical", -0.092), new("Protein kinases", -0.011), new("Growth factors", 0),
    ];

    public static PredictedCurve Curve { get; } = new("TCGA-AA-0001", [12, 24, 48, 96], [0.83, 0.58, 0.31, 0.12]);

    public static IReadOnlyList<(string Name, ReportPlot Plot)> Plots { get; } =
    [
        ("kaplan-meier", Groups.Plot(new KaplanMeierPlotOptions { Title = "Risk groups" })),
        ("calibration", Metrics.PlotCalibration().With(Smooth(), RiskAtHorizon).With(GroupedCalibration.Test(
            Time, Died, [.. RiskAtHorizon.Select(risk => 1 - risk)], Horizon, groups: 5))),
        ("forest", Cox.Plot(Names)),
        ("importance", Importances.Plot()),
        ("training-loss", Training.Plot()),
        ("training-concordance", Training.Plot(TrainingMeasure.ValidationConcordance)),
        ("training-members", (Training with { Members = [Training, Training with { Seed = 8, SelectedEpoch = 14 }] }).Plot()),
        ("patient-curve", Curve.Plot(Groups[1])),
        ("decision-curve", DecisionCurve()),
        ("contributions", Contributions.Plot()),
        ("heat-map", Slide.Plot(new SlideHeatMapOptions { MicronsPerPixel = 0.5 })),
        ("heat-map-thumbnail", Slide.Plot(new SlideHeatMapOptions { Thumbnail = Thumbnail(), MicronsPerPixel = 0.5, Title = "Slide 1" })),
        ("contact-sheet", Tiles(12).Plot()),
    ];

    public static IReadOnlyList<(string Name, ReportPage Page)> Pages { get; } =
    [
        ("patient", PatientPage.Create(Patient("TCGA-AA-0001"))),
        ("patient-small", PatientPage.Create(new() { PatientId = "P-17", Curve = Curve })),
        ("model", ModelPage.Create(Model("AdaMHF, simulated cohort"))),
        ("card", TripodCard.Create(Card("AdaMHF, simulated cohort")).ToPage()),
    ];

    public static PatientPageContent Patient(string id) => new()
    {
        PatientId = id,
        Curve = Curve,
        Model = "AdaMHF, simulated cohort",
        RiskGroup = Groups[1],
        Risk = 1.274,
        ShareWithLowerRisk = 0.83,
        MedianMonths = 31.1,
        Missing = ["Clinical"],
        Contributions = Contributions,
        ModalityWeights = [new("Pathology", 0.62), new("Genomics", 0.38)],
        Maps = [Slide.Plot(new SlideHeatMapOptions { Thumbnail = Thumbnail(), MicronsPerPixel = 0.5 })],
        Pictures = Tiles(6).Plot(),
        Experts = [new("pathology, segregation, stage 0, layer 1", 2, 0.71), new("genomics, integration, stage 1, layer 0", 1, 0.55)],
    };

    public static ModelPageContent Model(string name) => new()
    {
        Name = name,
        Training = Training,
        Cohort = Cohort,
        Validation = Metrics,
        ValidationPatients = "the test patients of the split",
        RiskGroups = Groups,
        Usefulness = DecisionCurve(),
        Importances = Importances,
        ExpertUse = [new("low risk", Usage([0.7, 0.2, 0.1])), new("high risk", Usage([0.1, 0.3, 0.6]))],
        Seeds = [new(1, 0.712, 0.651, 0.773), new(2, 0.705, 0.640, 0.770), new(3, 0.721)],
    };

    public static TripodCardContent Card(string name) => new()
    {
        Name = name,
        Training = Training,
        Cohort = Cohort,
        Validation = Metrics,
        Answers = new Dictionary<string, string> { ["17"] = "Simulated patients: no approval is needed." },
    };

    public static PatchTile[] Tiles(int count) =>
        [.. Slide.Top(count).Select(patch => new PatchTile(Picture(96, 96, patch.Number), $"patch {patch.Number}: {patch.Score:F4}"))];

    public static SlideThumbnail Thumbnail() => new(Picture(500, 360, 1), 32);

    public static byte[] Picture(int width, int height, int seed)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor(245, 240, 245));
        var random = new Random(seed);
        using var paint = new SKPaint { IsAntialias = true };
        for (var i = 0; i < 60; i++)
        {
            paint.Color = new SKColor((byte)random.Next(150, 220), (byte)random.Next(90, 150), (byte)random.Next(160, 210));
            canvas.DrawCircle(random.Next(width), random.Next(height), random.Next(2, width / 8), paint);
        }
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    public static SlidePatches Patches(int columns, int rows, int edge)
    {
        var tissue = from y in Enumerable.Range(0, rows)
                     from x in Enumerable.Range(0, columns)
                     where Math.Pow((x - (columns / 2.0)) / columns, 2) + Math.Pow((y - (rows / 2.0)) / rows, 2) < 0.22
                     select (x, y);
        return new("slide-1", edge, tissue.Select((place, number) => new PatchScore(
            number, place.x * edge, place.y * edge,
            Math.Exp(-(Math.Pow(place.x - (0.7 * columns), 2) + Math.Pow(place.y - (0.4 * rows), 2)) / columns) / 100)));
    }

    private static SmoothCalibrationResult Smooth() => SmoothCalibration.Fit(Time, Died, RiskAtHorizon, Horizon);

    private static DecisionCurvePlot DecisionCurve() => Metrics.PlotUsefulness();

    private static T[] Pick<T>(T[] values, int[] drawn) => Array.ConvertAll(drawn, i => values[i]);

    private static double[] Falls(double mean) =>
        [.. Enumerable.Range(0, 10).Select(i => Metrics.ConcordanceIndex - mean - (0.004 * (i - 4.5)))];

    private static DecisionUsage Usage(double[] shares) => new(180,
    [
        new(Modality.Pathology, ModalityUnitKind.Segregation, 0, 1, 170, shares, 0.6),
        new(Modality.Genomics, ModalityUnitKind.Integration, 1, 0, 180, shares[..2], 0.4),
    ], []);

    private static SurvivalMetrics Evaluate()
    {
        double[] survival = [.. RiskAtHorizon.Select(risk => 1 - risk)];
        int[] all = [.. Enumerable.Range(0, Time.Length)], women = [.. all.Where(i => Patients[i].IsFemale)];
        // Resamples run on other threads, which would wait for the fields of this class until it is initialised.
        var (time, died, risk, thresholds) = (Time, Died, RiskAtHorizon, Enumerable.Range(1, 17).Select(i => i * 0.05).ToArray());
        return new(Concordance.Harrell(Time, Died, Risk), KaplanMeier.Fit(Time, Died), () => null)
        {
            Uno = Concordance.Uno(Time, Died, Risk),
            GroupedCalibration = GroupedCalibration.Test(Time, Died, survival, Horizon, groups: 5),
            SmoothCalibration = Smooth(),
            DecisionCurve = AdaMHF.Survival.DecisionCurve.Compute(time, died, risk, Horizon, thresholds),
            NetBenefits =
            [
                .. thresholds.Select(threshold => Bootstrap.Run(
                    time.Length,
                    drawn => AdaMHF.Survival.DecisionCurve.Compute(
                        Pick(time, drawn), Pick(died, drawn), Pick(risk, drawn), Horizon, [threshold])[0].Model,
                    new() { Resamples = 100, Seed = 1 })),
            ],
            Subgroups = [new("female", Of(women)), new("male", Of([.. all.Except(women)]))],
            SubgroupTest = SubgroupComparison.Compute(Time, Died, Risk, [.. Patients.Select(one => one.IsFemale ? 0 : 1)]),
            Calibration = HorizonCalibration.Compute(Time, Died, survival, Horizon, groups: 5),
            CalibrationHorizon = Horizon,
            UndefinedReasons = new Dictionary<string, string> { ["DynamicAuc"] = "There are no evaluation times." },
        };

        static SurvivalMetrics Of(int[] members) => new(
            Concordance.Harrell(Pick(Time, members), Pick(Died, members), Pick(Risk, members)),
            KaplanMeier.Fit(Pick(Time, members), Pick(Died, members)),
            () => null);
    }

    private static SurvivalGroup Group(string label, int group)
    {
        var high = MedianSplit.HighRisk(Risk);
        var members = Enumerable.Range(0, Time.Length).Where(i => high[i] == group).ToArray();
        double[] time = Array.ConvertAll(members, i => Time[i]);
        bool[] died = Array.ConvertAll(members, i => Died[i]);
        return new(label, members.Length, died.Count(event_ => event_), KaplanMeier.Fit(time, died));
    }

    private static double[,] Covariates()
    {
        var table = new double[Patients.Length, 4];
        for (var i = 0; i < Patients.Length; i++)
        {
            (table[i, 0], table[i, 1]) = (Patients[i].PathologyRisk, Patients[i].GenomicRisk);
            (table[i, 2], table[i, 3]) = (Patients[i].Age / 10.0, Patients[i].IsFemale ? 1 : 0);
        }
        return table;
    }
}
