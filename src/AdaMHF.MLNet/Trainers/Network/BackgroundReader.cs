using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>Averages the predictions and data of patients.</summary>
internal static class BackgroundReader
{
    // The error of a mean over so many is a thirtieth of the spread between patients.
    private const int MaxPatients = 1024;

    /// <summary>
    /// Averages over patients who have a modality, over 1,024 spread evenly where there are more; null when there are none.
    /// </summary>
    /// <param name="scorer">Predicts them.</param>
    /// <param name="patients">The patients.</param>
    /// <param name="settings">The model's.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static PrognosisBackground? Of(
        SurvivalScorer scorer, IEnumerable<PatientModalities> patients, NetworkModelSettings settings, CancellationToken cancellation)
    {
        PatientModalities[] known = [.. patients.Where(patient => !SurvivalScorer.IsUnknown(patient))];
        if (known.Length == 0) return null;
        PatientModalities[] chosen =
            Array.ConvertAll(PatchSampling.EvenlySpaced(known.Length, MaxPatients), place => known[place]);
        var columns = settings.Columns;
        double[] survival = new double[settings.Prognosis.TimeBinEdges.Length - 1];
        var patch = new double[columns.BagColumnName is null ? 0 : columns.PatchWidth ?? 0];
        var (risk, bags) = (0.0, 0);
        foreach (var batch in Batches(chosen, scorer))
        {
            cancellation.ThrowIfCancellationRequested();
            (PatientModalities, PatchFeatures? Patches)[] read =
                [.. batch.Select(patient => (patient, NetworkPrediction.Patches(patient, columns.PatchesPerPatient)))];
            foreach (var prognosis in scorer.ScoreTogether(read))
            {
                risk += prognosis.Score / chosen.Length;
                for (var bin = 0; bin < survival.Length; bin++) survival[bin] += prognosis.Survival[bin] / (double)chosen.Length;
            }
            foreach (var patches in read.Select(one => one.Patches).OfType<PatchFeatures>())
            {
                bags++;
                for (var i = 0; i < patches.Values.Length; i++) patch[i % patches.Width] += patches.Values[i] / (double)patches.Count;
            }
        }
        float[] GenesOf(int group) => Means(chosen.Select(patient => patient.Genomics?[group]), columns.GenomicGroupSizes[group]);
        return new(
            risk,
            Array.ConvertAll(survival, value => Math.Min(1, value)),
            [.. columns.GenomicColumnNames.Select((_, group) => GenesOf(group))],
            Means(chosen.Select(patient => patient.Clinical), columns.ClinicalWidth),
            Array.ConvertAll(patch, sum => (float)(sum / Math.Max(1, bags))));
    }

    private static IEnumerable<List<PatientModalities>> Batches(PatientModalities[] patients, SurvivalScorer scorer)
    {
        var (batch, budget) = (new List<PatientModalities>(), new PatchBudgetOfBatch());
        foreach (var patient in patients)
        {
            if (!budget.Takes(scorer.PatchesOf(patient)))
            {
                yield return batch;
                (batch, budget) = ([], new());
                budget.Takes(scorer.PatchesOf(patient));
            }
            batch.Add(patient);
        }
        yield return batch;
    }

    /// <summary>Mean of each value over those who have it; 0 where nobody has.</summary>
    private static float[] Means(IEnumerable<float[]?> patients, int width)
    {
        var (sums, counts) = (new double[width], new int[width]);
        foreach (var values in patients.OfType<float[]>())
        {
            for (var place = 0; place < width; place++)
            {
                if (!float.IsFinite(values[place])) continue;
                sums[place] += values[place];
                counts[place]++;
            }
        }
        return [.. sums.Select((sum, place) => (float)(sum / Math.Max(1, counts[place])))];
    }
}
