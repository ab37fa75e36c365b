using System.Globalization;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>
/// Clinical Cox regressions of public tables, read by layout, equal those of R on the same folds: <c>make_real_cox.R</c> wrote
/// real_cox.csv.
/// </summary>
[Trait("Category", "RealData")]
public sealed class RealCoxTests
{
    private const double Close = 1e-6;

    private static readonly MLContext ML = new();

    [Fact]
    public void Metabric_agrees_plain_and_with_strata()
    {
        var cohort = ML.Data.LoadSurvivalCohort(RealTables.TableOf("ds_metabric_IHC4_clinical_train_test.csv"), new SurvivalCohortOptions
        {
            RowsArePatients = true,
            SlideIdColumnName = null,
            TimeColumnName = "time",
            EventColumnName = "event",
            TimeUnit = SurvivalTimeUnit.Months,
            ZeroTimes = ZeroTimes.LeaveOut,
        });
        var patients = new Patients(cohort, column => [.. cohort.Data.GetColumn<float>(column).Select(value => (double)value)]);
        var plain = patients.Fit(["x0", "x1", "x2", "x3", "x4", "x5"], _ => true);
        Agree("metabric", "plain", 0, plain, patients);
        int[] strata = [.. cohort.Data.GetColumn<float>("x4").Select(value => (int)value)];
        Agree("metabric", "strata", 0, patients.Fit(["x0", "x1", "x2", "x3"], _ => true, strata), patients);
    }

    [Theory]
    [InlineData("pan_KIRC", "G1,G2,G3,G4")]
    [InlineData("pan_BLCA", "Low Grade,High Grade")]
    public void Panther_agrees_fold_by_fold(string table, string grades)
    {
        var cohort = ML.Data.LoadSurvivalCohort(RealTables.TableOf($"{table}.csv"), SurvivalLayout.Panther.Options(SurvivalEndpoint.OS));
        double[] Codes(string column, params string[] levels) => [.. cohort.Data.GetColumn<string>(column)
            .Select(value => Array.IndexOf(levels, value) is >= 0 and var place ? place + 1 : double.NaN)];
        var patients = new Patients(cohort, column => column switch
        {
            "age_at_initial_pathologic_diagnosis" => [.. cohort.Data.GetColumn<float>(column).Select(value => (double)value)],
            "ajcc_pathologic_tumor_stage" => Codes(column, "Stage I", "Stage II", "Stage III", "Stage IV"),
            "histological_grade" => Codes(column, grades.Split(',')),
            _ => [.. cohort.Data.GetColumn<string>(column).Select(value => value == "M" ? 1.0 : 0)],
        });
        string[] columns = ["age_at_initial_pathologic_diagnosis", "ajcc_pathologic_tumor_stage", "sex", "histological_grade"];
        int[] known = patients.Known(columns);
        int[] byId = [.. known.OrderBy(patient => cohort.Patients[patient], StringComparer.Ordinal)];
        var fold = byId.Index().ToDictionary(patient => patient.Item, patient => patient.Index % 5);
        for (var held = 0; held < 5; held++)
        {
            var model = patients.Fit(columns, patient => fold.TryGetValue(patient, out var own) && own != held);
            Agree(table, "fold", held, model, patients, columns, [.. known.Where(patient => fold[patient] == held)]);
        }
    }

    private static void Agree(
        string table, string part, int number, CoxModel model, Patients patients, string[]? columns = null, int[]? held = null)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Cohorts", "RealCox", "real_cox.csv");
        var row = File.ReadLines(path).Skip(1).Select(line => line.Split(','))
            .Single(cells => cells[0] == table && cells[1] == part && cells[2] == number.ToString(CultureInfo.InvariantCulture));
        double[] Numbers(int cell) => [.. row[cell].Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        Assert.Equal(Numbers(3), model.Coefficients, (one, other) => Math.Abs(one - other) < Close);
        Assert.Equal(Numbers(4), model.StandardErrors, (one, other) => Math.Abs(one - other) < Close);
        if (held is null) return;
        var concordance = patients.Evaluate(model, columns!, held);
        Assert.Equal(Numbers(5)[0], concordance.ConcordanceIndex, Close);
        Assert.Equal((int)Numbers(6)[0], concordance.Subjects);
        Assert.Equal((int)Numbers(7)[0], concordance.Events);
    }

    private sealed class Patients(SurvivalCohort cohort, Func<string, double[]> read)
    {
        private readonly double[] _time = [.. cohort.Data.GetColumn<float>("Time").Select(months => (double)months)];
        private readonly bool[] _event = [.. cohort.Data.GetColumn<bool>("Event")];

        public int[] Known(string[] columns)
        {
            var values = Array.ConvertAll(columns, column => read(column));
            return [.. Enumerable.Range(0, _time.Length).Where(patient => values.All(column => double.IsFinite(column[patient])))];
        }

        public CoxModel Fit(string[] columns, Func<int, bool> isTraining, int[]? strata = null)
        {
            int[] chosen = [.. Enumerable.Range(0, _time.Length).Where(isTraining)];
            return CoxRegression.Fit(
                Array.ConvertAll(chosen, patient => _time[patient]), Array.ConvertAll(chosen, patient => _event[patient]),
                Table(columns, chosen), stratum: strata is null ? default : Array.ConvertAll(chosen, patient => strata[patient]));
        }

        public ConcordanceResult Evaluate(CoxModel model, string[] columns, int[] held)
        {
            var table = Table(columns, held);
            double[] risk = [.. held.Select((_, row) => model.Risk([.. columns.Select((_, column) => table[row, column])]))];
            return Concordance.Harrell(
                Array.ConvertAll(held, patient => _time[patient]), Array.ConvertAll(held, patient => _event[patient]), risk,
                ConcordanceOptions.RSurvival);
        }

        private double[,] Table(string[] columns, int[] chosen)
        {
            var values = Array.ConvertAll(columns, column => read(column));
            var table = new double[chosen.Length, columns.Length];
            for (var row = 0; row < chosen.Length; row++)
            {
                for (var column = 0; column < columns.Length; column++) table[row, column] = values[column][chosen[row]];
            }
            return table;
        }
    }
}
