using AdaMHF.Testing;

namespace AdaMHF.Simulation.Tests;

public class MissingModalitiesTests
{
    private static readonly SimulationPreset Many = new(2000, [2, 14, 2, 2, 2, 2], 4, 32);

    [Fact]
    public void At_random_each_modality_is_missing_with_its_probability()
    {
        var patients = SimulatedCohort.Create(Many, missing: new(genomics: 0.3, pathology: 0.1)).Patients;

        Assert.Equal(0.3, patients.Count(patient => patient.GenomicsMissing) / 2000.0, 0.035);
        Assert.Equal(0.1, patients.Count(patient => patient.PathologyMissing) / 2000.0, 0.025);
        Assert.Equal(0.03, patients.Count(patient => patient.GenomicsMissing && patient.PathologyMissing) / 2000.0, 0.015);
        var median = Statistics.Median(patients.Select(patient => patient.Risk));
        Assert.Equal(0.3, patients.Count(patient => patient.GenomicsMissing && patient.Risk > median) / 1000.0, 0.05);
    }

    [Fact]
    public void With_the_risk_only_patients_above_the_median_lack_a_modality_and_twice_as_often()
    {
        var patients = SimulatedCohort.Create(Many, missing: new(genomics: 0.3, pathology: 0.1, onlyHighRisk: true)).Patients;
        var median = Statistics.Median(patients.Select(patient => patient.Risk));

        Assert.DoesNotContain(patients, patient => patient.Risk <= median && (patient.GenomicsMissing || patient.PathologyMissing));
        Assert.Equal(0.6, patients.Count(patient => patient.GenomicsMissing) / 1000.0, 0.05);
        Assert.Equal(0.2, patients.Count(patient => patient.PathologyMissing) / 1000.0, 0.04);
    }

    [Fact]
    public void What_is_missing_changes_nothing_else()
    {
        var whole = SimulatedCohort.Create(Many, 1, 2);
        var holed = SimulatedCohort.Create(Many, 1, 2, new(genomics: 0.5, pathology: 0.5));
        for (var i = 0; i < 50; i++)
        {
            var (before, after) = (whole.Patients[i], holed.Patients[i]);
            Assert.Equal((before.TimeMonths, before.Event, before.Risk), (after.TimeMonths, after.Event, after.Risk));
            if (!after.GenomicsMissing)
                Assert.Equal(before.Expression!.SelectMany(genes => genes), after.Expression!.SelectMany(genes => genes));
            if (after.PathologyMissing) Assert.True(holed.SimulateBag(after).IsEmpty);
            else Assert.Equal(whole.SimulateBag(before).ReadAll().Values, holed.SimulateBag(after).ReadAll().Values);
        }
    }

    [Theory]
    [InlineData(1.1, 0, false)]
    [InlineData(0, -0.1, false)]
    [InlineData(0.6, 0, true)]
    [InlineData(double.NaN, 0, false)]
    public void Impossible_probabilities_are_refused(double genomics, double pathology, bool onlyHighRisk) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MissingModalities(genomics, pathology, onlyHighRisk));
}
