using AdaMHF.PatchBags;
using AdaMHF.Testing;

namespace AdaMHF.Simulation.Tests;

public class BagTests
{
    private const int Width = 48;

    private static readonly SimulatedCohort Cohort =
        SimulatedCohort.Create(new(400, [2, 14, 2, 2, 2, 2], Width, 256), worldSeed: 5, cohortSeed: 6);

    private static readonly SimulatedSlide[][] Bags = [.. Cohort.Patients.Select(patient => Cohort.SimulateSlides(patient).ToArray())];

    [Fact]
    public void Patch_counts_are_log_normal_around_the_median()
    {
        double[] logs = [.. Bags.Select(slides => Math.Log(slides.Sum(slide => slide.Patches.Count)))];

        Assert.Equal(Math.Log(256), Statistics.Median(logs), 0.07);
        Assert.Equal(0.4, Math.Sqrt(Statistics.Variance(logs)), 0.05);
    }

    [Fact]
    public void No_bag_has_fewer_than_32_patches()
    {
        var small = SimulatedCohort.Create(new(60, [2, 14, 2, 2, 2, 2], 4, 24));
        int[] counts = [.. small.Patients.Select(patient => small.SimulateBag(patient).PatchCount)];

        Assert.Equal(32, counts.Min());
        Assert.Contains(counts, count => count > 32);
    }

    [Fact]
    public void One_in_twenty_patches_is_tumour_front()
    {
        foreach (var slides in Bags)
        {
            var count = slides.Sum(slide => slide.Patches.Count);
            var front = slides.Sum(slide => slide.IsTumourFront.Count(isFront => isFront));
            Assert.InRange(front, Math.Max(2, (0.05 * count) - 0.5), (0.05 * count) + 0.5);
        }
    }

    [Fact]
    public void The_share_of_the_tumour_front_is_uniform_between_its_bounds_and_says_nothing_of_the_risk()
    {
        var varied = Varied();
        double[] shares = [.. varied.Patients.Select(patient => patient.FrontShare)];
        foreach (var patient in varied.Patients)
        {
            var slides = varied.SimulateSlides(patient);
            var (count, front) = (slides.Sum(slide => slide.Patches.Count), slides.Sum(slide => slide.IsTumourFront.Count(front => front)));
            Assert.InRange(front, Math.Max(2, (patient.FrontShare * count) - 0.5), Math.Max(2, (patient.FrontShare * count) + 0.5));
        }
        Assert.InRange(shares.Min(), 0.02, 0.022);
        Assert.InRange(shares.Max(), 0.198, 0.20);
        Assert.Equal(0.11, shares.Average(), 0.01);
        Assert.Equal(0.18 * 0.18 / 12, Statistics.Variance(shares), 0.0004);
        Assert.InRange(Statistics.Correlation(shares, [.. varied.Patients.Select(patient => patient.Risk)]), -0.15, 0.15);
    }

