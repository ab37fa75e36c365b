using AdaMHF.Survival;
using AdaMHF.Testing;

namespace AdaMHF.Simulation.Tests;

public class PatientTests
{
    // 3000 patients: proportions have a standard error below 0.01.
    private static readonly SimulatedCohort Many =
        SimulatedCohort.Create(new(3000, [40, 80, 120, 100, 60, 90], 8, 32), worldSeed: 1, cohortSeed: 1);

    [Fact]
    public void Subtypes_are_equally_likely_and_one_in_ten_has_two_slides()
    {
        for (var subtype = 1; subtype <= 3; subtype++)
            Assert.InRange(Many.Patients.Count(patient => patient.Subtype == subtype) / 3000.0, 0.305, 0.36);
        Assert.InRange(Many.Patients.Count(patient => patient.SlideIds.Count == 2) / 3000.0, 0.08, 0.12);
        Assert.All(Many.Patients, patient => Assert.InRange(patient.SlideIds.Count, 1, 2));
    }

    [Fact]
    public void Both_risks_have_mean_0_and_variance_1_and_do_not_depend_on_each_other()
    {
        double[] genomic = [.. Many.Patients.Select(patient => patient.GenomicRisk)];
        double[] pathology = [.. Many.Patients.Select(patient => patient.PathologyRisk)];

        Assert.InRange(genomic.Average(), -0.07, 0.07);
        Assert.InRange(pathology.Average(), -0.07, 0.07);
        Assert.InRange(Statistics.Variance(genomic), 0.88, 1.12);
        Assert.InRange(Statistics.Variance(pathology), 0.92, 1.08);
        Assert.InRange(Statistics.Correlation(genomic, pathology), -0.06, 0.06);
    }

    [Fact]
    public void The_factors_that_the_genes_show_make_the_genomic_risk()
    {
        double[] shown =
        [
            .. from patient in Many.Patients
               let first = Factor(patient, 0)
               select (first + Factor(patient, 2) + (first * Factor(patient, 4))) / Math.Sqrt(3),
        ];

        Assert.InRange(Statistics.Correlation(shown, [.. Many.Patients.Select(patient => patient.GenomicRisk)]), 0.85, 1);
    }

    [Fact]
    public void Every_third_of_the_first_twelve_genes_of_group_2_marks_a_subtype()
    {
        for (var gene = 0; gene < 15; gene++)
        {
            for (var subtype = 1; subtype <= 3; subtype++)
            {
                var with = Many.Patients.Where(patient => patient.Subtype == subtype).Average(patient => patient.Expression![1][gene]);
                var without = Many.Patients.Where(patient => patient.Subtype != subtype).Average(patient => patient.Expression![1][gene]);
                var marked = gene < 12 && gene % 3 == subtype - 1;
                // The other subtypes together hold the shift in half of their patients where the gene marks one of them.
                var expected = marked ? 1.5 : gene < 12 ? -0.75 : 0;
                Assert.Equal(expected, with - without, 0.35);
            }
        }
    }

    [Fact]
    public void Genes_are_their_loading_times_the_factor_plus_standard_normal_noise()
    {
        var loadings = Many.World.Loadings(3);
        for (var gene = 0; gene < loadings.Length; gene++)
        {
            double[] values = [.. Many.Patients.Select(patient => (double)patient.Expression![3][gene])];
            var expected = 1 + (loadings[gene] * loadings[gene]);
            Assert.Equal(expected, Statistics.Variance(values), 0.13 * expected);
        }
    }

