namespace AdaMHF.Simulation.Tests;

public class ClinicTests
{
    private static readonly SimulationPreset Preset = new(4000, [1, 1, 1, 1, 1, 1], 3, 1);

    private static readonly SimulatedCohort With = SimulatedCohort.Create(Preset, worldSeed: 1, cohortSeed: 2, clinic: true);

    private static readonly SimulatedCohort Without = SimulatedCohort.Create(Preset, worldSeed: 1, cohortSeed: 2);

    [Fact]
    public void Genes_and_slides_do_not_depend_on_it_and_the_risk_does()
    {
        foreach (var (with, without) in With.Patients.Zip(Without.Patients).Take(50))
        {
            Assert.Equal(without.Expression!.SelectMany(genes => genes), with.Expression!.SelectMany(genes => genes));
            Assert.Equal(without.PathologyRisk, with.PathologyRisk);
            Assert.Equal(without.Risk + with.Clinic!.Risk, with.Risk, 1e-12);
            Assert.Null(without.Clinic);
        }
    }

    [Fact]
    public void Age_and_stage_show_its_part_and_the_rest_is_noise()
    {
        SimulatedClinic[] clinics = [.. With.Patients.Select(patient => patient.Clinic!)];
        // Of 0.5 z + 0.2 a with z and a standard normal.
        Assert.InRange(clinics.Average(clinic => clinic.Risk * clinic.Risk), 0.27, 0.31);
        Assert.InRange(Share(clinic => clinic.Age), 0.08, 0.12);
        Assert.InRange(Share(clinic => clinic.Stage), 0.08, 0.12);
        Assert.All(Enumerable.Range(1, 4), stage => Assert.InRange(
            clinics.Count(clinic => clinic.Stage == stage) / (double)clinics.Count(clinic => clinic.Stage is not null), 0.22, 0.28));
        Assert.InRange(clinics.Where(clinic => clinic.Age is not null).Average(clinic => clinic.Age!.Value), 59, 61);

        double[] byStage = [.. Enumerable.Range(1, 4).Select(stage => Mean(clinic => clinic.Stage == stage))];
        Assert.True(byStage is [< -0.3, < 0, > 0, > 0.3], string.Join(", ", byStage));
        Assert.True(Mean(clinic => clinic.Age > 70) - Mean(clinic => clinic.Age < 50) > 0.4);
        Assert.InRange(Mean(clinic => clinic.Grade == 3) - Mean(clinic => clinic.Grade == 1), -0.08, 0.08);
        Assert.InRange(Mean(clinic => clinic.IsFemale == true) - Mean(clinic => clinic.IsFemale == false), -0.08, 0.08);

        double Share<T>(Func<SimulatedClinic, T?> read) where T : struct => clinics.Average(clinic => read(clinic) is null ? 1.0 : 0);
        double Mean(Func<SimulatedClinic, bool> which) => clinics.Where(which).Average(clinic => clinic.Risk);
    }

    [Fact]
    public void The_oracle_gains_by_it()
    {
        var blind = Survival.Concordance.Harrell(
            [.. With.Patients.Select(patient => patient.TimeMonths)],
            [.. With.Patients.Select(patient => patient.Event)],
            [.. With.Patients.Select(patient => patient.Risk - patient.Clinic!.Risk)]);
        Assert.True(With.OracleConcordance().ConcordanceIndex > blind.ConcordanceIndex + 0.005);
    }
}
