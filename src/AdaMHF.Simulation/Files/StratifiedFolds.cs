namespace AdaMHF.Simulation;

/// <summary>Deals patients into folds with similar outcomes.</summary>
internal static class StratifiedFolds
{
    /// <summary>
    /// The fold of every patient. Patients are sorted by event and time, and every run of as many as there are folds is dealt out in
    /// random order.
    /// </summary>
    public static int[] Deal(IReadOnlyList<SimulatedPatient> patients, int folds, RandomStream random)
    {
        var order = Enumerable.Range(0, patients.Count).OrderBy(i => patients[i].Event).ThenBy(i => patients[i].TimeMonths).ToArray();
        var fold = new int[patients.Count];
        foreach (var run in order.Chunk(folds))
        {
            var hand = Enumerable.Range(0, folds).OrderBy(_ => random.Uniform()).ToArray();
            for (var i = 0; i < run.Length; i++) fold[run[i]] = hand[i];
        }
        return fold;
    }
}
