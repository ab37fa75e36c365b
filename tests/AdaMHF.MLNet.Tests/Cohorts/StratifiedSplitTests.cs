namespace AdaMHF.MLNet.Tests;

public class StratifiedSplitTests
{
    [Theory]
    [InlineData(240, 0.6, 0.25)]
    [InlineData(241, 0.13, 0.2)]
    [InlineData(97, 0.5, 0.5)]
    [InlineData(50, 0.02, 0.9)]
    [InlineData(10, 1, 0.05)]
    public void The_held_out_part_has_its_share_of_patients_events_and_times(int patients, double eventRate, double fraction)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (time, died) = Cohort(patients, eventRate, seed);
            var heldOut = StratifiedSplit.Assign(time, died, fraction, seed);

            var chosen = heldOut.Count(held => held);
            Assert.Equal(Math.Clamp((int)Math.Round(patients * fraction), 1, patients - 1), chosen);
            var share = (double)chosen / patients;
            RequireShare(i => died[i]);
            // Stratified by time: the share also holds for the patients who died before any one time.
            foreach (var border in time.Distinct()) RequireShare(i => died[i] && time[i] < border);

            void RequireShare(Func<int, bool> condition) =>
                Assert.InRange(Count(i => heldOut[i] && condition(i)) - (share * Count(condition)), -1, 1);

            int Count(Func<int, bool> condition) => Enumerable.Range(0, patients).Count(condition);
        }
    }

    [Theory]
    [InlineData(240, 0.4, 5)]
    [InlineData(103, 0.1, 4)]
    [InlineData(7, 0.5, 7)]
    public void Folds_differ_by_one_at_most_in_patients_and_in_events(int patients, double eventRate, int folds)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (time, died) = Cohort(patients, eventRate, seed);
            var fold = StratifiedSplit.Folds(time, died, folds, seed);

            var sizes = Enumerable.Range(0, folds).Select(k => fold.Count(f => f == k)).ToArray();
            var events = Enumerable.Range(0, folds).Select(k => fold.Where((f, i) => f == k && died[i]).Count()).ToArray();
            Assert.Equal(patients, sizes.Sum());
            Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
            Assert.InRange(events.Max() - events.Min(), 0, 1);
        }
    }

    [Fact]
    public void The_seed_decides_and_every_patient_is_held_out_about_as_often()
    {
        var (time, died) = Cohort(40, 0.5, seed: 1);
        var times = new int[40];
        for (var seed = 0; seed < 2000; seed++)
        {
            var heldOut = StratifiedSplit.Assign(time, died, 0.25, seed);
            Assert.Equal(heldOut, StratifiedSplit.Assign(time, died, 0.25, seed));
            for (var i = 0; i < 40; i++) times[i] += heldOut[i] ? 1 : 0;
        }

        // 2000 draws at 1/4: mean 500, standard deviation 19.
        Assert.All(times, count => Assert.InRange(count, 400, 600));
    }

    [Fact]
    public void Patients_who_share_every_outcome_are_still_drawn_at_random()
    {
        var time = Enumerable.Repeat(12f, 20).ToArray();
        var folds = Enumerable.Range(0, 20).Select(seed => StratifiedSplit.Folds(time, new bool[20], 2, seed));

        // Runs of two neighbours in table order would always be torn apart if ties kept that order.
        Assert.Contains(folds, fold => fold[0] == fold[1]);
    }

    [Fact]
    public void What_cannot_be_divided_is_refused()
    {
        Assert.Throws<ArgumentException>(() => StratifiedSplit.Assign([1f], [true], 0.5, 0));
        Assert.Throws<ArgumentException>(() => StratifiedSplit.Assign([1f, 2f], [true], 0.5, 0));
        Assert.Throws<ArgumentException>(() => StratifiedSplit.Assign([1f, float.NaN], [true, true], 0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedSplit.Assign([1f, 2f], [true, true], 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedSplit.Assign([1f, 2f], [true, true], 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedSplit.Folds([1f, 2f], [true, true], 3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedSplit.Folds([1f, 2f], [true, true], 1, 0));
    }

    private static (float[] Time, bool[] Event) Cohort(int patients, double eventRate, int seed)
    {
        var random = new Random(seed);
        // Whole months, so that there are ties.
        float[] time = [.. Enumerable.Range(0, patients).Select(_ => 1f + random.Next(60))];
        bool[] died = [.. Enumerable.Range(0, patients).Select(_ => random.NextDouble() < eventRate)];
        return (time, died);
    }
}
