using System.Globalization;

namespace AdaMHF.Simulation;

/// <summary>Draws a cohort's patients: risks, genes, death and censoring.</summary>
internal static class PatientSimulator
{
    private const double CensoredShare = 0.4;

    public static SimulatedPatient[] Draw(
        SimulationPreset preset,
        SimulatedWorld world,
        int worldSeed,
        int cohortSeed,
        MissingModalities missing,
        FrontShare frontShare,
        bool hasClinic)
    {
        var patients = new SimulatedPatient[preset.Patients];
        for (var i = 0; i < patients.Length; i++)
        {
            var clinic = hasClinic ? SimulatedClinic.Draw(new(StreamPurpose.Clinic, worldSeed, cohortSeed, i)) : null;
            patients[i] = Patient(i, world, clinic, new(StreamPurpose.Patient, worldSeed, cohortSeed, i));
        }

        var scale = CensoringScale([.. patients.Select(patient => patient.MonthsToDeath)]);
        var medianRisk = Median([.. patients.Select(patient => patient.Risk)]);
        for (var i = 0; i < patients.Length; i++)
        {
            var months = scale * new RandomStream(StreamPurpose.Censoring, worldSeed, cohortSeed, i).Exponential();
            var random = new RandomStream(StreamPurpose.Missing, worldSeed, cohortSeed, i);
            var factor = !missing.OnlyHighRisk ? 1 : patients[i].Risk > medianRisk ? 2 : 0;
            var (noGenomics, noPathology) = (random.Chance(factor * missing.Genomics), random.Chance(factor * missing.Pathology));
            patients[i] = patients[i] with
            {
                TimeMonths = Math.Min(patients[i].MonthsToDeath, months),
                Expression = noGenomics ? null : patients[i].Expression,
                SlideIds = noPathology ? [] : patients[i].SlideIds,
                FrontShare = frontShare.Draw(new(StreamPurpose.FrontShare, worldSeed, cohortSeed, i)),
            };
        }
        return patients;
    }

    private static SimulatedPatient Patient(int index, SimulatedWorld world, SimulatedClinic? clinic, RandomStream random)
    {
        var caseId = string.Create(CultureInfo.InvariantCulture, $"SIM-{index + 1:00000000}");
        var slides = random.Chance(0.1) ? 2 : 1;
        var subtype = random.Below(SimulatedWorld.SubtypeCount) + 1;
        var factors = new double[SimulationPreset.GroupCount];
        for (var i = 0; i < factors.Length; i++) factors[i] = random.Normal();

        var patient = new SimulatedPatient
        {
            Index = index,
            CaseId = caseId,
            SlideIds = [.. Enumerable.Range(1, slides).Select(slide => $"{caseId}-01Z-00-DX{slide}.svs")],
            Subtype = subtype,
            GenomicRisk = (factors[0] + factors[2] + (factors[0] * factors[4])) / Math.Sqrt(3),
            PathologyRisk = random.Normal(),
            MonthsToDeath = double.NaN,
            TimeMonths = double.NaN,
            FrontShare = double.NaN,
            Clinic = clinic,
            Age = Math.Clamp((int)Math.Round(62 + (11 * random.Normal())), 25, 90),
            IsFemale = random.Chance(0.5),
            Site = $"S{random.Below(8) + 1}",
            Expression = [.. factors.Select((factor, group) => Expression(group, factor, subtype, world, random))],
        };
        return patient with { MonthsToDeath = 30 * Math.Exp(-patient.Risk) * random.Weibull(shape: 1.5) };
    }

    private static float[] Expression(int group, double factor, int subtype, SimulatedWorld world, RandomStream random)
    {
        var loadings = world.Loadings(group);
        var genes = new float[loadings.Length];
        for (var gene = 0; gene < genes.Length; gene++)
        {
            var marksSubtype = group == 1 && gene < 12 && gene % SimulatedWorld.SubtypeCount == subtype - 1;
            var value = (loadings[gene] * factor) + random.Normal() + (marksSubtype ? 1.5 : 0);
            // MCAT's tables have four decimals, and the written values must be the simulated ones.
            genes[gene] = MathF.Round((float)value, 4);
        }
        return genes;
    }

    /// <summary>
    /// The mean of exponential censoring times at which 40 % are censored in expectation, given these deaths:
    /// P(censored before t) = 1 - exp(-t / mean).
    /// </summary>
    private static double CensoringScale(double[] monthsToDeath)
    {
        var (shortest, longest) = (1e-6, 1e9);
        for (var step = 0; step < 200; step++)
        {
            var middle = Math.Sqrt(shortest * longest);
            var share = monthsToDeath.Average(months => 1 - Math.Exp(-months / middle));
            if (share > CensoredShare) shortest = middle;
            else longest = middle;
        }
        return longest;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