    [Fact]
    public void What_is_the_same_with_either_share_of_the_tumour_front_is_so_to_the_bit()
    {
        var varied = Varied();
        foreach (var (patient, other, i) in Cohort.Patients.Zip(varied.Patients, Enumerable.Range(0, 400)))
        {
            Assert.Equal((patient.CaseId, patient.Risk, patient.TimeMonths), (other.CaseId, other.Risk, other.TimeMonths));
            Assert.Equal(patient.Expression!.SelectMany(genes => genes), other.Expression!.SelectMany(genes => genes));
            foreach (var (slide, changed) in Bags[i].Zip(varied.SimulateSlides(other)))
            {
                Assert.Equal(slide.Patches.Coordinates, changed.Patches.Coordinates);
                var fronts = slide.IsTumourFront.Zip(changed.IsTumourFront).ToArray();
                // The front grows or shrinks around the same centres.
                Assert.False(fronts.Any(front => front is (true, false)) && fronts.Any(front => front is (false, true)));
                for (var patch = 0; patch < fronts.Length; patch++)
                {
                    if (fronts[patch].First == fronts[patch].Second)
                        Assert.True(slide.Patches.Row(patch).SequenceEqual(changed.Patches.Row(patch)));
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 0.2)]
    [InlineData(0.3, 0.2)]
    [InlineData(0.1, 1.01)]
    [InlineData(double.NaN, 0.2)]
    public void Impossible_shares_of_the_tumour_front_are_refused(double least, double most) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrontShare(least, most));

    [Fact]
    public void The_tumour_front_is_one_or_two_regions()
    {
        int[] regions = [.. Bags.Select(CountRegions)];

        Assert.InRange(regions.Count(count => count <= 2) / 400.0, 0.97, 1);
        // Three in ten have two centres, some of which merge.
        Assert.InRange(regions.Count(count => count == 2) / 400.0, 0.1, 0.33);
    }

    [Fact]
    public void Patches_fill_a_grid_of_256_pixels_in_raster_order()
    {
        foreach (var slides in Bags)
        {
            PatchCoordinate[] places = [.. slides.SelectMany(slide => slide.Patches.Coordinates!)];
            Assert.All(places, place => Assert.True(place is { X: >= 0, Y: >= 0 } && place.X % 256 == 0 && place.Y % 256 == 0));
            for (var i = 1; i < places.Length; i++)
                Assert.True(places[i].Y > places[i - 1].Y || (places[i].Y == places[i - 1].Y && places[i].X > places[i - 1].X));
            // A blob, not scattered cells: the bounding box is not much larger than the tissue.
            var columns = ((places.Max(place => place.X) - places.Min(place => place.X)) / 256) + 1;
            var rows = ((places.Max(place => place.Y) - places.Min(place => place.Y)) / 256) + 1;
            Assert.InRange(columns * rows, places.Length, 4 * places.Length);
        }
    }

    [Fact]
    public void Two_slides_share_the_patches_evenly()
    {
        var pairs = Bags.Where(slides => slides.Length == 2).ToArray();

        Assert.NotEmpty(pairs);
        Assert.All(pairs, slides => Assert.InRange(slides[1].Patches.Count - slides[0].Patches.Count, 0, 1));
    }

    [Fact]
    public void A_patch_is_its_tissue_plus_noise_plus_an_offset_of_its_slide()
    {
        var noise = new List<double>();
        var offsets = new List<double[]>();
        foreach (var slide in Bags.Take(60).Concat(Bags.Where(slides => slides.Length == 2)).SelectMany(slides => slides))
        {
            double[][] residuals =
            [
                .. TissuePatches(slide).Select(patch => Residual(slide.Patches.Row(patch), NearestTissue(slide.Patches.Row(patch)))),
            ];
            var offset = Enumerable.Range(0, Width).Select(i => residuals.Average(residual => residual[i])).ToArray();
            offsets.Add(offset);
            noise.AddRange(residuals.SelectMany(residual => residual.Zip(offset, (value, mean) => value - mean)));
        }

        Assert.Equal(1, Statistics.Variance(noise), 0.03);
        // 0.2 squared, and what remains of the noise in a mean of some 200 patches.
        Assert.Equal(0.04 + (1 / 200.0), offsets.SelectMany(offset => offset).Average(value => value * value), 0.008);
        // The last slides are pairs of one patient.
        var correlations = Enumerable.Range(1, 20).Select(pair => Statistics.Correlation(offsets[^(2 * pair)], offsets[^((2 * pair) - 1)]));
        Assert.InRange(correlations.Average(), -0.1, 0.1);
    }

    [Fact]
    public void Tissues_are_mixed_by_a_Dirichlet_of_07()
    {
        var shares = Bags.Select(slides =>
        {
            int[] tissues = [.. slides.SelectMany(slide => TissuePatches(slide).Select(patch => NearestTissue(slide.Patches.Row(patch))))];
            return Enumerable.Range(0, 6).Select(tissue => tissues.Count(found => found == tissue) / (double)tissues.Length).ToArray();
        }).ToArray();

        for (var tissue = 0; tissue < 6; tissue++)
        {
            double[] share = [.. shares.Select(bag => bag[tissue])];
            Assert.Equal(1 / 6.0, share.Average(), 0.03);
            // (1/6)(5/6) / (6 x 0.7 + 1), and a little from counting.
            Assert.Equal(0.0272, Statistics.Variance(share), 0.008);
        }
    }

    [Fact]
    public void The_tumour_front_shows_the_pathology_risk_along_the_direction_of_the_subtype()
    {
        double[] shown = [.. Cohort.Patients.Select((patient, i) => MeanAlong(Bags[i], patient.Subtype))];
        double[] elsewhere = [.. Cohort.Patients.Select((patient, i) => MeanAlong(Bags[i], (patient.Subtype % 3) + 1))];
        double[] truth = [.. Cohort.Patients.Select(patient => patient.PathologyRisk)];

        Assert.InRange(Statistics.Correlation(shown, truth), 0.95, 1);
        // 6 x (0.5 + uniform), whose mean is 6.
        Assert.Equal(6, Statistics.Slope(truth, shown), 0.3);
        Assert.InRange(Statistics.Correlation(elsewhere, truth), -0.15, 0.15);
    }

    [Fact]
    public void A_bag_is_the_same_whichever_bags_were_drawn_before()
    {
        var again = SimulatedCohort.Create(Cohort.Preset, 5, 6);
        foreach (var i in new[] { 17, 3, 399 })
        {
            var bag = again.SimulateBag(again.Patients[i]);
            Assert.Equal(Bags[i].SelectMany(slide => slide.Patches.Values), bag.ReadAll().Values);
            Assert.Equal(Bags[i].SelectMany(slide => slide.Patches.Coordinates!), bag.ReadAll().Coordinates);
        }
    }

    private static SimulatedCohort Varied() => SimulatedCohort.Create(Cohort.Preset, 5, 6, frontShare: new(0.02, 0.20));

    private static IEnumerable<int> TissuePatches(SimulatedSlide slide) =>
        Enumerable.Range(0, slide.Patches.Count).Where(patch => !slide.IsTumourFront[patch]);

    private static int NearestTissue(ReadOnlySpan<float> patch)
    {
        var (nearest, least) = (-1, double.PositiveInfinity);
        for (var tissue = 0; tissue < 6; tissue++)
        {
            var square = Residual(patch, tissue).Sum(value => value * value);
            if (square < least) (nearest, least) = (tissue, square);
        }
        return nearest;
    }

    private static double[] Residual(ReadOnlySpan<float> patch, int tissue)
    {
        var centroid = Cohort.World.TissueCentroid(tissue);
        var residual = new double[Width];
        for (var i = 0; i < Width; i++) residual[i] = patch[i] - centroid[i];
        return residual;
    }

    private static double MeanAlong(SimulatedSlide[] slides, int subtype)
    {
        var direction = Cohort.World.FrontDirection(subtype).ToArray();
        var centre = Cohort.World.TumourCentroid.ToArray();
        return slides.SelectMany(slide => Enumerable.Range(0, slide.Patches.Count)
            .Where(patch => slide.IsTumourFront[patch])
            .Select(patch => Enumerable.Range(0, Width).Sum(i => (slide.Patches.Row(patch)[i] - centre[i]) * direction[i]))).Average();
    }

    /// <summary>Counts the groups of front patches that touch, corners included.</summary>
    private static int CountRegions(SimulatedSlide[] slides)
    {
        var left = slides.SelectMany(slide => slide.Patches.Coordinates!.Where((_, patch) => slide.IsTumourFront[patch])).ToHashSet();
        var regions = 0;
        while (left.Count > 0)
        {
            regions++;
            var open = new Stack<PatchCoordinate>([left.First()]);
            while (open.TryPop(out var place))
            {
                if (!left.Remove(place)) continue;
                var near = left.Where(other => Math.Abs(other.X - place.X) <= 256 && Math.Abs(other.Y - place.Y) <= 256);
                foreach (var neighbour in near) open.Push(neighbour);
            }
        }
        return regions;
    }
}