    [Fact]
    public void Time_runs_30_months_divided_by_the_exponential_of_the_risk()
    {
        foreach (var patient in Many.Patients)
        {
            var (g, p) = (patient.GenomicRisk, patient.PathologyRisk);
            Assert.Equal(g + p + (0.5 * g * p), patient.Risk, 1e-12);
        }

        double[] ownTime = [.. Many.Patients.Select(patient => patient.MonthsToDeath / 30 * Math.Exp(patient.Risk))];
        // Weibull of shape 1.5 and scale 1: mean gamma(5/3), variance gamma(7/3) - gamma(5/3)^2, and 1 - 1/e below 1.
        Assert.Equal(0.9027, ownTime.Average(), 0.04);
        Assert.Equal(0.3757, Statistics.Variance(ownTime), 0.05);
        Assert.Equal(1 - Math.Exp(-1), ownTime.Count(time => time < 1) / 3000.0, 0.03);
        Assert.InRange(Statistics.Correlation(ownTime, [.. Many.Patients.Select(patient => patient.Risk)]), -0.06, 0.06);
    }

    [Fact]
    public void About_40_percent_are_censored_before_death()
    {
        foreach (var seed in Enumerable.Range(0, 5))
        {
            var patients = SimulatedCohort.Create(SimulationPreset.Standard, seed, seed).Patients;
            Assert.InRange(patients.Count(patient => !patient.Event) / 600.0, 0.34, 0.46);
        }
        Assert.Equal(0.4, Many.Patients.Count(patient => !patient.Event) / 3000.0, 0.025);
        Assert.All(Many.Patients, patient =>
        {
            Assert.InRange(patient.TimeMonths, double.Epsilon, patient.MonthsToDeath);
            Assert.Equal(patient.Event, patient.TimeMonths == patient.MonthsToDeath);
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_oracle_is_near_085_and_each_risk_alone_far_below(int seed)
    {
        foreach (var preset in new[] { SimulationPreset.Quick, SimulationPreset.Standard })
        {
            var cohort = SimulatedCohort.Create(preset, seed, seed);
            var oracle = cohort.OracleConcordance();

            Assert.Equal(BruteForceConcordance(cohort.Patients, patient => patient.Risk), oracle.ConcordanceIndex, 1e-6);
            Assert.InRange(oracle.ConcordanceIndex, 0.82, 0.89);
            Assert.InRange(BruteForceConcordance(cohort.Patients, patient => patient.GenomicRisk), 0.66, 0.80);
            Assert.InRange(BruteForceConcordance(cohort.Patients, patient => patient.PathologyRisk), 0.68, 0.80);
        }
    }

    [Fact]
    public void The_oracle_can_be_asked_about_some_patients()
    {
        SimulatedPatient[] some = [.. Many.Patients.Take(50)];

        ConcordanceResult oracle = Many.OracleConcordance(some);

        Assert.Equal(BruteForceConcordance(some, patient => patient.Risk), oracle.ConcordanceIndex, 1e-6);
    }

    [Fact]
    public void Seeds_repeat_and_other_seeds_differ()
    {
        static double[] Times(int world, int cohort) =>
            [.. SimulatedCohort.Create(SimulationPreset.Quick, world, cohort).Patients.Select(patient => patient.TimeMonths)];

        Assert.Equal(Times(2, 3), Times(2, 3));
        Assert.Empty(Times(2, 3).Intersect(Times(2, 4)));
        Assert.Empty(Times(2, 3).Intersect(Times(3, 3)));
        Assert.Empty(Times(2, 3).Intersect(Times(3, 2)));
    }

    /// <summary>Least squares on the group's genes, which the loadings make a sum of factor and noise.</summary>
    private static double Factor(SimulatedPatient patient, int group)
    {
        var loadings = Many.World.Loadings(group).ToArray();
        var shown = loadings.Zip(patient.Expression![group], (loading, gene) => loading * gene).Sum();
        return shown / loadings.Sum(loading => loading * loading);
    }

    private static double BruteForceConcordance(IReadOnlyList<SimulatedPatient> patients, Func<SimulatedPatient, double> risk)
    {
        double concordant = 0, comparable = 0;
        foreach (var first in patients.Where(patient => patient.Event))
        {
            foreach (var later in patients.Where(patient => patient.TimeMonths > first.TimeMonths))
            {
                comparable++;
                if (risk(first) > risk(later)) concordant++;
            }
        }
        return concordant / comparable;
    }
}
